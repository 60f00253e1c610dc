import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planRepairs } from '../cli/fixing.js';
import type { Diagnostic } from '../diagnostics/index.js';
import { findComments } from '../edit/index.js';
import { checkCatalog } from '../pipeline.js';
import { CATALOGS, type CatalogFiles, fixtureFiles, hostOfCatalog } from '../testing/fixture-files.js';
import { countKeys } from './finding-key.js';
import type { FixResult } from './fix.js';
import { EXAMPLE_DAY } from './rule-tester.js';
import { rules } from './rules/index.js';

/**
 * What holds of all fixes together, with every rule asked: no rule finds anything that it did not find before, a second run
 * changes nothing, and comments, order and quotes stay.
 */
const IDS = rules.map((rule) => rule.id);

const examples = rules.map(({ id, bad, settings = 'catalog: test\n' }) => ({
  name: `the bad example of ${id}`,
  found: id,
  files: { 'sagac.yaml': settings, 'definitions.yaml': bad },
}));
const catalogs = readdirSync(CATALOGS).map((name) => ({
  name,
  found: undefined,
  files: fixtureFiles(name),
}));

function hostOf(files: CatalogFiles) {
  return hostOfCatalog(files, { now: Date.parse(EXAMPLE_DAY) });
}

async function fixed(files: CatalogFiles, unsafe: boolean): Promise<FixResult & { readonly files: CatalogFiles }> {
  const result = await planRepairs(hostOf(files), '/catalog', { only: IDS, unsafe });
  return { ...result, files: { ...files, ...Object.fromEntries(result.texts) } };
}

async function findings(files: CatalogFiles): Promise<readonly Diagnostic[]> {
  return (await checkCatalog(hostOf(files), '/catalog', { only: IDS })).diagnostics;
}

/** What is found more often than before: by rule and definition, since names and numbers in a message may change. */
function added(before: readonly Diagnostic[], after: readonly Diagnostic[]): readonly string[] {
  const counts = (found: readonly Diagnostic[]) =>
    countKeys(found.map((entry) => ({ ...entry, message: entry.element === undefined ? entry.message : '' })));
  const known = counts(before);
  return [...counts(after)].filter(([key, count]) => count > (known.get(key) ?? 0)).map(([key]) => key);
}

/** The same files with a comment of its own above and behind each line that can have one. */
function commented(files: CatalogFiles): CatalogFiles {
  const entries = Object.entries(files).map(([path, text]) => {
    if (path === 'sagac.yaml' || !/\.ya?ml$/.test(path)) return [path, text];
    const lines = text.split('\n').map((line, index) => (line.trim() === '' ? line : withComments(line, index)));
    return [path, lines.join('\n')];
  });
  return Object.fromEntries(entries);
}

function withComments(line: string, index: number): string {
  const indent = line.slice(0, line.length - line.trimStart().length);
  return `${indent}# above ${index}.\n${line} # behind ${index}.`;
}

function comments(files: CatalogFiles): readonly string[] {
  return Object.values(files).flatMap((text) =>
    findComments(text).map(({ start, end }) => text.slice(start, end).trim()),
  );
}

/** What stands in quotes. */
function quoted(files: CatalogFiles): readonly string[] {
  return Object.values(files).flatMap((text) => text.match(/"[^"\n]*"|'[^'\n]*'/g) ?? []);
}

/** How many fixes each test saw. */
const made: number[] = [];

describe.each([...examples, ...catalogs])('$name', ({ files, found }) => {
  it.each([
    ['safe', false],
    ['all', true],
  ])(
    'keeps comments, order and quotes and has nothing new to find after %s fixes, and a second run changes nothing',
    async (_, unsafe) => {
      const noted = commented(files);
      const before = await findings(noted);
      const result = await fixed(noted, unsafe);
      made.push(result.applied.length);
      const mine = new Set(comments(noted));
      if (found !== undefined) expect(before.map(({ code }) => code)).toContain(found);
      expect(added(before, result.remaining)).toEqual([]);
      expect(comments(result.files).filter((comment) => mine.has(comment))).toEqual(comments(noted));
      expect(quoted(noted).filter((text) => !quoted(result.files).includes(text))).toEqual([]);
      if (result.changed.length > 0) expect((await fixed(result.files, unsafe)).changed).toEqual([]);
    },
  );
});

describe('these tests', () => {
  it('have fixes to judge', () => {
    expect(made.filter((count) => count > 0).length).toBeGreaterThan(made.length / 2);
  });
});
