import { posix } from 'node:path';
import type { Host } from '../host.js';
import { askGit } from './run-git.js';
import { readObjects } from './snapshot.js';

/**
 * The objects that stand at `path` in several commits, in their order; undefined where there is none of this kind. One call
 * of git for all of them.
 */
export function findObjects(
  host: Host,
  folder: string,
  commits: readonly string[],
  path: string,
  kind: 'tree' | 'blob',
): readonly (string | undefined)[] {
  // A name is a line for git.
  if (commits.length === 0 || path.includes('\n')) return commits.map(() => undefined);
  const input = commits.map((commit) => `${commit}:${path}\n`).join('');
  const answer = host.git(folder, ['cat-file', '--batch-check'], input);
  const lines = new TextDecoder().decode(answer?.out).split('\n');
  return commits.map((_, index) => {
    const [object, found] = (lines[index] ?? '').split(' ');
    return found === kind ? object : undefined;
  });
}

/** The tree object of a folder, named from the top of the repository, in one commit. */
export function findTree(host: Host, folder: string, commit: string, path: string): string | undefined {
  const object = askGit(host, folder, 'rev-parse', '--verify', '--quiet', `${commit}:${path}`);
  return object !== undefined && askGit(host, folder, 'cat-file', '-t', object) === 'tree' ? object : undefined;
}

/** A folder of a commit that holds a file of the name that was asked for, and that file's bytes. */
export interface FolderWithFile {
  /** From the top of the repository, with `/`. */
  readonly prefix: string;
  readonly bytes: Uint8Array;
}

/** Every folder of a commit, wherever in the repository, with a file of this name. */
export function findFoldersWith(host: Host, folder: string, commit: string, name: string): readonly FolderWithFile[] {
  const listed = host.git(folder, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  const found = new TextDecoder()
    .decode(listed?.out)
    .split('\0')
    .flatMap((line) => {
      const match = /^100\d+ blob ([0-9a-f]+)\t(.+)$/s.exec(line);
      const path = match?.[2] ?? '';
      return match && posix.basename(path) === name ? [{ object: match[1] ?? '', path }] : [];
    });
  const contents = readObjects(
    host,
    folder,
    found.map(({ object }) => object),
  );
  return found.flatMap(({ object, path }) => {
    const bytes = contents.get(object);
    const parent = posix.dirname(path);
    return bytes ? [{ prefix: parent === '.' ? '' : parent, bytes }] : [];
  });
}
