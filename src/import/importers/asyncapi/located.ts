import { entryOf, type Node, nodeAt, toValue } from '../../../language/node.js';
import type { JsonValue } from '../../../model/type.js';
import type { ImportContext } from '../../importer.js';

/** A place in one of the documents. */
export interface Located {
  readonly node: Node;
  /** The whole document of `file`: where `#/...` starts. */
  readonly root: Node;
  readonly file: string;
  /** What it is called where it stands: the key, or the last part of the reference that led here. */
  readonly key?: string;
}

/** A place, or why there is none: then `at` is the reference that leads nowhere. */
export type Found = Located | { readonly reason: string; readonly at: Located; readonly reference: string };

/** References that lead to references, before it is taken for a circle. */
const MOST_STEPS = 50;

/** Goes to a part of a place, without following references. */
export function part(from: Located | undefined, ...path: readonly (string | number)[]): Located | undefined {
  const node = from && nodeAt(from.node, ...path);
  if (!from || !node) return undefined;
  const last = path.at(-1);
  const key = typeof last === 'string' ? { key: last } : {};
  return { node, root: from.root, file: from.file, ...key };
}

/** The entries of a map, each at its place. */
export function entriesOf(from: Located | undefined): readonly (Located & { readonly key: string })[] {
  if (from?.node.kind !== 'map') return [];
  const { root, file } = from;
  return from.node.entries.map(({ key, value }) => ({ node: value, root, file, key: key.text }));
}

/** The items of a list, each at its place. */
export function itemsOf(from: Located | undefined): readonly Located[] {
  if (from?.node.kind !== 'list') return [];
  const { root, file } = from;
  return from.node.items.map((node) => ({ node, root, file }));
}

/** The text that stands there. */
export function textOf(from: Located | undefined): string | undefined {
  return from?.node.kind === 'scalar' && from.node.value !== null ? from.node.text : undefined;
}

/** The text of a part. */
export function textIn(from: Located | undefined, ...path: readonly string[]): string | undefined {
  return textOf(part(from, ...path));
}

/** The reference that a place is, as written. */
export function referenceOf({ node }: Located): string | undefined {
  const value = entryOf(node, '$ref')?.value;
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}

/** Follows references to what they mean, in this document and in files beside it, and never over the network. */
export function follow(context: ImportContext, from: Located): Found {
  let current = from;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const reference = referenceOf(current);
    if (reference === undefined) return current;
    const next = target(context, current, reference);
    if (typeof next === 'string') return { reason: next, at: current, reference };
    current = next;
  }
  return { reason: 'its references go round in a circle', at: from, reference: referenceOf(from) ?? '' };
}

/** Follows references; undefined where they lead nowhere, which whoever asks has told already or does not mind. */
export function followed(context: ImportContext, from: Located | undefined): Located | undefined {
  const found = from && follow(context, from);
  return found && !('reason' in found) ? found : undefined;
}

function target(context: ImportContext, from: Located, reference: string): Located | string {
  const [path = '', pointer = ''] = split(reference);
  if (/^[a-z][a-z0-9+.-]+:/i.test(path)) return 'what stands elsewhere on the network is never fetched';
  let { root, file } = from;
  if (path !== '') {
    const source = context.readFile(decoded(path), from.file);
    if (!source) return `the file \`${path}\` is not there`;
    const tree = context.parse(source);
    if (!tree) return `the file \`${path}\` cannot be read`;
    root = tree;
    file = source.path;
  }
  const parts = pointer
    .split('/')
    .slice(1)
    .map((text) => decoded(text).replaceAll('~1', '/').replaceAll('~0', '~'));
  let node: Node | undefined = root;
  for (const name of parts) {
    node = node?.kind === 'list' ? node.items[Number(name)] : entryOf(node, name)?.value;
  }
  if (!node) return `\`${reference}\` leads nowhere`;
  const key =
    parts.at(-1) ??
    path
      .split('/')
      .at(-1)
      ?.replace(/\.[a-z]+$/i, '');
  return { node, root, file, ...(key !== undefined && key !== '' && { key }) };
}

function split(reference: string): readonly string[] {
  const at = reference.indexOf('#');
  return at < 0 ? [reference] : [reference.slice(0, at), reference.slice(at + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Values in one place with its references written out; schemas that refer to each other a lot stand for more than fits. */
const MOST_VALUES = 20_000;

/**
 * The plain value of a place with its references written out, so that it can stand anywhere. What cannot be written out, such
 * as a schema that contains itself, becomes an empty map; a reference that leads nowhere stays as the text `ref`.
 */
export function inlined(context: ImportContext, from: Located): JsonValue {
  return writtenOut(context, from, new Set(), { left: MOST_VALUES });
}

function writtenOut(
  context: ImportContext,
  from: Located,
  open: ReadonlySet<Node>,
  budget: { left: number },
): JsonValue {
  const found = follow(context, from);
  if ('reason' in found) return { ref: found.reference };
  const { node } = found;
  if (node.kind === 'scalar') return node.value;
  if (open.has(node) || open.size > MOST_STEPS || --budget.left < 0) return {};
  const inside = new Set([...open, node]);
  const within = (place: Located) => writtenOut(context, place, inside, budget);
  if (node.kind === 'list') return itemsOf(found).map(within);
  const entries = entriesOf(found).map((entry): [string, JsonValue] => [entry.key, within(entry)]);
  return Object.fromEntries(entries.filter(([key]) => key !== '__proto__'));
}

/** A text that two places have in common where they, and all that they refer to, say the same. */
export function fingerprint(context: ImportContext, from: Located): string {
  const numbers = new Map<Node, number>();
  const parts: string[] = [];
  const waiting: Located[] = [from];
  for (let place = waiting.shift(); place; place = waiting.shift()) {
    parts.push(JSON.stringify(marked(context, place, numbers, waiting)));
  }
  return parts.join('\n');
}

/** The value of a place in which a reference is the number of what it leads to, in the order of first use. */
function marked(context: ImportContext, place: Located, numbers: Map<Node, number>, waiting: Located[]): unknown {
  const { node } = place;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return itemsOf(place).map((item) => marked(context, item, numbers, waiting));
  const found = referenceOf(place) === undefined ? undefined : follow(context, place);
  if (found && !('reason' in found)) {
    if (!numbers.has(found.node)) {
      numbers.set(found.node, numbers.size);
      waiting.push(found);
    }
    return { $ref: numbers.get(found.node) };
  }
  return entriesOf(place).map((entry) => [entry.key, marked(context, entry, numbers, waiting)]);
}

/** The value of what holds data and no references: an example, an extension of our own. */
export function dataOf({ node }: Located): JsonValue {
  return JSON.parse(JSON.stringify(toValue(node))) as JsonValue;
}
