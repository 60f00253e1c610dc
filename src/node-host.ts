import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { compareText } from './diagnostics/index.js';
import { type FileKind, type Host, HostError } from './host.js';

interface Kinds {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/** The real machine. Folders are made with their parents, and removing a folder removes what is in it. */
export function createNodeHost(): Host {
  return {
    cwd: process.cwd(),
    env: process.env,
    now: () => Date.now(),
    readBytes: (path) => guard(path, () => readFileSync(path)),
    list: (folder) => guard(folder, () => listFolder(folder)),
    kindOf: (path) => guard(path, () => kindOfPath(path)),
    realPath: (path) => guard(path, () => realpathSync.native(path)),
    makeFolder: (path) => guard(path, () => void mkdirSync(path, { recursive: true })),
    writeText: (path, text) => guard(path, () => writeFileSync(path, text)),
    rename: (from, to) => guard(from, () => renameSync(from, to)),
    remove: (path) => guard(path, () => rmSync(path, { recursive: true })),
  };
}

function listFolder(folder: string): readonly { readonly name: string; readonly kind: FileKind }[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .map((entry) => ({ name: entry.name, kind: kindOfStat(entry) }))
    .sort((a, b) => compareText(a.name, b.name));
}

function kindOfPath(path: string): FileKind | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat && kindOfStat(stat);
}

function kindOfStat(stat: Kinds): FileKind {
  if (stat.isFile()) return 'file';
  if (stat.isDirectory()) return 'folder';
  return stat.isSymbolicLink() ? 'link' : 'other';
}

function guard<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'EUNKNOWN';
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HostError(code, path, reason, { cause });
  }
}
