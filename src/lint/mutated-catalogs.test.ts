import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../diagnostics/index.js';
import { loadCatalog } from '../language/load-catalog.js';
import { buildCatalog } from '../model/build/build-catalog.js';
import { createRandom, type Random } from '../runtime/testing/random.js';
import { type CatalogFiles, fixtureFiles, hostOfCatalog } from '../testing/fixture-files.js';
import { EXAMPLE_DAY } from './rule-tester.js';
import { rules } from './rules/index.js';
import { lintCatalog } from './run.js';
import { mutateYaml } from './testing/mutate-yaml.js';

/** `SAGAC_RUNS` and `SAGAC_SEED` make it longer, and another one. */
const RUNS = Number(process.env['SAGAC_RUNS'] ?? 400);
const SEED = Number(process.env['SAGAC_SEED'] ?? 1);

/** The definitions of a catalog: what is generated is not mutated. */
function definitionsOf(name: string): CatalogFiles {
  const yaml = Object.entries(fixtureFiles(name)).filter(
    ([path]) => path.endsWith('.yaml') && !path.includes('generated'),
  );
  return Object.fromEntries(yaml);
}

function mutateOne(files: CatalogFiles, random: Random): CatalogFiles {
  const path = random.pick(Object.keys(files).filter((file) => !file.endsWith('sagac.yaml')));
  return { ...files, [path]: mutateYaml(files[path] ?? '', random) };
}

/** Reads and lints with every rule, also where the reading found mistakes: nothing may throw, and every place must exist. */
async function lintAll(files: CatalogFiles): Promise<readonly Diagnostic[]> {
  const { value: source, diagnostics } = await loadCatalog(hostOfCatalog(files), '/catalog');
  if (!source) return diagnostics;
  const { value: catalog } = buildCatalog(source);
  const found = lintCatalog(catalog, { only: rules.map((rule) => rule.id), today: EXAMPLE_DAY, previous: catalog });
  for (const finding of found) checkPlaces(finding, source.texts);
  return found;
}

function checkPlaces(finding: Diagnostic, texts: ReadonlyMap<string, string>): void {
  const edits = finding.fix?.edits ?? [];
  for (const span of [
    finding.span,
    ...(finding.labels ?? []).map((label) => label.span),
    ...edits.map((edit) => edit.span),
  ]) {
    const length = span && texts.get(span.file)?.length;
    const fits =
      span !== undefined && length !== undefined && span.start >= 0 && span.start <= span.end && span.end <= length;
    if (!fits) throw new Error(`${finding.code} points at ${JSON.stringify(span)}: ${finding.message}`);
  }
}

function changedFile(before: CatalogFiles, after: CatalogFiles): string {
  return Object.keys(after)
    .map((path) => (before[path] === after[path] ? '' : `${path}:\n${after[path]}`))
    .join('');
}

async function tryMany(seedOf: (random: Random) => CatalogFiles, runs: number): Promise<number> {
  let findings = 0;
  for (let run = 0; run < runs; run++) {
    const seed = SEED * 1_000_003 + run;
    const random = createRandom(seed);
    const original = seedOf(random);
    const files = mutateOne(original, random);
    try {
      findings += (await lintAll(files)).length;
    } catch (error) {
      throw new Error(`seed ${seed}: ${String(error)}\n${changedFile(original, files)}`, { cause: error });
    }
  }
  return findings;
}

describe('lint of broken catalogs', () => {
  it('never throws on mutated examples of the rules', { timeout: 300_000 }, async () => {
    const examples = rules.flatMap((rule) => [rule.bad, rule.good]);
    const files = (random: Random) => ({
      'sagac.yaml': 'catalog: test\n',
      'definitions.yaml': random.pick(examples),
    });
    expect(await tryMany(files, RUNS * 2)).toBeGreaterThan(RUNS);
  });

  it.each(['shop', 'bank', 'travel'])('never throws on mutations of %s', { timeout: 300_000 }, async (name) => {
    const files = definitionsOf(name);
    expect(await tryMany(() => files, RUNS / 4)).toBeGreaterThan(RUNS / 8);
  });
});
