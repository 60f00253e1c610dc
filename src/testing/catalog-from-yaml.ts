import type { Diagnostic } from '../diagnostics/index.js';
import { loadCatalog } from '../language/load-catalog.js';
import { createMemoryHost } from '../memory-host.js';
import { buildCatalog } from '../model/build/build-catalog.js';
import type { Catalog } from '../model/index.js';

/** Where the definitions of a test stand. */
export const DEFINITIONS = 'definitions.yaml';

/** A catalog from YAML definitions (and settings, where they matter) as the command line reads it, with what is said of it. */
export async function readYaml(
  definitions: string,
  settings = 'catalog: test\n',
): Promise<{ readonly catalog: Catalog; readonly diagnostics: readonly Diagnostic[] }> {
  const host = createMemoryHost({ '/catalog/sagac.yaml': settings, [`/catalog/${DEFINITIONS}`]: definitions });
  const { value: source, diagnostics } = await loadCatalog(host, '/catalog');
  if (!source) throw new Error(diagnostics.map((diagnostic) => diagnostic.message).join('\n'));
  const built = buildCatalog(source);
  return { catalog: built.value, diagnostics: [...diagnostics, ...built.diagnostics] };
}

/** A catalog from the text of its definitions; what is wrong with the text fails the test that wrote it. */
export async function catalogFromYaml(definitions: string, settings?: string): Promise<Catalog> {
  const { catalog, diagnostics } = await readYaml(definitions, settings);
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics, undefined, 2));
  return catalog;
}
