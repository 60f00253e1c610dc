import type { Constraints, Field, TypeExpr } from '../../model/index.js';
import { BOUNDS } from './bounds-diff.js';
import type { PayloadDiff } from './payload-diff.js';

/**
 * Whether two fields of one name are plainly the same, which is told without following any name of a type: nearly all fields
 * are, also of messages that changed. False where it takes a closer look.
 */
export function isSameField(diff: PayloadDiff, from: Field, to: Field): boolean {
  if (from === to) return diff.sameTypes;
  return (
    from.optional === to.optional &&
    from.nullable === to.nullable &&
    from.pii === to.pii &&
    from.secret === to.secret &&
    from.deprecated === to.deprecated &&
    from.default === to.default &&
    from.avro === to.avro &&
    haveSameBounds(from.constraints, to.constraints) &&
    isSameType(diff, from.type, to.type)
  );
}

function haveSameBounds(old: Constraints, next: Constraints): boolean {
  return old === next || BOUNDS.every((bound) => old[bound] === next[bound]);
}

function isSameType({ sameTypes }: PayloadDiff, one: TypeExpr, other: TypeExpr): boolean {
  let [old, next] = [one, other];
  for (;;) {
    if (old.kind === 'list' && next.kind === 'list') [old, next] = [old.items, next.items];
    else if (old.kind === 'map' && next.kind === 'map') [old, next] = [old.values, next.values];
    else if (old.kind === 'primitive' && next.kind === 'primitive') return old.name === next.name;
    else if (old.kind === 'named' && next.kind === 'named') return sameTypes && old.ref.name === next.ref.name;
    else if (old.kind === 'enum' && next.kind === 'enum') return haveSameItems(old.values, next.values);
    else return false;
  }
}

function haveSameItems(old: readonly string[], next: readonly string[]): boolean {
  return old.length === next.length && old.every((value, index) => next[index] === value);
}
