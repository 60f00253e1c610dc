import type { Catalog, MessageDef, ScalarType, TypeDef } from '../../model/index.js';
import { resolveType } from '../../model/values/value-type.js';
import type { Owner } from '../change.js';
import { diffEnums } from './enums-diff.js';
import { diffFields } from './fields-diff.js';
import type { PairNode } from './pair-graph.js';
import { note, type Place } from './place.js';
import { diffEncoding, diffRaw } from './raw-diff.js';
import { diffUnions } from './unions-diff.js';
import { diffInside, diffValues } from './value-diff.js';
import { scalarValue } from './written-value.js';

/** One comparison of the payloads and types of two catalogs. */
export interface PayloadDiff {
  readonly old: Catalog;
  readonly new: Catalog;
  /** Every pair that has been met, by its key. */
  readonly nodes: Map<string, PairNode>;
  /** No type differs at all, so what is the very same object on both sides holds nothing new. */
  readonly sameTypes: boolean;
  /** Pairs of types that have been met and not compared yet: chains of types may be long, and the stack is not. */
  readonly pending: { readonly node: PairNode; readonly old: TypeDef; readonly new: TypeDef }[];
}

/** Begins a comparison. */
export function createPayloadDiff(old: Catalog, next: Catalog): PayloadDiff {
  return { old, new: next, nodes: new Map(), sameTypes: haveSameTypes(old, next), pending: [] };
}

function haveSameTypes(old: Catalog, next: Catalog): boolean {
  if (old.types.size !== next.types.size) return false;
  for (const [id, def] of next.types) if (old.types.get(id) !== def) return false;
  return true;
}

/** Compares the payloads of two messages that count as one. */
export function diffPayloads(diff: PayloadDiff, old: MessageDef, next: MessageDef): PairNode | undefined {
  if (old === next && diff.sameTypes) return undefined;
  const node = createNode(diff, `${next.kind} ${old.id} > ${next.id}`, { kind: next.kind, id: next.id });
  const place = { node, at: 'payload', fields: [], old: old.payload.span, new: next.payload.span };
  diffFields(diff, place, old.payload, next.payload);
  diffRaw(place, old.payload.raw, next.payload.raw);
  for (let pair = diff.pending.pop(); pair; pair = diff.pending.pop()) diffTypes(diff, pair.node, pair.old, pair.new);
  return node;
}

/** Notes that a pair of named types stands at a place; it will be compared where it has not been met before. */
export function linkPair(diff: PayloadDiff, place: Place, old: TypeDef, next: TypeDef): void {
  if (old === next && diff.sameTypes) return;
  const key = `type ${old.id} > ${next.id}`;
  const known = diff.nodes.get(key);
  const node = known ?? createNode(diff, key, { kind: 'type', id: next.id });
  place.node.inside.push({ node, fields: place.fields });
  if (!known) diff.pending.push({ node, old, new: next });
}

function createNode(diff: PayloadDiff, key: string, owner: Owner): PairNode {
  const node: PairNode = { key, owner, changes: [], inside: [] };
  diff.nodes.set(key, node);
  return node;
}

function diffTypes(diff: PayloadDiff, node: PairNode, old: TypeDef, next: TypeDef): void {
  const place = { node, at: '', fields: [], old: old.nameSpan, new: next.nameSpan };
  if (old.shape === 'record' && next.shape === 'record') diffFields(diff, place, old, next);
  else if (old.shape === 'enum' && next.shape === 'enum') diffEnums(place, old, next);
  else if (old.shape === 'union' && next.shape === 'union') diffUnions(diff, place, old, next);
  else if (old.shape === 'scalar' && next.shape === 'scalar') diffScalars(diff, place, old, next);
}

/** Two names for one kind of container share only what is in them: the rest is compared where the names stand. */
function diffScalars(diff: PayloadDiff, place: Place, old: ScalarType, next: ScalarType): void {
  if (old.id !== next.id) {
    diffInside(diff, place, resolveType(diff.old, old.type), resolveType(diff.new, next.type));
    return;
  }
  for (const mark of ['pii', 'secret'] as const) {
    if (old[mark] !== next[mark]) note(place, 'sensitivity-changed', { mark, to: next[mark] });
  }
  diffEncoding(place, old.avro, next.avro);
  diffValues(diff, place, scalarValue(old), scalarValue(next));
}
