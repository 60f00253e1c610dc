import { join, posix } from 'node:path';
import { type Host, HostError } from '../host.js';

/** The absolute path of a file that is named relative to the catalog with `/`. */
export function absolutePath(root: string, file: string): string {
  return join(root, file);
}

/**
 * `path`, as written in the file `from` of the catalog, relative to the catalog's folder with `/`.
 * Undefined if it is absolute or leads out of the catalog, or is the catalog's folder itself.
 */
export function pathInside(from: string, path: string): string | undefined {
  if (path === '' || path.includes('\\') || path.includes('\0') || /^([A-Za-z]:|\/|~)/.test(path)) return undefined;
  const clean = posix.join(posix.dirname(from), path).replace(/\/$/, '');
  return clean === '.' || clean === '..' || clean.startsWith('../') ? undefined : clean;
}

/** Whether a path inside the catalog leaves it through a symbolic link. What does not exist yet cannot. */
export function leavesByLink(host: Host, root: string, file: string): boolean {
  try {
    const parts = file.split('/');
    while (parts.length > 0 && host.kindOf(absolutePath(root, parts.join('/'))) === undefined) parts.pop();
    if (parts.length === 0) return false;
    const real = host.realPath(absolutePath(root, parts.join('/')));
    const realRoot = host.realPath(root);
    return real !== realRoot && !real.startsWith(realRoot.endsWith('/') ? realRoot : join(realRoot, '/'));
  } catch (error) {
    if (error instanceof HostError) return false;
    throw error;
  }
}
