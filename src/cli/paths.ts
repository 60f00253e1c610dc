import { relative, resolve, sep } from 'node:path';
import { didYouMean, type Outcome } from '../diagnostics/index.js';
import type { Host } from '../host.js';
import { findCatalog } from '../language/find-catalog.js';
import { problem } from './problems.js';

/**
 * The folder of the catalog that a command is about: `dir`, or without it the nearest one at or above the folder that
 * the command runs in.
 */
export function locateCatalog(host: Host, dir: string | undefined): Outcome<string | undefined> {
  if (dir === undefined) {
    const found = findCatalog(host, host.cwd);
    return found !== undefined
      ? located(found)
      : refused(problem('catalog-not-found', undefined, { folder: '.' }, ABOVE));
  }
  const root = resolve(host.cwd, dir);
  const kind = kindBehindLinks(host, root);
  if (kind === undefined) return refused(problem('folder-not-found', undefined, { path: dir }, nearby(host, root)));
  if (kind !== 'folder') return refused(problem('not-a-folder', undefined, { path: dir }));
  if (findCatalog(host, root) === root) return located(root);
  return refused(problem('catalog-not-found', undefined, { folder: dir }));
}

const ABOVE = {
  help: 'It is looked for in this folder and all above it. Run `sagac init` to begin a catalog, or name the folder of one.',
};

function located(root: string): Outcome<string> {
  return { value: root, diagnostics: [] };
}

function refused(diagnostic: ReturnType<typeof problem>): Outcome<undefined> {
  return { value: undefined, diagnostics: [diagnostic] };
}

/** The folder that `--out` names, as seen from here, or that of the catalog. */
export function outRootOf(host: Host, root: string, out: string | undefined): string {
  return out === undefined ? root : resolve(host.cwd, out);
}

/** What a path is once links are followed; undefined where there is nothing to be found. */
export function kindBehindLinks(host: Host, path: string): ReturnType<Host['kindOf']> {
  try {
    const kind = host.kindOf(path);
    return kind === 'link' ? host.kindOf(host.realPath(path)) : kind;
  } catch {
    return undefined;
  }
}

function nearby(host: Host, path: string): { readonly help?: string } {
  const parent = resolve(path, '..');
  if (kindBehindLinks(host, parent) !== 'folder') return {};
  const names = host.list(parent).filter((entry) => entry.kind === 'folder');
  const help = didYouMean(
    relative(parent, path),
    names.map((entry) => entry.name),
  );
  return help === undefined ? {} : { help };
}

/** `path` as seen from `from`, with `/`; empty for the same folder. */
export function relativePath(from: string, path: string): string {
  return relative(from, path).split(sep).join('/');
}

/** `path` as it is shown to a person: from the folder they are in if it lies below it, else whole. */
export function shownPath(host: Host, path: string): string {
  const shown = relativePath(host.cwd, path);
  return shown.startsWith('..') ? path : shown;
}

/** A path of the catalog as a person would type it: `base` is the catalog's folder as seen from here. */
export function joinPath(base: string, path: string): string {
  return base === '' ? path : `${base}/${path}`;
}
