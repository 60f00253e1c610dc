import { compareText } from './diagnostics/index.js';
import { type FileKind, type GitAnswer, type Host, HostError } from './host.js';
import { addTo } from './model/grouped.js';

export type HostOperation =
  | 'read'
  | 'list'
  | 'kind'
  | 'realPath'
  | 'makeFolder'
  | 'write'
  | 'rename'
  | 'access'
  | 'remove';

export interface MemoryHostOptions {
  /** Folder that commands start in; `/catalog` by default. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970; stands still, at 0 by default. */
  readonly now?: number;
  /** What modules export, by path; a function is called and may throw. */
  readonly modules?: Readonly<Record<string, unknown>>;
  /** Symbolic links: path to target, both absolute. */
  readonly links?: Readonly<Record<string, string>>;
  /** Names the system code (`EACCES`, `ENOSPC` ...) with which an operation on a path fails. */
  readonly fail?: (operation: HostOperation, path: string) => string | undefined;
  /** What git answers; without it there is no git. */
  readonly git?: (folder: string, args: readonly string[], input?: string) => GitAnswer | undefined;
}

/** A host whose disk is a map; `files()` shows what is on it. */
export interface MemoryHost extends Host {
  /** Text of every file by path, in code-unit order. */
  files(): Record<string, string>;
}

/** A machine of its own for tests, with `/` paths and a clock that stands still. Folders exist by the files in them. */
export function createMemoryHost(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: MemoryHostOptions = {},
): MemoryHost {
  const disk = new Map<string, Uint8Array>();
  const folders = new Set<string>(['/']);
  const links = new Map(Object.entries(options.links ?? {}));
  /** Names by folder, gathered when a folder is listed after a change: a catalog may have thousands of both. */
  let names: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  for (const [path, content] of Object.entries(files)) put(path, content);
  for (const link of links.keys()) addFolders(parentOf(link));

  function put(path: string, content: string | Uint8Array): void {
    const clean = normalize(path);
    addFolders(parentOf(clean));
    names = undefined;
    disk.set(clean, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  }

  function addFolders(path: string): void {
    names = undefined;
    for (let at = path; !folders.has(at); at = parentOf(at)) folders.add(at);
  }

  function enter(operation: HostOperation, path: string): string {
    const code = options.fail?.(operation, path);
    if (code) throw new HostError(code, path, `${code}: ${operation} '${path}'`);
    return operation === 'kind' || operation === 'remove' ? follow(parentOf(path), baseOf(path)) : follow(path);
  }

  /** The path with links followed, and `rest` left as it is. */
  function follow(path: string, rest = ''): string {
    let clean = normalize(path);
    for (const [link, target] of links) {
      if (clean === link || clean.startsWith(`${link}/`)) clean = normalize(target + clean.slice(link.length));
    }
    return rest ? normalize(`${clean}/${rest}`) : clean;
  }

  function kindAt(path: string): FileKind | undefined {
    if (links.has(path)) return 'link';
    if (disk.has(path)) return 'file';
    return folders.has(path) ? 'folder' : undefined;
  }

  function existing(operation: HostOperation, path: string): string {
    const real = enter(operation, path);
    if (!kindAt(real)) throw new HostError('ENOENT', path, `ENOENT: no such file or folder, ${operation} '${path}'`);
    return real;
  }

  function listFolder(folder: string): { name: string; kind: FileKind }[] {
    const real = existing('list', folder);
    names ??= namesByFolder([...disk.keys(), ...folders, ...links.keys()]);
    const entries = [...(names.get(real) ?? [])].map((name) => {
      return { name, kind: kindAt(real === '/' ? `/${name}` : `${real}/${name}`) ?? 'other' };
    });
    return entries.sort((a, b) => compareText(a.name, b.name));
  }

  function readBytes(path: string): Uint8Array {
    const content = disk.get(existing('read', path));
    if (!content) throw new HostError('EISDIR', path, `EISDIR: is a folder, read '${path}'`);
    return content;
  }

  function writeText(path: string, text: string): void {
    const real = enter('write', path);
    if (!folders.has(parentOf(real))) throw new HostError('ENOENT', path, `ENOENT: no such folder, write '${path}'`);
    put(real, text);
  }

  function rename(from: string, to: string): void {
    const source = existing('rename', from);
    const target = follow(to);
    for (const [path, content] of [...disk]) {
      if (path !== source && !path.startsWith(`${source}/`)) continue;
      disk.delete(path);
      put(target + path.slice(source.length), content);
    }
    names = undefined;
    folders.delete(source);
  }

  function remove(path: string): void {
    const real = existing('remove', path);
    names = undefined;
    for (const map of [disk, folders, links]) {
      for (const key of [...map.keys()]) if (key === real || key.startsWith(`${real}/`)) map.delete(key);
    }
  }

  return {
    cwd: options.cwd ?? '/catalog',
    env: options.env ?? {},
    now: () => options.now ?? 0,
    readBytes,
    list: listFolder,
    kindOf: (path) => kindAt(enter('kind', path)),
    realPath: (path) => existing('realPath', path),
    makeFolder: (path) => addFolders(enter('makeFolder', path)),
    writeText,
    rename,
    copyAccess: (from) => void existing('access', from),
    remove,
    async importModule(path) {
      const module = options.modules?.[existing('read', path)];
      return typeof module === 'function' ? module() : module;
    },
    elapsed: () => 0,
    git: (folder, args, input) => options.git?.(folder, args, input),
    watch: () => () => undefined,
    files() {
      const paths = [...disk.keys()].sort(compareText);
      return Object.fromEntries(paths.map((path) => [path, new TextDecoder().decode(disk.get(path))]));
    },
  };
}

function namesByFolder(paths: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  for (const path of paths) if (path !== '/') addTo(names, parentOf(path), baseOf(path));
  return names;
}

/** Absolute path with `/`, without `.`, `..` and double slashes. */
function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')));
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
