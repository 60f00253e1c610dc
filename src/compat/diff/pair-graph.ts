import { push } from '../../model/grouped.js';
import type { Change, Owner } from '../change.js';

/** What differs within two definitions that were compared as one, and which other pairs their values contain. */
export interface PairNode {
  readonly key: string;
  readonly owner: Owner;
  readonly changes: Change[];
  /** Pairs that stand directly inside, each with the fields that lead there. */
  readonly inside: { readonly node: PairNode; readonly fields: readonly string[] }[];
}

/** A message that has a value of some type in it, and the fields on the way there. */
export interface Carrier {
  /** Id of the message in the new state. */
  readonly message: string;
  /** Names of fields from the payload on; several where the type stands in several places. */
  readonly paths: readonly (readonly string[])[];
}

/** More ways from a message to a type than these say nothing new to a reader of the report. */
const MAX_PATHS = 8;

/** Nobody says that they read a field below so many others; a longer way is told by its beginning. */
const MAX_NAMES = 32;

/** The messages that contain each type with a change, by the key of its pair. */
export function carriersOfChanged(nodes: Iterable<PairNode>): ReadonlyMap<string, readonly Carrier[]> {
  const all = [...nodes];
  const changed = new Set(all.filter(({ owner, changes }) => owner.kind === 'type' && changes.length > 0));
  const leading = leadingTo(all, changed);
  const carriers = new Map([...changed].map(({ key }): [string, Carrier[]] => [key, []]));
  const messages = all.filter((node) => node.owner.kind !== 'type' && leading.has(node));
  for (const node of messages.sort((a, b) => compare(a.owner.id, b.owner.id))) {
    for (const [inner, paths] of waysInto(node, leading)) {
      if (changed.has(inner)) push(carriers, inner.key, { message: node.owner.id, paths });
    }
  }
  return carriers;
}

/** The wanted nodes and all that contain one of them. */
function leadingTo(all: readonly PairNode[], wanted: ReadonlySet<PairNode>): ReadonlySet<PairNode> {
  const containers = new Map<PairNode, PairNode[]>();
  for (const outer of all) for (const { node } of outer.inside) push(containers, node, outer);
  const found = new Set(wanted);
  for (const node of found) for (const outer of containers.get(node) ?? []) found.add(outer);
  return found;
}

/**
 * Ways from a message to each node inside, shortest first. Of those that begin with the same field and end with the same
 * step, one is enough, so that types which contain themselves come to an end.
 */
function waysInto(message: PairNode, leading: ReadonlySet<PairNode>): ReadonlyMap<PairNode, readonly string[][]> {
  const ways = new Map<PairNode, string[][]>();
  const told = new Map<PairNode, Set<string>>();
  const queue: { readonly node: PairNode; readonly path: readonly string[] }[] = [{ node: message, path: [] }];
  for (const { node, path } of queue) {
    for (const [index, { node: inner, fields }] of node.inside.entries()) {
      if (!leading.has(inner)) continue;
      const next = path.length >= MAX_NAMES ? path : [...path, ...fields].slice(0, MAX_NAMES);
      const way = `${next[0]} ${node.key} ${index}`;
      const known = told.get(inner) ?? new Set();
      if (known.has(way) || known.size >= MAX_PATHS) continue;
      told.set(inner, known.add(way));
      push(ways, inner, next);
      queue.push({ node: inner, path: next });
    }
  }
  return ways;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
