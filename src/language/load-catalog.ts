import { type Diagnostic, type Outcome, sortDiagnostics } from '../diagnostics/index.js';
import type { Host } from '../host.js';
import { describeNode } from './describe.js';
import type { CatalogSource, Document } from './document.js';
import { SETTINGS_FILE } from './find-catalog.js';
import { lintFilesInside, loadLintSources } from './lint-sources.js';
import { listDefinitionFiles } from './list-files.js';
import { loadSettings, outputFolders } from './load-settings.js';
import { report } from './messages.js';
import { parseFile, readOnce } from './read-tree.js';
import { createReread } from './reread.js';
import { loadSchemaFiles } from './schema-files.js';
import { checkShape } from './shape.js';
import type { Shelves } from './shelves.js';

export interface LoadOptions {
  /** Files of other states of the catalog, to take those of equal text from. */
  readonly shelves?: Shelves;
  /**
   * The catalog is as it once was, and is not linted: what `lint.extends` and `lint.plugins` lead to, such as a package
   * that was installed then, may be missing.
   */
  readonly past?: boolean;
}

/**
 * Reads a catalog's folder. A definition file that cannot be read drops out, and so does a value of the wrong shape; both
 * are told in the diagnostics. Without sound settings there is no value.
 */
export async function loadCatalog(
  host: Host,
  root: string,
  { shelves, past = false }: LoadOptions = {},
): Promise<Outcome<CatalogSource | undefined>> {
  const texts = new Map<string, string>();
  const settings = await loadSettings(host, root, texts);
  if (!settings.value) return { value: undefined, diagnostics: settings.diagnostics };
  const { value: lint, diagnostics: broken } = await loadLintSources(host, root, settings.value.root);
  if (broken.length > 0 && !past) return { value: undefined, diagnostics: sortDiagnostics(broken) };
  const skip = new Set([...outputFolders(settings.value.root), ...lintFilesInside(lint)]);
  const listed = listDefinitionFiles(host, root, skip);
  const diagnostics: Diagnostic[] = [...listed.diagnostics];
  const documents: Document[] = [];
  const reading = { host, root, texts, shelf: shelves?.documents };
  for (const file of listed.value) {
    const loaded = await readOnce(reading, file, documentOf);
    diagnostics.push(...loaded.diagnostics);
    if (loaded.value) documents.push(loaded.value);
  }
  const schemas = await loadSchemaFiles(host, root, documents, texts, shelves);
  diagnostics.push(...schemas.diagnostics);
  const incomplete = diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  const read = { documents, schemaFiles: schemas.value, texts, reread: createReread(texts) };
  const value = { settings: settings.value, lint, ...read, incomplete };
  return { value, diagnostics: sortDiagnostics(diagnostics) };
}

/** Whether a diagnostic is about the input as a whole (settings, unreadable files) and not about a definition: exit 2. */
export function isInputFault(diagnostic: Diagnostic): boolean {
  return diagnostic.input === true || diagnostic.span?.file === SETTINGS_FILE || diagnostic.code === 'file-unreadable';
}

async function documentOf(file: string, text: string): Promise<Outcome<Document | undefined>> {
  const tree = await parseFile(file, text);
  if (!tree.value) {
    const empty = tree.diagnostics.length === 0;
    return { value: empty ? { file, text, root: undefined } : undefined, diagnostics: tree.diagnostics };
  }
  if (tree.value.kind !== 'map') {
    const problem = report('file-not-definitions', tree.value.span, { file, is: describeNode(tree.value) });
    return { value: undefined, diagnostics: [...tree.diagnostics, problem] };
  }
  const shape = checkShape('catalog', tree.value);
  return { value: { file, text, root: shape.value }, diagnostics: [...tree.diagnostics, ...shape.diagnostics] };
}
