import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../diagnostics/index.js';
import { loadCatalog } from '../language/load-catalog.js';
import { createMemoryHost } from '../memory-host.js';
import { buildCatalog } from '../model/build/build-catalog.js';
import { createRandom, type Random } from '../runtime/testing/random.js';
import { rules } from './rules/index.js';
import { lintCatalog } from './run.js';
import { mutateYaml } from './testing/mutate-yaml.js';

/** `SAGAC_RUNS` and `SAGAC_SEED` make it longer, and another one. */
const RUNS = Number(process.env['SAGAC_RUNS'] ?? 400);
const SEED = Number(process.env['SAGAC_SEED'] ?? 1);

type Files = Readonly<Record<string, string>>;

const CATALOGS = new URL('../../fixtures/catalogs/', import.meta.url).pathname;

function readFolder(name: string): Files {
  const paths = readdirSync(join(CATALOGS, name), { recursive: true, encoding: 'utf8' });
  const yaml = paths.filter((path) => path.endsWith('.yaml') && !path.includes('generated'));
  return Object.fromEntries(yaml.map((path) => [`/catalog/${path}`, readFileSync(join(CATALOGS, name, path), 'utf8')]));
}

function mutateOne(files: Files, random: Random): Files {
  const path = random.pick(Object.keys(files).filter((file) => !file.endsWith('sagac.yaml')));
  return { ...files, [path]: mutateYaml(files[path] ?? '', random) };
}

/** Reads and lints with every rule, also where the reading found mistakes: nothing may throw, and every place must exist. */
async function lintAll(files: Files): Promise<readonly Diagnostic[]> {
  const { value: source, diagnostics } = await loadCatalog(createMemoryHost(files), '/catalog');
  if (!source) return diagnostics;
  const { value: catalog } = buildCatalog(source);
  const found = lintCatalog(catalog, { only: rules.map((rule) => rule.id), today: '2026-06-01', previous: catalog });
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

function changedFile(before: Files, after: Files): string {
  return Object.keys(after)
    .map((path) => (before[path] === after[path] ? '' : `${path}:\n${after[path]}`))
    .join('');
}

async function tryMany(seedOf: (random: Random) => Files, runs: number): Promise<number> {
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
      '/catalog/sagac.yaml': 'catalog: test\n',
      '/catalog/definitions.yaml': random.pick(examples),
    });
    expect(await tryMany(files, RUNS * 2)).toBeGreaterThan(RUNS);
  });

  it.each(['shop', 'bank', 'travel'])('never throws on mutations of %s', { timeout: 300_000 }, async (name) => {
    const files = readFolder(name);
    expect(await tryMany(() => files, RUNS / 4)).toBeGreaterThan(RUNS / 8);
  });
});
