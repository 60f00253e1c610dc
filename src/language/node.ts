import type { Span } from '../diagnostics/index.js';

/** What a YAML scalar means in YAML 1.2's core schema. */
export type ScalarValue = string | number | boolean | null;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: ScalarValue;
  /** The text of the scalar after unquoting: `1.0` stays `1.0` where `value` is 1. */
  readonly text: string;
  readonly quoted: boolean;
  readonly span: Span;
}

export interface MapEntry {
  readonly key: ScalarNode;
  readonly value: Node;
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
  /** Written on one line in braces, as opposed to indented lines. */
  readonly flow: boolean;
  readonly span: Span;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly flow: boolean;
  readonly span: Span;
}

/** A YAML (or JSON) value that knows its place. An alias yields the very node of its anchor. */
export type Node = ScalarNode | MapNode | ListNode;

/** The entry of a map under `key`, if `node` is a map that has it. */
export function entryOf(node: Node | undefined, key: string): MapEntry | undefined {
  if (node?.kind !== 'map') return undefined;
  for (const entry of node.entries) if (entry.key.text === key) return entry;
  return undefined;
}

/** Follows keys and list positions from `node`. */
export function nodeAt(node: Node | undefined, ...path: readonly (string | number)[]): Node | undefined {
  let current = node;
  for (const part of path) {
    if (typeof part === 'number') current = current?.kind === 'list' ? current.items[part] : undefined;
    else current = entryOf(current, part)?.value;
  }
  return current;
}

/** The scalars under `key`, which holds one or a list of them. */
export function scalarsAt(node: Node | undefined, key: string): readonly ScalarNode[] {
  const value = nodeAt(node, key);
  const items = value?.kind === 'list' ? value.items : value ? [value] : [];
  return items.filter((item): item is ScalarNode => item.kind === 'scalar' && item.value !== null);
}

/** Span of the key at the end of a path of keys, for findings that blame a key. */
export function keySpan(node: Node | undefined, ...path: readonly (string | number)[]): Span | undefined {
  const last = path.at(-1);
  const parent = nodeAt(node, ...path.slice(0, -1));
  if (typeof last === 'number') return nodeAt(parent, last)?.span;
  return last === undefined ? node?.span : entryOf(parent, last)?.key.span;
}

/** The plain value of a node. Maps have no prototype, so a `__proto__` key is just a key. */
export function toValue(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toValue);
  const value = Object.create(null) as Record<string, unknown>;
  for (const entry of node.entries) value[entry.key.text] = toValue(entry.value);
  return value;
}
