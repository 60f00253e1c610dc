import { posix } from 'node:path';
import { compareText } from '../diagnostics/index.js';
import type { FileKind } from '../host.js';
import type { SnapshotEntry } from './snapshot.js';

/** Links that lead to links are followed this often. */
const MAX_LINKS = 20;

/** The files of a snapshot as folders; paths are relative to its folder, with `/`. */
export interface SnapshotTree {
  /** The path with links followed, the last one only if `whole`; undefined where there is nothing. */
  locate(path: string, whole: boolean): string | undefined;
  kindOf(path: string): FileKind;
  /** Names in a folder, in code-unit order. */
  namesIn(folder: string): readonly string[];
}

/** Makes a tree of entries; `targetOf` reads where a link leads to. */
export function createTree(
  entries: ReadonlyMap<string, SnapshotEntry>,
  targetOf: (link: SnapshotEntry) => string,
): SnapshotTree {
  const folders = foldersOf(entries.keys());

  function linkOn(path: string, whole: boolean): string | undefined {
    const parts = path.split('/');
    const prefixes = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
    return (whole ? prefixes : prefixes.slice(0, -1)).find((prefix) => entries.get(prefix)?.link);
  }

  function locate(path: string, whole: boolean): string | undefined {
    let place: string | undefined = path;
    for (let links = 0; place !== undefined && links < MAX_LINKS; links++) {
      const link = linkOn(place, whole);
      const entry = link === undefined ? undefined : entries.get(link);
      if (link === undefined || !entry) return folders.has(place) || entries.has(place) ? place : undefined;
      place = inside(posix.join(posix.dirname(link), targetOf(entry)) + place.slice(link.length));
    }
    return undefined;
  }

  return {
    locate,
    kindOf: (path) => (folders.has(path) ? 'folder' : entries.get(path)?.link ? 'link' : 'file'),
    namesIn: (folder) => [...(folders.get(folder) ?? [])].sort(compareText),
  };
}

/** Each folder with the names in it. */
function foldersOf(paths: Iterable<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>([['', new Set()]]);
  for (const path of paths) {
    for (let rest = path; rest !== ''; ) {
      const cut = rest.lastIndexOf('/');
      const folder = rest.slice(0, Math.max(0, cut));
      const names = folders.get(folder);
      if (names) names.add(rest.slice(cut + 1));
      else folders.set(folder, new Set([rest.slice(cut + 1)]));
      rest = folder;
    }
  }
  return folders;
}

/** A path without detours, unless it leads out of the folder. */
function inside(path: string): string | undefined {
  const clean = posix.normalize(path);
  if (clean === '.') return '';
  return clean === '..' || clean.startsWith('../') || clean.startsWith('/') ? undefined : clean;
}
