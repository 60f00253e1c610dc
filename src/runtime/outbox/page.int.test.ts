import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const page = readFileSync('docs/outbox.md', 'utf8');

/** The first block of a language on the page. */
function blockOf(language: string): string {
  return page.split(`\n\`\`\`${language}\n`)[1]?.split('```')[0] ?? '';
}

describe('the page on the outbox', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sagac-outbox-page-'));
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('has an example that prints what it says', () => {
    writeFileSync(join(folder, 'order.ts'), blockOf('ts'));
    const outfile = join(folder, 'order.mjs');
    const alias = { 'sagac/runtime': resolve('src/runtime/index.ts') };
    const external = ['better-sqlite3', '@opentelemetry/api'];
    const entryPoints = [join(folder, 'order.ts')];
    buildSync({
      entryPoints,
      outfile,
      alias,
      external,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
    });
    const run = spawnSync(process.execPath, [outfile], { encoding: 'utf8', cwd: folder });
    expect(run.stderr).toBe('');
    expect(run.stdout).toBe(blockOf('text'));
  });

  it('has a line for every option, problem and number', () => {
    const relay = readFileSync('src/runtime/outbox/create-relay.ts', 'utf8');
    const store = readFileSync('src/runtime/outbox/outbox-store.ts', 'utf8');
    const membersOf = (text: string, name: string) =>
      [
        ...(text.split(`export interface ${name} {`)[1]?.split('\n}')[0] ?? '').matchAll(/^ {2}readonly (\w+)\??:/gm),
      ].map(([, member]) => member ?? '');
    const kinds = [...relay.matchAll(/readonly kind: '([a-z-]+)'/g)].map(([, kind]) => kind ?? '');
    const names = [...membersOf(relay, 'RelayOptions'), ...membersOf(store, 'OutboxStatus'), ...kinds];
    expect(names.length).toBeGreaterThan(14);
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});
