import { join, relative, sep } from 'node:path';
import { type FileKind, type Host, HostError } from '../../host.js';

/** What stands where an output file belongs. */
export type FoundOutput =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'file'; readonly text: string }
  /** Something that is no file, or a file where a folder should be; `path` is the culprit, relative to the catalog. */
  | { readonly kind: 'other'; readonly path: string; readonly what: string }
  /** A symbolic link on the way leads out of the catalog. */
  | { readonly kind: 'outside' }
  | { readonly kind: 'unreadable'; readonly reason: string };

const WHAT: Readonly<Record<FileKind, string>> = {
  file: 'a file',
  folder: 'a folder',
  link: 'a symbolic link',
  other: 'a special file',
};

/** Looks at `path` (relative to `root`, with `/`) and at each folder above it. */
export function inspectOutput(host: Host, root: string, path: string): FoundOutput {
  try {
    return lookAt(host, root, path);
  } catch (error) {
    if (error instanceof HostError) return { kind: 'unreadable', reason: reasonOf(error) };
    throw error;
  }
}

function lookAt(host: Host, root: string, path: string): FoundOutput {
  const parts = path.split('/');
  for (let depth = 1; depth < parts.length; depth++) {
    const folder = parts.slice(0, depth).join('/');
    const kind = host.kindOf(join(root, folder));
    if (kind === undefined) return { kind: 'nothing' };
    if (kind === 'link' && !staysInside(host, root, folder)) return { kind: 'outside' };
    if (kind === 'file' || kind === 'other') return { kind: 'other', path: folder, what: WHAT[kind] };
  }
  const kind = host.kindOf(join(root, path));
  if (kind === undefined) return { kind: 'nothing' };
  if (kind !== 'file') return { kind: 'other', path, what: WHAT[kind] };
  return { kind: 'file', text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(host.readBytes(join(root, path))) };
}

function staysInside(host: Host, root: string, folder: string): boolean {
  const way = relative(host.realPath(root), host.realPath(join(root, folder)));
  return way !== '..' && !way.startsWith(`..${sep}`);
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'access was denied',
  EPERM: 'access was denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a folder on the way is a file',
  EMFILE: 'too many files are open',
  ENOENT: 'a folder or link on the way leads to nothing',
  ELOOP: 'links on the way lead back to themselves',
  ENAMETOOLONG: 'a name in it is too long',
};

/** A few words for people instead of the system's code. */
export function reasonOf(error: HostError): string {
  return REASONS[error.code] ?? `the system answered \`${error.code}\``;
}
