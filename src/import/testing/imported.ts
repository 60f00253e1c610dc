import { dirname, join, normalize } from 'node:path';
import { generateTargets } from '../../generate/run.js';
import type { Catalog, JsonValue } from '../../model/index.js';
import { catalogFrom } from '../../testing/catalog-from.js';
import type { SourceFile } from '../importer.js';
import { importers } from '../importers/index.js';
import { layOut, printLayout } from '../layout.js';
import { type Imported, type ImportRequest, runImport } from '../run-import.js';

/** What a test gives to the import: texts, or data that is written as JSON, by path. */
export type Sources = Readonly<Record<string, unknown>>;

/** Imports files that stand in memory, and may refer to each other. */
export function importFrom(sources: Sources, request: Partial<ImportRequest> = {}) {
  const files = Object.entries(sources).map(
    ([path, content]): SourceFile => ({ path, text: typeof content === 'string' ? content : JSON.stringify(content) }),
  );
  const byPath = new Map(files.map((file) => [file.path, file]));
  const { value, diagnostics } = runImport({
    files,
    importers,
    options: { as: 'event' },
    readFile: (reference, from) => byPath.get(normalize(join(dirname(from), reference))),
    ...request,
  });
  const texts = printLayout(layOut(value.draft));
  return { ...value, diagnostics, texts, said: diagnostics.map(({ code, message }) => `${code}: ${message}`) };
}

/** The catalog that is made of an import; anything wrong with it is a fault of the test. */
export function catalogOfImport(imported: Pick<Imported, 'draft'>): Catalog {
  const texts = printLayout(layOut(imported.draft));
  const { catalog, diagnostics } = catalogFrom({ 'sagac.yaml': 'catalog: test', ...Object.fromEntries(texts) });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    const told = errors.map(({ code, message }) => `${code}: ${message}`).join('\n');
    throw new Error(`${told}\n${[...texts].map(([path, text]) => `--- ${path}\n${text}`).join('\n')}`);
  }
  return catalog;
}

/** The JSON Schemas that are generated of a catalog, by id of the message. */
export function schemasOf(
  catalog: Catalog,
  options: Readonly<Record<string, JsonValue>> = {},
): ReadonlyMap<string, JsonValue> {
  const settings = catalogFrom({
    'sagac.yaml': JSON.stringify({ catalog: 'test', generate: [{ target: 'json-schema', out: 'out', ...options }] }),
  }).catalog.settings;
  const { value } = generateTargets({ ...catalog, settings }, { loadTemplate: () => '' });
  const files = new Map(value.flatMap((target) => target.files.map((file) => [file.path, file.text] as const)));
  const index = JSON.parse(files.get('index.json') ?? '{}') as { messages: { name: string; file: string }[] };
  return new Map(index.messages.map(({ name, file }) => [name, JSON.parse(files.get(file) ?? '{}') as JsonValue]));
}
