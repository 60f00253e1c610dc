import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planRepairs } from '../cli/fixing.js';
import { isLintFinding } from '../cli/lint-findings.js';
import { checkCatalog } from '../pipeline.js';
import { fixtureFiles, hostOfCatalog } from '../testing/fixture-files.js';
import { newProblems } from './fix-harm.js';
import { EXAMPLE_DAY } from './rule-tester.js';
import { rules } from './rules/index.js';

/** Catalogs with lines lost, doubled, swapped and names mistaken: lint and its fixes get along with all of them. */
const IDS = rules.map((rule) => rule.id);
/** `SAGAC_RUNS` and `SAGAC_SEED` make it longer, and another one. */
const RUNS = Number(process.env['SAGAC_RUNS'] ?? 25);
const SEED = Number(process.env['SAGAC_SEED'] ?? 1);

type Texts = ReadonlyMap<string, string>;

/** One that is sound, and one with much to repair. */
const bases: readonly Texts[] = ['shop', 'shop-happy-path'].map((name) => new Map(Object.entries(fixtureFiles(name))));
const names = [...new Set(bases.flatMap((base) => [...base.values()].flatMap(namesIn)))].sort();

function namesIn(text: string): readonly string[] {
  return text.match(/\b[A-Z]\w{3,}\b/g) ?? [];
}

interface Mutation {
  readonly file: number;
  readonly line: number;
  readonly kind: 'lose' | 'double' | 'swap' | 'rename' | 'empty';
  readonly name: string;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  file: fc.nat({ max: 100 }),
  line: fc.nat({ max: 1000 }),
  kind: fc.constantFrom('lose', 'lose', 'lose', 'rename', 'rename', 'rename', 'double', 'swap', 'empty'),
  name: fc.constantFrom(...names),
});

function mutate(texts: Map<string, string>, { file, line, kind, name }: Mutation): void {
  const definitions = [...texts.keys()].filter((path) => path.endsWith('.yaml') && path !== 'sagac.yaml');
  const path = definitions[file % definitions.length] ?? '';
  const lines = (texts.get(path) ?? '').split('\n');
  const at = line % lines.length;
  const [here = '', next = ''] = [lines[at], lines[at + 1]];
  if (kind === 'lose') lines.splice(at, 1);
  else if (kind === 'double') lines.splice(at, 0, here);
  else if (kind === 'swap') lines.splice(at, 2, next, here);
  else if (kind === 'rename') lines[at] = here.replace(/\b[A-Z]\w{3,}\b/, name);
  else lines[at] = here.replace(/:.*$/, ':');
  texts.set(path, lines.join('\n'));
}

function hostOf(texts: Texts) {
  return hostOfCatalog(Object.fromEntries(texts), { now: Date.parse(EXAMPLE_DAY) });
}

describe('a catalog that somebody is in the middle of changing', () => {
  it('is linted and repaired without harm, and a second run changes nothing', async () => {
    let [asked, repaired] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...bases), fc.array(mutation, { maxLength: 3 }), async (base, mutations) => {
        const texts = new Map(base);
        for (const each of mutations) mutate(texts, each);
        const before = await checkCatalog(hostOf(texts), '/catalog', { only: IDS });
        const result = await planRepairs(hostOf(texts), '/catalog', { only: IDS, unsafe: true });
        const after = new Map([...texts, ...result.texts]);
        const isFinding = (entry: (typeof before.diagnostics)[number]) => isLintFinding(entry, before);
        expect(newProblems(before.diagnostics, result.remaining, isFinding)).toEqual([]);
        const again = await planRepairs(hostOf(after), '/catalog', { only: IDS, unsafe: true });
        expect(again.changed).toEqual([]);
        if (before.whole) asked++;
        if (result.changed.length > 0) repaired++;
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect([asked > RUNS / 3, repaired > RUNS / 5], `${asked} asked, ${repaired} repaired`).toEqual([true, true]);
  }, 120_000);
});
