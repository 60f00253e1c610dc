import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { planRepairs } from '../cli/fixing.js';
import type { Diagnostic } from '../diagnostics/index.js';
import { findComments } from '../edit/index.js';
import { createMemoryHost } from '../memory-host.js';
import { checkCatalog } from '../pipeline.js';
import { countKeys } from './finding-key.js';
import type { FixResult } from './fix.js';
import { EXAMPLE_DAY } from './rule-tester.js';
import { rules } from './rules/index.js';

/**
 * What holds of all fixes together, with every rule asked: no rule finds anything that it did not find before, a second run
 * changes nothing, and comments, order and quotes stay.
 */
type Files = Readonly<Record<string, string>>;

const CATALOGS = fileURLToPath(new URL('../../fixtures/catalogs/', import.meta.url));
const IDS = rules.map((rule) => rule.id);

function catalogFiles(folder: string): Files {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => /\.(ya?ml|json|avsc)$/.test(name)).map((name) => name.replaceAll('\\', '/'));
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

const examples = rules.map(({ id, bad, settings = 'catalog: test\n' }) => ({
  name: `the bad example of ${id}`,
  found: id,
  files: { 'sagac.yaml': settings, 'definitions.yaml': bad },
}));
const catalogs = readdirSync(CATALOGS).map((name) => ({
  name,
  found: undefined,
  files: catalogFiles(join(CATALOGS, name)),
}));

function hostOf(files: Files) {
  const placed = Object.entries(files).map(([path, text]) => [`/catalog/${path}`, text]);
  return createMemoryHost(Object.fromEntries(placed), { now: Date.parse(EXAMPLE_DAY) });
}

async function fixed(files: Files, unsafe: boolean): Promise<FixResult & { readonly files: Files }> {
  const result = await planRepairs(hostOf(files), '/catalog', { only: IDS, unsafe });
  return { ...result, files: { ...files, ...Object.fromEntries(result.texts) } };
}

async function findings(files: Files): Promise<readonly Diagnostic[]> {
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
function commented(files: Files): Files {
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

function comments(files: Files): readonly string[] {
  return Object.values(files).flatMap((text) =>
    findComments(text).map(({ start, end }) => text.slice(start, end).trim()),
  );
}

/** What stands in quotes. */
function quoted(files: Files): readonly string[] {
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
