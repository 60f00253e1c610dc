import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { compareText } from './diagnostics/index.js';
import { type FileKind, type GitAnswer, type Host, HostError } from './host.js';

interface Kinds {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/**
 * The real machine. Folders are made with their parents, and removing a folder removes what is in it. Throws `HostError`
 * where the current folder does not exist any more.
 */
export function createNodeHost(): Host {
  const regular = new Set<string>();
  return {
    cwd: guard('.', () => process.cwd()),
    env: process.env,
    now: () => Date.now(),
    // What a listing has just called a regular file needs no second look.
    readBytes: (path) => guard(path, () => (regular.delete(path) ? readFileSync(path) : readRegularFile(path))),
    list: (folder) => guard(folder, () => listFolder(folder, regular)),
    kindOf: (path) => guard(path, () => kindOfPath(path)),
    realPath: (path) => guard(path, () => realpathSync.native(path)),
    makeFolder: (path) => guard(path, () => makeFolders(path)),
    writeText: (path, text) => guard(path, () => writeFileSync(path, text)),
    rename: (from, to) => guard(from, () => renameSync(from, to)),
    copyAccess: (from, to) => guard(to, () => copyAccess(from, to)),
    remove: (path) => guard(path, () => rmSync(path, { recursive: true })),
    importModule: async (path) => (await import('./import-module.js')).importModule(path),
    elapsed: () => performance.now(),
    git: (folder, args, input) => guard(folder, () => runGit(folder, args, input)),
    watch: watchFolders,
  };
}

function readRegularFile(path: string): Uint8Array {
  const stat = statSync(path);
  if (stat.isFile() || stat.isDirectory()) return readFileSync(path);
  throw new HostError('ENOTSUP', path, `ENOTSUP: not a regular file, read '${path}'`);
}

/** Parents first, one by one: in a file system that makes no folders (`/proc`), node's own way never ends. */
function makeFolders(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(path) !== path) makeFolders(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have been quicker.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

function copyAccess(from: string, to: string): void {
  const { mode, uid, gid } = statSync(from);
  try {
    chownSync(to, uid, gid);
  } catch {
    // Only root may give files away; whoever may write the folder owns what they write.
  }
  chmodSync(to, mode);
}

/** What is in a folder; the paths of its regular files are added to `regular`. */
function listFolder(
  folder: string,
  regular: Set<string>,
): readonly { readonly name: string; readonly kind: FileKind }[] {
  const listed = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const kind = kindOfStat(entry);
    if (kind === 'file') regular.add(join(folder, entry.name));
    return { name: entry.name, kind };
  });
  return listed.sort((a, b) => compareText(a.name, b.name));
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

/**
 * A repository may be as large as it likes, and git must neither ask for a password nor speak another language. The folder
 * says which repository is meant, also in a hook, which git tells its own.
 */
function runGit(folder: string, args: readonly string[], input = ''): GitAnswer | undefined {
  const { GIT_DIR: _, GIT_WORK_TREE: __, GIT_INDEX_FILE: ___, GIT_PREFIX: ____, ...own } = process.env;
  const env = { ...own, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' };
  const maxBuffer = 2 ** 30;
  // Hardly a run asks git, and every run would load this.
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const { error, status, stdout, stderr } = spawnSync('git', [...args], { cwd: folder, env, input, maxBuffer });
  if (error && 'code' in error && error.code === 'ENOENT' && statSync(folder).isDirectory()) return undefined;
  if (error) throw error;
  return { status: status ?? 1, out: stdout, err: stderr.toString('utf8') };
}

/** A folder that goes away is watched no more; the first one has to be there. */
function watchFolders(folders: readonly string[], onChange: () => void): () => void {
  const watchers = folders.flatMap((folder, index) => {
    try {
      const watcher = guard(folder, () => watch(folder, () => onChange()));
      return [watcher.on('error', () => watcher.close())];
    } catch (error) {
      if (index === 0) throw error;
      return [];
    }
  });
  return () => {
    for (const watcher of watchers) watcher.close();
  };
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
