import type { Node } from './node.js';
import { pathInside } from './paths.js';

/** A `$ref` taken apart. */
export type RefParts =
  | { readonly kind: 'file'; readonly file: string; readonly pointer: readonly string[] }
  | { readonly kind: 'network' }
  | { readonly kind: 'outside' };

/** Takes a `$ref` of the file `fromFile` apart: `./money.json#/$defs/Money`, `#/$defs/Money`, `order.json`. */
export function splitRef(fromFile: string, ref: string): RefParts {
  const hash = ref.indexOf('#');
  const path = hash === -1 ? ref : ref.slice(0, hash);
  const pointer = pointerParts(hash === -1 ? '' : ref.slice(hash + 1));
  if (path === '') return { kind: 'file', file: fromFile, pointer };
  if (/^([a-z][a-z0-9+.-]+:)?\/\//i.test(path) && !/^file:/i.test(path)) return { kind: 'network' };
  if (/^[a-z][a-z0-9+.-]+:/i.test(path)) return { kind: 'outside' };
  const file = pathInside(fromFile, decode(path));
  return file === undefined ? { kind: 'outside' } : { kind: 'file', file, pointer };
}

/** The keys of a JSON pointer (`/$defs/Money`), or of an anchor as a pointer that leads nowhere. */
function pointerParts(fragment: string): readonly string[] {
  if (fragment === '' || fragment === '/') return [];
  return decode(fragment)
    .replace(/^\//, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The node at a JSON pointer below `root`. */
export function nodeAtPointer(root: Node | undefined, pointer: readonly string[]): Node | undefined {
  let node = root;
  for (const part of pointer) {
    if (node?.kind === 'map') node = node.entries.find((entry) => entry.key.text === part)?.value;
    else node = node?.kind === 'list' && /^\d+$/.test(part) ? node.items[Number(part)] : undefined;
  }
  return node;
}

/** A place that a `$ref` leads to; `root` is where `#/...` starts there. */
export interface RefTarget {
  readonly file: string;
  readonly root: Node | undefined;
  readonly node: Node;
}

/**
 * What `ref` means in the file `fromFile`, or undefined where nothing is there. `#/...` alone starts at `root`, which for
 * an inline schema is that schema; without it, at the top of the file, which `rootOf` knows by path.
 */
export function resolveRef(
  rootOf: (file: string) => Node | undefined,
  fromFile: string,
  ref: string,
  root?: Node,
): RefTarget | undefined {
  const parts = splitRef(fromFile, ref);
  if (parts.kind !== 'file') return undefined;
  const top = (ref.startsWith('#') ? root : undefined) ?? rootOf(parts.file);
  const node = nodeAtPointer(top, parts.pointer);
  return node && { file: parts.file, root: top, node };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
