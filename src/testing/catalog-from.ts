import type { Diagnostic } from '../diagnostics/index.js';
import type { CatalogSource, Document, SchemaFile } from '../language/document.js';
import { parseYaml } from '../language/yaml.js';
import { buildCatalog } from '../model/build/build-catalog.js';
import type { Catalog } from '../model/catalog.js';

/** A catalog built for a test, with what was said about it and the texts to look places up in. */
export interface TestCatalog {
  readonly catalog: Catalog;
  readonly diagnostics: readonly Diagnostic[];
  readonly source: CatalogSource;
}

/** Builds a catalog from YAML texts by path; `sagac.yaml` may be left out. The shape of the files is not checked. */
export function catalogFrom(files: Readonly<Record<string, string>> | string): TestCatalog {
  const texts = new Map(Object.entries(typeof files === 'string' ? { 'catalog.yaml': files } : files));
  const paths = [...texts.keys()].filter((path) => path !== 'sagac.yaml').sort();
  const documents = paths.filter(isDefinition).map((path) => documentOf(path, texts.get(path) ?? ''));
  const source: CatalogSource = {
    settings: documentOf('sagac.yaml', texts.get('sagac.yaml') ?? 'catalog: test'),
    documents,
    schemaFiles: new Map(paths.filter((path) => !isDefinition(path)).map((path) => [path, schemaFileOf(path, texts)])),
    texts,
    reread: (path) => documents.find(({ file }) => file === path)?.root,
  };
  const { value, diagnostics } = buildCatalog(source);
  return { catalog: value, diagnostics, source };
}

/** The texts that diagnostics point at, next to their codes. */
export function pointedAt({ diagnostics, source }: TestCatalog): readonly string[] {
  return diagnostics.map(({ code, span }) => {
    const text = span && source.texts.get(span.file)?.slice(span.start, span.end);
    return `${code}: ${text}`;
  });
}

function isDefinition(path: string): boolean {
  return /\.ya?ml$/.test(path);
}

function documentOf(file: string, text: string): Document {
  const root = parsed(file, text);
  return { file, text, root: root?.kind === 'map' ? root : undefined };
}

function schemaFileOf(file: string, texts: ReadonlyMap<string, string>): SchemaFile {
  const text = texts.get(file) ?? '';
  const root = parsed(file, text);
  if (root === undefined) throw new Error(`${file} is empty`);
  return { file, text, root };
}

function parsed(file: string, text: string) {
  const { value, diagnostics } = parseYaml(file, text);
  if (diagnostics.length > 0) throw new Error(diagnostics.map((diagnostic) => diagnostic.message).join('\n'));
  return value;
}
