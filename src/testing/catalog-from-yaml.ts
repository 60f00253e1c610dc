import { loadCatalog } from '../language/load-catalog.js';
import { createMemoryHost } from '../memory-host.js';
import { buildCatalog } from '../model/build/build-catalog.js';
import type { Catalog } from '../model/index.js';

/** A catalog from the text of its definitions; what is wrong with the text fails the test that wrote it. */
export async function catalogFromYaml(definitions: string, settings = 'catalog: test\n'): Promise<Catalog> {
  const host = createMemoryHost({ '/catalog/sagac.yaml': settings, '/catalog/definitions.yaml': definitions });
  const loaded = await loadCatalog(host, '/catalog');
  const built = loaded.value && buildCatalog(loaded.value);
  const problems = [...loaded.diagnostics, ...(built?.diagnostics ?? [])];
  if (built === undefined || problems.length > 0) throw new Error(JSON.stringify(problems, undefined, 2));
  return built.value;
}
