import { entryOf, type MapEntry, type Node, nodeAt, toValue } from '../../language/node.js';
import type { NameRef } from '../element.js';
import type { JsonValue } from '../type.js';

// Shared, because most of what may stand in a message does not.
const NO_NODES: readonly Node[] = [];
const NO_REFS: readonly NameRef[] = [];
const NO_TEXTS: readonly string[] = [];

/** Text of the scalar under `key`; undefined where there is none or it is empty. */
export function textAt(node: Node | undefined, key: string): string | undefined {
  return textOf(entryOf(node, key)?.value);
}

/** Text of a scalar as written, so that `1.0` stays `1.0`. */
export function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? node.text : undefined;
}

/** The name under `key` with its place. */
export function refAt(node: Node | undefined, key: string): NameRef | undefined {
  return refOf(entryOf(node, key)?.value);
}

/** A scalar as a name with its place. */
export function refOf(node: Node | undefined): NameRef | undefined {
  const name = textOf(node);
  return node === undefined || name === undefined ? undefined : { name, span: node.span };
}

/** The names under `key`, which holds one or a list of them. */
export function refsAt(node: Node | undefined, key: string): readonly NameRef[] {
  const items = itemsAt(node, key);
  return items.length === 0 ? NO_REFS : items.flatMap((item) => refOf(item) ?? []);
}

/** The items under `key`; a single value counts as a list of one, nothing as none. */
export function itemsAt(node: Node | undefined, key: string): readonly Node[] {
  const value = entryOf(node, key)?.value;
  if (value === undefined || (value.kind === 'scalar' && value.value === null)) return NO_NODES;
  return value.kind === 'list' ? value.items : [value];
}

/** The texts under `key`, which holds one or a list of them. */
export function textsAt(node: Node | undefined, key: string): readonly string[] {
  const items = itemsAt(node, key);
  return items.length === 0 ? NO_TEXTS : items.flatMap((item) => textOf(item) ?? []);
}

/** The entries of the map under `key`. */
export function entriesAt(node: Node | undefined, key: string): readonly MapEntry[] {
  const value = nodeAt(node, key);
  return value?.kind === 'map' ? value.entries : [];
}

/** Whether `true` stands under `key`. */
export function flagAt(node: Node | undefined, key: string): boolean {
  const value = nodeAt(node, key);
  return value?.kind === 'scalar' && value.value === true;
}

export function numberAt(node: Node | undefined, key: string): number | undefined {
  const value = nodeAt(node, key);
  return value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : undefined;
}

/** The text under `key` if it is one of `choices`. */
export function choiceAt<const T extends string>(
  node: Node | undefined,
  key: string,
  choices: readonly T[],
): T | undefined {
  const text = textAt(node, key);
  return choices.find((choice) => choice === text);
}

/** The plain value under `key`. */
export function valueAt(node: Node | undefined, key: string): JsonValue | undefined {
  const entry = entryOf(node, key);
  return entry && (toValue(entry.value) as JsonValue);
}

/** The mark of a record that takes no other fields. */
export function closedAt(node: Node | undefined): { readonly closed?: true } {
  return flagAt(node, 'closed') ? { closed: true } : {};
}
