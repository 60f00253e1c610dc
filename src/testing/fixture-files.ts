import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMemoryHost, type MemoryHost, type MemoryHostOptions } from '../memory-host.js';

/** Text of files by path below the catalog, with `/`. */
export type CatalogFiles = Readonly<Record<string, string>>;

/** Where the catalogs of `fixtures/catalogs/` are. */
export const CATALOGS = fileURLToPath(new URL('../../fixtures/catalogs/', import.meta.url));

/** The files of a catalog of `fixtures/catalogs/` that a reader of catalogs may open: YAML and schemas, but for what is generated. */
export function fixtureFiles(name: string): CatalogFiles {
  const folder = join(CATALOGS, name);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  const read = paths.filter((path) => /\.(ya?ml|json|avsc)$/.test(path) && !path.startsWith('generated/'));
  return Object.fromEntries(read.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** A machine on which the files are a catalog in `/catalog`. */
export function hostOfCatalog(files: CatalogFiles, options?: MemoryHostOptions): MemoryHost {
  const placed = Object.entries(files).map(([path, text]) => [`/catalog/${path}`, text]);
  return createMemoryHost(Object.fromEntries(placed), options);
}
