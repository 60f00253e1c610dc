import { dirname, join, posix, relative, sep } from 'node:path';
import { type Host, HostError } from '../host.js';
import { absolutePath } from './paths.js';

/** Where a name of a file or package is written. */
export interface NamedFrom {
  readonly host: Host;
  /** The catalog's folder. */
  readonly root: string;
  /** The file that names it, relative to the catalog. */
  readonly from: string;
  /** That file as it was named itself. */
  readonly fromName: string;
}

/** The key of the settings that names it. */
export type NamedKey = 'extends' | 'plugins' | 'target';

/** A file of lint settings or rules, or of a target. */
export interface Located {
  /** Relative to the catalog, with `/`; may lead out of it. */
  readonly file: string;
  /** How to speak of it: its path, or the package that it is in. */
  readonly name: string;
  /** It is part of a package, so not written for this catalog. */
  readonly shared: boolean;
}

/** Why nothing was found; `file` is what was looked for. */
export interface NotLocated {
  readonly problem: 'network' | 'absolute' | 'no-file' | 'no-package' | 'no-entry' | 'outside-package' | 'no-yaml';
  readonly file?: string;
}

/**
 * Finds what `lint.extends`, `lint.plugins` or `target` names: `./file` or `../file` from the file that names it, or a package in
 * `node_modules` of its folder or one above. The network is never asked.
 */
export function locateLintFile(at: NamedFrom, text: string, key: NamedKey): Located | NotLocated {
  if (text.includes('://')) return { problem: 'network' };
  if (/^([A-Za-z]:|[/\\~])/.test(text) || text.includes('\0')) return { problem: 'absolute' };
  const found = /^\.{1,2}([/\\]|$)/.test(text) ? locateBeside(at, text) : locateInPackage(at, text, key);
  // What is wrong with a file is shown with its text, and other files may hold secrets.
  const isForbidden = key === 'extends' && !('problem' in found) && !/\.ya?ml$/.test(found.file);
  return isForbidden ? { problem: 'no-yaml', file: found.file } : found;
}

function locateBeside({ host, root, from, fromName }: NamedFrom, text: string): Located | NotLocated {
  const file = posix.join(posix.dirname(from), text.replaceAll('\\', '/'));
  if (!isFile(host, absolutePath(root, file))) return { problem: 'no-file', file };
  const inPackage = from.includes('node_modules/');
  return { file, name: inPackage ? `${packageOf(fromName)}/${posix.basename(file)}` : file, shared: inPackage };
}

function locateInPackage({ host, root, from }: NamedFrom, text: string, key: NamedKey): Located | NotLocated {
  const name = packageOf(text);
  const folder = findPackage(host, dirname(absolutePath(root, from)), name);
  if (folder === undefined) return { problem: 'no-package' };
  const inside = text === name ? entryOf(host, folder, key) : posix.normalize(text.slice(name.length + 1));
  if (inside === undefined) return { problem: 'no-entry' };
  const file = posix.join(relative(root, folder).split(sep).join('/'), inside);
  if (inside.startsWith('..')) return { problem: 'outside-package', file };
  return isFile(host, join(folder, inside)) ? { file, name: text, shared: true } : { problem: 'no-file', file };
}

/** `@acme/sagac-lint` of `@acme/sagac-lint/strict.yaml`. */
function packageOf(text: string): string {
  return text
    .split('/')
    .slice(0, text.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Upward, as node itself looks for packages. */
function findPackage(host: Host, start: string, name: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', ...name.split('/'));
    if (isFile(host, join(found, 'package.json'))) return behindLink(host, found);
    if (dirname(folder) === folder) return undefined;
  }
}

/** The file that a package gives where only its name is written. */
function entryOf(host: Host, folder: string, key: NamedKey): string | undefined {
  const manifest = readJson(host, join(folder, 'package.json'));
  const own = manifest['sagac'];
  const entry = isRecord(own) ? own[key] : key === 'extends' ? own : undefined;
  const named = typeof entry === 'string' ? entry : undefined;
  const candidates = key === 'extends' ? [named, 'sagac-lint.yaml'] : [named, mainOf(manifest), 'index.js'];
  return candidates
    .flatMap((candidate) => (candidate === undefined ? [] : [posix.normalize(candidate)]))
    .find((candidate) => isFile(host, join(folder, candidate)));
}

/** What `import` of the package gives. */
function mainOf(manifest: Readonly<Record<string, unknown>>): string | undefined {
  let entry = manifest['exports'] ?? manifest['main'];
  while (isRecord(entry)) entry = entry['.'] ?? entry['import'] ?? entry['node'] ?? entry['default'];
  return typeof entry === 'string' ? entry : undefined;
}

function readJson(host: Host, path: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(host.readBytes(path)));
    return isRecord(value) ? value : {};
  } catch (error) {
    if (error instanceof HostError || error instanceof SyntaxError) return {};
    throw error;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFile(host: Host, path: string): boolean {
  try {
    const kind = host.kindOf(path);
    return kind === 'file' || (kind === 'link' && host.kindOf(host.realPath(path)) === 'file');
  } catch (error) {
    if (error instanceof HostError) return false;
    throw error;
  }
}

/** Packages are often links into a store, and look for their own packages from there. */
function behindLink(host: Host, folder: string): string {
  try {
    return host.kindOf(folder) === 'link' ? host.realPath(folder) : folder;
  } catch (error) {
    if (error instanceof HostError) return folder;
    throw error;
  }
}
