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

/** Code of the `HostError` for a module in TypeScript where nothing is there that could read it. */
export const NO_TYPESCRIPT = 'ENOTYPESCRIPT';

/** What a run of git gave. */
export interface GitAnswer {
  /** Its exit code; 0 where all went well. */
  readonly status: number;
  readonly out: Uint8Array;
  readonly err: string;
}

/**
 * The only door to disk, clock, environment and git. Synchronous, because a compiler waits for its files anyway.
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
  /** Runs a module and gives what it exports; throws whatever it throws. Missing where no code of others may run. */
  importModule?(path: string): Promise<unknown>;
  /** Milliseconds on a clock that only goes forward, with fractions. */
  elapsed(): number;
  /** Runs git in a folder, with `input` on its standard input; undefined where there is no git. */
  git(folder: string, args: readonly string[], input?: string): GitAnswer | undefined;
  /** Calls back after something changed in one of these folders, not below them; the result ends that. */
  watch(folders: readonly string[], onChange: () => void): () => void;
}
