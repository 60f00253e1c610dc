import type { Span } from '../diagnostics/index.js';
import type { Change, ChangeFacts, ChangeKind, Owner } from './change.js';

/** Where something has changed; a side on which nothing stands is left out. */
export interface ChangePlace {
  readonly owner: Owner;
  readonly at: string;
  /** Names of the fields on the way there; nothing is said where it is no field. */
  readonly fields?: readonly string[];
  readonly old?: Span | undefined;
  readonly new?: Span | undefined;
}

/** A change at a place, with what is said of its kind. */
export function changeAt<K extends ChangeKind>(kind: K, place: ChangePlace, facts: ChangeFacts[K]): Change {
  const { owner, at, fields = [] } = place;
  const sides = { ...(place.old && { old: place.old }), ...(place.new && { new: place.new }) };
  return { kind, owner, at, fields, ...sides, ...facts } as unknown as Change;
}
