import type { Host } from '../host.js';
import { absolutePath } from '../language/paths.js';
import { createMemoryHost } from '../memory-host.js';
import type { SnapshotFiles } from './read-snapshot.js';

/** The folder of the catalog on the disk of a snapshot. */
export const STORED_ROOT = '/catalog';

/**
 * A machine that has nothing but the files of a snapshot, in `STORED_ROOT`. What only references lead to is no file of
 * definitions, whatever its name, and so is not listed.
 */
export function createStoredHost({ files, referenced }: SnapshotFiles): Host {
  const placed = [...files, ...referenced].map(([path, text]) => [absolutePath(STORED_ROOT, path), text] as const);
  const hidden = new Set([...referenced.keys()].map((path) => absolutePath(STORED_ROOT, path)));
  const host = createMemoryHost(Object.fromEntries(placed));
  return {
    ...host,
    list: (folder) => host.list(folder).filter(({ name }) => !hidden.has(absolutePath(folder, name))),
  };
}
