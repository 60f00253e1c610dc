import { resolve } from 'node:path';
import { type Diagnostic, didYouMean, type Outcome } from '../../diagnostics/index.js';
import type { Host } from '../../host.js';
import { findCatalog } from '../../language/find-catalog.js';
import type { Catalog } from '../../model/index.js';
import { type CheckedCatalog, readForUse } from '../../pipeline.js';
import { kindBehindLinks, locateCatalog } from '../paths.js';
import { problem } from '../problems.js';

/** A catalog that was read, and which of its sagas and flows is meant; all where none is named. */
export interface ChosenProcess {
  readonly root: string;
  readonly read: CheckedCatalog;
  readonly name?: string;
}

/**
 * Makes out what the arguments mean. One alone is a saga or flow of the catalog that one stands in, else a folder; two are
 * a saga or flow and a folder.
 */
export async function chooseProcess(
  host: Host,
  first: string | undefined,
  dir: string | undefined,
): Promise<Outcome<ChosenProcess | undefined>> {
  if (first === undefined) return openAt(host, undefined, undefined);
  if (dir !== undefined) return openAt(host, dir, first);
  const here = findCatalog(host, host.cwd);
  const isFolder = kindBehindLinks(host, resolve(host.cwd, first)) === 'folder';
  if (here === undefined) return openAt(host, first, undefined);
  if (!isFolder) return openAt(host, undefined, first);
  const read = await readForUse(host, here);
  return isProcess(read.catalog, first)
    ? { value: { root: here, read, name: first }, diagnostics: [] }
    : openAt(host, first, undefined);
}

async function openAt(
  host: Host,
  dir: string | undefined,
  name: string | undefined,
): Promise<Outcome<ChosenProcess | undefined>> {
  const { value: root, diagnostics } = locateCatalog(host, dir);
  if (root === undefined) return { value: undefined, diagnostics };
  const read = await readForUse(host, root);
  if (name === undefined) return { value: { root, read }, diagnostics: [] };
  // Without a catalog nothing is known of its names; what is wrong with it comes first.
  if (read.catalog && !isProcess(read.catalog, name))
    return { value: undefined, diagnostics: [unknownProcess(read.catalog, name)] };
  return { value: { root, read, name }, diagnostics: [] };
}

function isProcess(catalog: Catalog | undefined, name: string): boolean {
  return catalog !== undefined && (catalog.sagas.has(name) || catalog.flows.has(name));
}

function unknownProcess({ sagas, flows }: Catalog, name: string): Diagnostic {
  const help = didYouMean(name, [...sagas.keys(), ...flows.keys()]);
  return problem('unknown-process', undefined, { name }, help === undefined ? {} : { help });
}
