import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createLineMap, type Diagnostic, sortDiagnostics } from './diagnostics/index.js';
import { createNodeHost } from './node-host.js';
import { type CheckedCatalog, checkCatalog, generateCatalog } from './pipeline.js';

/**
 * Every folder of `fixtures/scenarios` is a test: `input/` is a catalog, `expected/` holds all that it compiles to and
 * `diagnostics.txt`. Missing and surplus files both fail. `npm run goldens` records anew; read the difference.
 */
const SCENARIOS = join(dirname(fileURLToPath(import.meta.url)), '..', 'fixtures', 'scenarios');
const RECORD = process.env.RECORD === 'true';

function filesBelow(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    paths.sort().map((path) => [
      path
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
      readFileSync(path, 'utf8'),
    ]),
  );
}

/** `file:line:col severity code message`, second places indented: easy to read in a review. */
function diagnosticLines(diagnostics: readonly Diagnostic[], texts: CheckedCatalog['texts']): string {
  const place = (span: Diagnostic['span']): string => {
    if (!span) return '-';
    const { line, column } = createLineMap(texts.get(span.file) ?? '').positionAt(span.start);
    return `${span.file}:${line}:${column}`;
  };
  const lines = diagnostics.flatMap((entry) => [
    `${place(entry.span)} ${entry.severity} ${entry.code} ${entry.message}`,
    ...(entry.labels ?? []).map((label) => `  ${place(label.span)} ${label.text}`),
    ...(entry.help === undefined ? [] : [`  help: ${entry.help}`]),
  ]);
  return lines.map((line) => `${line}\n`).join('');
}

async function compile(input: string): Promise<Map<string, string>> {
  const host = createNodeHost();
  const checked = await checkCatalog(host, input);
  const generated = await generateCatalog(host, input);
  const diagnostics = sortDiagnostics([...checked.diagnostics, ...generated.diagnostics]);
  const files = generated.outputs.flatMap(({ out, files }) =>
    files.map((file) => [`${out}/${file.path}`, file.text] as const),
  );
  return new Map([...files, ['diagnostics.txt', diagnosticLines(diagnostics, checked.texts)]]);
}

function record(expected: string, actual: ReadonlyMap<string, string>): void {
  rmSync(expected, { recursive: true, force: true });
  for (const [path, text] of actual) {
    mkdirSync(dirname(join(expected, path)), { recursive: true });
    writeFileSync(join(expected, path), text);
  }
}

describe('scenarios', () => {
  it.each(readdirSync(SCENARIOS).sort())('%s', async (name) => {
    const expected = join(SCENARIOS, name, 'expected');
    const actual = await compile(join(SCENARIOS, name, 'input'));
    if (RECORD) record(expected, actual);
    const wanted = filesBelow(expected);
    expect([...actual.keys()].sort()).toEqual([...wanted.keys()].sort());
    for (const [path, text] of wanted) expect(actual.get(path), path).toBe(text);
  });

  it.each(readdirSync(SCENARIOS).sort())('%s compiles to the same bytes twice', async (name) => {
    const input = join(SCENARIOS, name, 'input');
    expect(await compile(input)).toEqual(await compile(input));
  });
});
