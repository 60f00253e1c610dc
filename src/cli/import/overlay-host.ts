import { dirname, join, relative, sep } from 'node:path';
import type { FileKind, Host } from '../../host.js';

/** The host as it would be with these texts written below `root`, by path relative to it. */
export function overlayHost(host: Host, root: string, texts: ReadonlyMap<string, string>): Host {
  const files = new Map([...texts].map(([path, text]) => [join(root, path), text]));
  const folders = new Set([...files.keys()].flatMap((path) => foldersAbove(root, path)));
  return {
    ...host,
    readBytes: (path) => {
      const text = files.get(path);
      return text === undefined ? host.readBytes(path) : new TextEncoder().encode(text);
    },
    kindOf: (path) => (files.has(path) ? 'file' : folders.has(path) ? 'folder' : host.kindOf(path)),
    realPath: (path) =>
      host.kindOf(path) === undefined && (files.has(path) || folders.has(path)) ? path : host.realPath(path),
    list: (folder) => {
      const there = host.kindOf(folder) === undefined ? [] : host.list(folder);
      const kinds = new Map<string, FileKind>(there.map(({ name, kind }) => [name, kind]));
      for (const path of files.keys()) if (dirname(path) === folder) kinds.set(relative(folder, path), 'file');
      for (const path of folders) {
        if (dirname(path) === folder && path !== folder) kinds.set(relative(folder, path), 'folder');
      }
      return [...kinds].map(([name, kind]) => ({ name, kind })).sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}

function foldersAbove(root: string, path: string): readonly string[] {
  const parts = relative(root, dirname(path))
    .split(sep)
    .filter((part) => part !== '');
  return [root, ...parts.map((_, index) => join(root, ...parts.slice(0, index + 1)))];
}
