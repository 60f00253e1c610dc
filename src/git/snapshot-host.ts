import { join, relative, sep } from 'node:path';
import { type Host, HostError } from '../host.js';
import { type Contents, createContents } from './contents.js';
import type { Snapshot } from './snapshot.js';
import { createTree } from './snapshot-tree.js';

/** Read at once: most of what a catalog is made of. Anything else is read when it is asked for. */
const LIKELY = /\.(ya?ml|json|avsc)$/;

/**
 * The host as if the folder `root` were in the state of a snapshot. Only for reading. What lies outside the folder and in
 * `node_modules`, which nobody commits, is that of the disk. `contents` may be shared by snapshots of one repository.
 */
export function createSnapshotHost(
  host: Host,
  root: string,
  snapshot: Snapshot,
  contents: Contents = createContents(),
): Host {
  const { entries, commit } = snapshot;
  const contentOf = createReader(snapshot, contents);
  const tree = createTree(entries, ({ object }) => new TextDecoder().decode(contentOf(object)));

  function existing(path: string): string {
    const place = tree.locate(insideOf(root, path), true);
    if (place === undefined) throw new HostError('ENOENT', path, `ENOENT: not in ${commit}, '${path}'`);
    return place;
  }

  return {
    ...host,
    readBytes(path) {
      if (isOfDisk(root, path)) return host.readBytes(path);
      const bytes = contentOf(entries.get(existing(path))?.object);
      if (!bytes) throw new HostError('EISDIR', path, `EISDIR: no file in ${commit}, '${path}'`);
      return bytes;
    },
    list(folder) {
      if (isOfDisk(root, folder)) return host.list(folder);
      const place = existing(folder);
      return tree.namesIn(place).map((name) => ({ name, kind: tree.kindOf(place === '' ? name : `${place}/${name}`) }));
    },
    kindOf(path) {
      if (isOfDisk(root, path)) return host.kindOf(path);
      const place = tree.locate(insideOf(root, path), false);
      return place === undefined ? undefined : tree.kindOf(place);
    },
    realPath(path) {
      return isOfDisk(root, path) ? host.realPath(path) : join(host.realPath(root), existing(path));
    },
  };
}

/** Contents by object; those that are likely to be wanted are read together, the first time that one is missing. */
function createReader(snapshot: Snapshot, contents: Contents): (object: string | undefined) => Uint8Array | undefined {
  let asked = false;
  const read = (objects: readonly string[]) => {
    for (const [name, bytes] of snapshot.read(objects)) contents.set(name, bytes);
  };
  return (object) => {
    if (object === undefined) return undefined;
    if (!asked && contents.get(object) === undefined) {
      asked = true;
      read(likelyObjects(snapshot).filter((likely) => contents.get(likely) === undefined));
    }
    if (contents.get(object) === undefined) read([object]);
    return contents.get(object);
  };
}

function likelyObjects({ entries }: Snapshot): readonly string[] {
  return [...entries].flatMap(([path, { object }]) => (LIKELY.test(path) ? [object] : []));
}

function isOfDisk(root: string, path: string): boolean {
  const inside = insideOf(root, path);
  return (
    inside === '..' || inside.startsWith('../') || inside.startsWith('/') || /(^|\/)node_modules(\/|$)/.test(inside)
  );
}

/** `path` relative to `root`, with `/`. */
function insideOf(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
