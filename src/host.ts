/** What a path is; `other` covers sockets, devices and the like. */
export type FileKind = 'file' | 'folder' | 'link' | 'other';

/** Why the disk said no, in the system's code (`ENOENT`, `EACCES`, `ENOSPC` ...). */
export class HostError extends Error {
  override readonly name = 'HostError';
  constructor(
    readonly code: string,
    readonly path: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * The only door to disk, clock and environment. Synchronous, because a compiler waits for its files anyway.
 * Every method throws only `HostError`. Paths are absolute, with the platform's separators.
 */
export interface Host {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  now(): number;
  /** Of a file only: a pipe or a device might never end. */
  readBytes(path: string): Uint8Array;
  /** Names in a folder with their kinds, in code-unit order. */
  list(folder: string): readonly { readonly name: string; readonly kind: FileKind }[];
  kindOf(path: string): FileKind | undefined;
  /** The path with every symbolic link followed. */
  realPath(path: string): string;
  makeFolder(path: string): void;
  writeText(path: string, text: string): void;
  rename(from: string, to: string): void;
  /** Gives `to` the permissions of `from`, and its owner where the system lets us. */
  copyAccess(from: string, to: string): void;
  remove(path: string): void;
}
