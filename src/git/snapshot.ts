import type { Host } from '../host.js';
import { findCommit } from './find-commit.js';
import { askGit, type Result, refusal } from './run-git.js';

/** A file of a commit: the name of its contents, and whether it is a symbolic link. */
export interface SnapshotEntry {
  readonly object: string;
  readonly link: boolean;
}

/** A folder as it was in a commit, read from git's objects: nothing is checked out. */
export interface Snapshot {
  readonly commit: string;
  /** Files below the folder by path with `/`; empty where the folder did not exist yet. */
  readonly entries: ReadonlyMap<string, SnapshotEntry>;
  /** Contents of files; git is asked once for all of them. */
  read(objects: readonly string[]): ReadonlyMap<string, Uint8Array>;
}

/** The folder as of a commit; `spec` is what `findCommit` understands. */
export function openSnapshot(host: Host, folder: string, spec: string): Result<Snapshot> {
  const found = findCommit(host, folder, spec);
  if ('problem' in found) return found;
  const { commit, prefix } = found.value;
  return openTree(
    host,
    folder,
    commit,
    askGit(host, folder, 'rev-parse', '--verify', '--quiet', `${commit}:${prefix}`),
  );
}

/** A folder of a commit by the name of its tree object; without one there is no such folder in it. */
export function openTree(host: Host, folder: string, commit: string, tree: string | undefined): Result<Snapshot> {
  const read = (objects: readonly string[]) => readObjects(host, folder, objects);
  if (tree === undefined) return { value: { commit, entries: new Map(), read } };
  const listed = host.git(folder, ['ls-tree', '-r', '-z', '--full-tree', tree]);
  if (listed?.status !== 0) return { problem: refusal(listed?.err ?? '') };
  return { value: { commit, entries: entriesOf(new TextDecoder().decode(listed.out)), read } };
}

/** `100644 blob HASH<tab>path`, each ended by a zero byte. A submodule is a commit, and no file. */
function entriesOf(listing: string): ReadonlyMap<string, SnapshotEntry> {
  const entries = new Map<string, SnapshotEntry>();
  for (const line of listing.split('\0')) {
    const match = /^(\d+) blob ([0-9a-f]+)\t(.+)$/s.exec(line);
    if (match) entries.set(match[3] ?? '', { object: match[2] ?? '', link: match[1] === '120000' });
  }
  return entries;
}

/** `git cat-file --batch` answers each line with `HASH blob SIZE`, a line break, the bytes and a line break. */
export function readObjects(host: Host, folder: string, objects: readonly string[]): ReadonlyMap<string, Uint8Array> {
  const contents = new Map<string, Uint8Array>();
  if (objects.length === 0) return contents;
  const answer = host.git(folder, ['cat-file', '--batch'], objects.map((object) => `${object}\n`).join(''));
  const out = answer?.out ?? new Uint8Array();
  for (let at = 0; at < out.length; ) {
    const end = out.indexOf(LINE_BREAK, at);
    const [object = '', kind, size] = new TextDecoder().decode(out.subarray(at, end)).split(' ');
    at = end + 1;
    if (kind !== 'blob') continue;
    contents.set(object, out.slice(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return contents;
}

const LINE_BREAK = 10;
