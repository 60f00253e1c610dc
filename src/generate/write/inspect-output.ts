import { join, posix, relative, sep } from 'node:path';
import { type FileKind, type Host, HostError } from '../../host.js';
import { foldedPath } from '../output-path.js';

/** What stands where an output file belongs. */
export type FoundOutput =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'file'; readonly text: string }
  /** Something that is no file, or a file where a folder should be; `path` is the culprit, relative to the root. */
  | { readonly kind: 'other'; readonly path: string; readonly what: string }
  /** A symbolic link on the way leads out of the root. */
  | { readonly kind: 'outside' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Looks at a path relative to the root, with `/`, and at each folder above it. */
export type Inspect = (path: string) => FoundOutput;

type Listing = { readonly kind: 'folder'; readonly entries: Entries } | Exclude<FoundOutput, { kind: 'file' }>;

interface Entries {
  readonly kinds: ReadonlyMap<string, FileKind>;
  /** The names as a disk keeps them that ignores case. */
  readonly folded: ReadonlySet<string>;
}

const WHAT: Readonly<Record<FileKind, string>> = {
  file: 'a file',
  folder: 'a folder',
  link: 'a symbolic link',
  other: 'a special file',
};

const NOTHING = { kind: 'nothing' } as const;

/** Looks at many paths; each folder is listed once, so what changes meanwhile may not be seen. */
export function createInspect(host: Host, root: string): Inspect {
  const listings = new Map<string, Listing>();

  function listing(folder: string): Listing {
    const known = listings.get(folder);
    if (known) return known;
    const found = guarded(() => (folder === '' ? topListing() : listingBelow(folder)));
    listings.set(folder, found);
    return found;
  }

  function topListing(): Listing {
    return host.kindOf(root) === undefined ? NOTHING : listed('');
  }

  function listingBelow(folder: string): Listing {
    const above = listing(parentOf(folder));
    if (above.kind !== 'folder') return above;
    const kind = kindIn(above.entries, folder);
    if (kind === undefined) return NOTHING;
    if (kind === 'link' && !staysInside(host, root, folder)) return { kind: 'outside' };
    if (kind === 'file' || kind === 'other') return { kind: 'other', path: folder, what: WHAT[kind] };
    return listed(folder);
  }

  function listed(folder: string): Listing {
    const entries = host.list(join(root, folder));
    const kinds = new Map(entries.map(({ name, kind }) => [name, kind]));
    return { kind: 'folder', entries: { kinds, folded: new Set(entries.map(({ name }) => foldedPath(name))) } };
  }

  /** A name of other case is the same file on some disks: then the disk itself is asked. */
  function kindIn({ kinds, folded }: Entries, path: string): FileKind | undefined {
    const name = posix.basename(path);
    return kinds.get(name) ?? (folded.has(foldedPath(name)) ? host.kindOf(join(root, path)) : undefined);
  }

  return (path) =>
    guarded<FoundOutput>(() => {
      const folder = listing(parentOf(path));
      if (folder.kind !== 'folder') return folder;
      const kind = kindIn(folder.entries, path);
      if (kind === undefined) return NOTHING;
      if (kind !== 'file') return { kind: 'other', path, what: WHAT[kind] };
      return { kind: 'file', text: textOf(host.readBytes(join(root, path))) };
    });
}

/** Looks at one path. */
export function inspectOutput(host: Host, root: string, path: string): FoundOutput {
  return createInspect(host, root)(path);
}

function guarded<T>(look: () => T): T | { readonly kind: 'unreadable'; readonly reason: string } {
  try {
    return look();
  } catch (error) {
    if (error instanceof HostError) return { kind: 'unreadable', reason: reasonOf(error) };
    throw error;
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
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
