import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { generated } from '../../../generate/testing/catalog.js';
import type { Catalog } from '../../../model/index.js';
import { catalogFromYaml } from '../../../testing/catalog-from-yaml.js';
import { DIRECTIONS } from '../../check.js';
import { judgeContext } from '../../judge-context.js';
import { payloadChecks } from './index.js';
import { consumerCode } from './testing/consumer-code.js';
import { payloadChanges } from './testing/payload-changes.js';
import { pairTexts, runs } from './testing/random-pairs.js';
import { worstFor } from './testing/verdict.js';

const TSC = fileURLToPath(new URL('../../../../node_modules/typescript/bin/tsc', import.meta.url));
const CONFIG = {
  compilerOptions: { target: 'es2022', lib: ['es2022'], module: 'nodenext', types: [], strict: true, noEmit: true },
};

const folder = mkdtempSync(join(tmpdir(), 'sagac-compat-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function writeTypes(path: string, catalog: Catalog): void {
  for (const [file, text] of generated(catalog, { only: ['typescript'] })) write(`${path}/${file}`, text);
}

interface Case {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly options: string;
}

const examples: readonly Case[] = payloadChecks.flatMap(({ id, examples }) =>
  examples.map(({ title, before, after }) => ({ title: `${id}: ${title}`, before, after, options: '' })),
);

const randomPairs: readonly Case[] = fc.sample(pairTexts, runs(40)).map((pair, index) => ({
  ...pair,
  title: `random pair ${index}`,
  options: index % 2 === 0 ? '' : ', long: bigint, bytes: Uint8Array, brandedIds: false',
}));

const cases = [...examples, ...randomPairs];

/** Types of both sides, and code of each side over its own types and over the other's; gives the files that should not compile. */
async function writeCase({ before, after, options }: Case, index: number): Promise<readonly string[]> {
  const settings = `catalog: shop\nenvelope: plain\ngenerate:\n  - { target: typescript, out: types${options} }\n`;
  const [old, next] = await Promise.all([catalogFromYaml(before, settings), catalogFromYaml(after, settings)]);
  writeTypes(`${index}/old`, old);
  writeTypes(`${index}/new`, next);
  write(`${index}/same-old.ts`, consumerCode(old, './old/types/index.js'));
  write(`${index}/same-new.ts`, consumerCode(next, './new/types/index.js'));
  write(`${index}/backward.ts`, consumerCode(old, './new/types/index.js'));
  write(`${index}/forward.ts`, consumerCode(next, './old/types/index.js'));
  const changes = payloadChanges(old, next);
  const context = judgeContext(old, next, '2026-06-01');
  const broken = DIRECTIONS.filter((way) => worstFor(changes, context, 'typescript', way) === 'break');
  return broken.map((way) => `${index}/${way}.ts`);
}

async function compilerErrors(): Promise<string> {
  write('package.json', '{ "type": "module" }');
  write('tsconfig.json', JSON.stringify(CONFIG));
  const options = { maxBuffer: 2 ** 26, cwd: folder };
  const args = [TSC, '-p', folder, '--pretty', 'false'];
  const result = await promisify(execFile)(process.execPath, args, options).catch((error) => error);
  return result.stdout;
}

function titled(files: Iterable<string>): readonly string[] {
  return [...new Set(files)].map((file) => `${cases[Number.parseInt(file, 10)]?.title} ${file}`).sort();
}

describe('verdicts on TypeScript', () => {
  it('are what the compiler says of code that reads everything', async () => {
    const said: string[] = [];
    for (const [index, entry] of cases.entries()) said.push(...(await writeCase(entry, index)));
    const errors = await compilerErrors();
    const found = [...errors.matchAll(/^([^\s(]+)\(/gm)].flatMap(([, file]) => file ?? []);
    expect(titled(found)).toEqual(titled(said));
  }, 60_000);
});
