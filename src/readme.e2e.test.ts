import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * What the README shows is what the binary prints: every `console` block behind a `tour:` comment is run in a copy of
 * that fixture catalog, in order. A line `...` stands for any lines; all others must follow one another.
 */
const PROJECT = join(dirname(fileURLToPath(import.meta.url)), '..');
const README = readFileSync(join(PROJECT, 'README.md'), 'utf8');

interface Shown {
  readonly catalog: string;
  readonly command: string;
  readonly lines: readonly string[];
}

function shownCommands(): readonly Shown[] {
  let catalog = '';
  const shown: Shown[] = [];
  for (const match of README.matchAll(/<!-- tour: (\S+) -->|```console\n([\s\S]*?)```/g)) {
    if (match[1] !== undefined) catalog = match[1];
    for (const part of (match[2] ?? '').split(/^\$ /m).slice(1)) {
      const [command = '', ...lines] = part.trimEnd().split('\n');
      shown.push({ catalog, command, lines });
    }
  }
  return shown;
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-readme-'));
  for (const catalog of new Set(shownCommands().map((entry) => entry.catalog))) {
    cpSync(join(PROJECT, 'fixtures', 'catalogs', catalog), join(folder, catalog), { recursive: true });
    for (const made of ['generated', '.sagac']) rmSync(join(folder, catalog, made), { recursive: true, force: true });
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function printed({ catalog, command }: Shown): string {
  const [, ...args] = command.split(' ');
  const format = args[0] === 'lint' || args[0] === 'compat' ? ['--format', 'pretty'] : [];
  const result = spawnSync(process.execPath, [join(PROJECT, 'bin', 'sagac.js'), ...args, ...format], {
    cwd: join(folder, catalog),
    encoding: 'utf8',
    env: { ...process.env, COLUMNS: '100', NO_COLOR: '1' },
  });
  // What was done goes to the error stream, findings to the other: a terminal shows them in this order.
  return args.includes('--fix') ? result.stderr + result.stdout : result.stdout + result.stderr;
}

/** Each run of lines between two `...`. */
function passages(lines: readonly string[]): readonly string[] {
  return `\n${lines.join('\n')}\n`
    .split(/^\.\.\.$/m)
    .map((passage) => passage.replace(/^\n|\n$/g, ''))
    .filter((passage) => passage !== '');
}

describe('the README', () => {
  it.each(shownCommands().map((entry) => [`${entry.catalog}: $ ${entry.command}`, entry] as const))(
    '%s',
    (_, entry) => {
      const output = printed(entry);
      let at = 0;
      for (const passage of passages(entry.lines)) {
        const found = output.indexOf(passage, at);
        expect(found, `${passage}\n--- is not in ---\n${output}`).toBeGreaterThanOrEqual(0);
        at = found + passage.length;
      }
    },
  );

  it('shows the whole tour', () => {
    expect(shownCommands().length).toBeGreaterThan(5);
  });
});
