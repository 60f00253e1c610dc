import { dirname, isAbsolute, relative, resolve } from 'node:path';
import type { Host } from '../../host.js';
import type { ImportContext, SourceFile } from '../../import/importer.js';
import { kindBehindLinks } from '../paths.js';
import { readSource } from './source-files.js';

/**
 * Follows references from file to file on the disk. They stay below the folder that the command runs in and those of its
 * arguments: a schema of somebody else must not lead to other files of the machine. The network is never asked.
 */
export function createReadBeside(
  host: Host,
  folders: readonly string[],
  given: readonly SourceFile[],
): ImportContext['readFile'] {
  const allowed = [host.cwd, ...folders].map((folder) => realPath(host, folder));
  const known = new Map<string, SourceFile | undefined>(given.map((file) => [file.path, file]));
  return (reference, from) => {
    if (/^[a-z][a-z0-9+.-]*:/i.test(reference)) return undefined;
    const path = resolve(host.cwd, from === '' ? '.' : dirname(from), reference);
    const shown = relative(host.cwd, path).replaceAll('\\', '/');
    if (!known.has(shown)) known.set(shown, isAllowed(host, allowed, path) ? readIfThere(host, path) : undefined);
    return known.get(shown);
  };
}

function readIfThere(host: Host, path: string): SourceFile | undefined {
  if (kindBehindLinks(host, path) !== 'file') return undefined;
  const read = readSource(host, path);
  return typeof read === 'string' ? undefined : read;
}

function isAllowed(host: Host, folders: readonly string[], path: string): boolean {
  const real = realPath(host, path);
  return folders.some((folder) => {
    const way = relative(folder, real);
    return way !== '' && !way.startsWith('..') && !isAbsolute(way);
  });
}

function realPath(host: Host, path: string): string {
  try {
    return host.realPath(path);
  } catch {
    return path;
  }
}
