import { join } from 'node:path';
import { type Host, HostError } from '../host.js';

/** Editors write a file in several steps, and version control many files at once. */
const SETTLE_MS = 100;

/** Whether changes below a folder (absolute) are of no interest. */
export type Skip = (folder: string) => boolean;

/**
 * Calls `look` now and after each change below `root`, until the process ends. What changes while it looks is looked at
 * right after.
 */
export async function repeatOnChange(
  host: Host,
  root: string,
  look: () => Promise<void>,
  skip: Skip = () => false,
): Promise<never> {
  for (;;) {
    const change = nextChange(host, foldersBelow(host, root, skip));
    await look();
    await change;
  }
}

function nextChange(host: Host, folders: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const stop = host.watch(folders, () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        stop();
        resolve();
      }, SETTLE_MS);
    });
  });
}

/** The folder and all below it that may hold definitions. */
function foldersBelow(host: Host, folder: string, skip: Skip): readonly string[] {
  const below = subfolders(host, folder).map((name) => join(folder, name));
  return [folder, ...below.flatMap((path) => (skip(path) ? [] : foldersBelow(host, path, skip)))];
}

function subfolders(host: Host, folder: string): readonly string[] {
  try {
    const entries = host.list(folder).filter(({ name, kind }) => kind === 'folder' && name !== 'node_modules');
    return entries.flatMap(({ name }) => (name.startsWith('.') ? [] : [name]));
  } catch (error) {
    // It may have been deleted meanwhile.
    if (error instanceof HostError) return [];
    throw error;
  }
}
