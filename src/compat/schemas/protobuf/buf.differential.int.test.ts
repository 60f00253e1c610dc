import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../runtime/testing/random.js';
import { canReadProtobuf, type ProtobufLevel } from './can-read-protobuf.js';
import type { ProtoFiles } from './proto-files.js';
import { readProtobuf } from './read-protobuf.js';
import { printProto } from './testing/made-proto.js';
import { mutateModule } from './testing/mutate-proto.js';
import { type MadeModule, randomModule } from './testing/random-proto.js';
import { brokenFolders, installedBuf, judgedByBuf } from './testing/run-buf.js';

/**
 * Random changes, judged by us and by the real buf: the installed one, or the binary that `SAGAC_BUF` names.
 * `SAGAC_RUNS` is the number of changes, `SAGAC_SEED` another set of them.
 */
const BUF = process.env['SAGAC_BUF'] ?? installedBuf();
const RUNS = Number(process.env['SAGAC_RUNS'] ?? 300);
const SEED = Number(process.env['SAGAC_SEED'] ?? 1);
const LEVELS: readonly ProtobufLevel[] = ['WIRE', 'WIRE_JSON'];

type Texts = Readonly<Record<string, string>>;

interface Case {
  readonly folder: string;
  readonly old: Texts;
  readonly new: Texts;
}

if (BUF === undefined)
  console.warn('Left out: random changes judged by buf, whose package has no binary for this machine.');

const work = mkdtempSync(join(tmpdir(), 'sagac-buf-'));
const sides = { old: join(work, 'old'), new: join(work, 'new') };
afterAll(() => rmSync(work, { recursive: true, force: true }));

function makeCase(index: number): Case {
  const random = createRandom(SEED * 1_000_003 + index);
  const [folder, name] = [`c${index}`, `p${index}`];
  const before = randomModule(random, folder, name);
  let after = before;
  for (let left = random.between(1, 4); left > 0; left--) after = mutateModule(random, after, name);
  return { folder, old: textsOf(before, folder), new: textsOf(after, folder) };
}

function textsOf({ a, b }: MadeModule, folder: string): Texts {
  return { [`${folder}/a.proto`]: printProto(a), [`${folder}/b.proto`]: printProto(b) };
}

function writeAll(cases: readonly Case[]): void {
  rmSync(work, { recursive: true, force: true });
  for (const one of cases) {
    for (const side of ['old', 'new'] as const) {
      for (const [path, text] of Object.entries(one[side])) {
        mkdirSync(dirname(join(sides[side], path)), { recursive: true });
        writeFileSync(join(sides[side], path), text);
      }
    }
  }
}

/** Leaves out what buf cannot build or judge; a broken file hides the mistakes of others, so that this takes some rounds. */
function judged(buf: string, all: readonly Case[]) {
  let cases = all;
  for (;;) {
    writeAll(cases);
    let bad = brokenFolders(buf, sides);
    const verdicts = LEVELS.map((level) => (bad.size > 0 ? undefined : judgedByBuf(buf, sides, level)));
    for (const verdict of verdicts) if (typeof verdict === 'string') bad = new Set([verdict]);
    if (bad.has('')) throw new Error('buf speaks of a file that is none of ours');
    if (bad.size === 0) return { cases, verdicts: verdicts as ReadonlyMap<string, ReadonlySet<string>>[] };
    cases = cases.filter(({ folder }) => !bad.has(folder));
  }
}

async function read(texts: Texts): Promise<ProtoFiles> {
  const { files, problems } = await readProtobuf(Object.entries(texts).map(([path, text]) => ({ path, text })));
  expect(problems, Object.values(texts).join('\n')).toEqual([]);
  return files;
}

describe.skipIf(BUF === undefined)('random changes', () => {
  it('are judged as buf judges them', { timeout: 600_000 }, async () => {
    const { cases, verdicts } = judged(
      BUF ?? '',
      Array.from({ length: RUNS }, (_, index) => makeCase(index)),
    );
    const seen = new Set(verdicts.flatMap((byFolder) => [...byFolder.values()].flatMap((rules) => [...rules])));
    console.log(`${cases.length} of ${RUNS} random changes are valid Protobuf; they break ${seen.size} rules`);
    expect(cases.length).toBeGreaterThan(RUNS / 4);
    for (const one of cases) {
      const [reader, writer] = [await read(one.new), await read(one.old)];
      LEVELS.forEach((level, index) => {
        const found = canReadProtobuf(reader, writer, level).breaks;
        const expected = [...(verdicts[index]?.get(one.folder) ?? [])].sort();
        const texts = Object.entries({ ...one.old, ...one.new }).map(
          ([path]) => `${path}\n${one.old[path]}\n-> new\n${one.new[path]}`,
        );
        expect([...new Set(found.map(({ kind }) => kind))].sort(), `${level}\n${texts.join('\n')}`).toEqual(expected);
      });
    }
  });
});
