import type { Span } from '../../diagnostics/index.js';
import type { ChangeFacts, ChangeKind } from '../change.js';
import { changeAt } from '../change-at.js';
import type { PairNode } from './pair-graph.js';

/** Where two values stand that are compared: in a definition of both states. */
export interface Place {
  readonly node: PairNode;
  readonly at: string;
  readonly fields: readonly string[];
  readonly old: Span;
  readonly new: Span;
}

/** Notes a change at a place; `only` leaves out the side on which there is nothing. */
export function note<K extends ChangeKind>(place: Place, kind: K, facts: ChangeFacts[K], only?: 'old' | 'new'): void {
  const { node, at, fields } = place;
  const [old, next] = [only === 'new' ? undefined : place.old, only === 'old' ? undefined : place.new];
  node.changes.push(changeAt(kind, { owner: node.owner, at, fields, old, new: next }, facts));
}

/** `payload.lines[]` and `sku` as `payload.lines[].sku`. */
export function joined(at: string, name: string): string {
  return at === '' ? name : `${at}.${name}`;
}
