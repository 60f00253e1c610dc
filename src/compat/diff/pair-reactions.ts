import { grouped } from '../../model/grouped.js';
import type { ReactionPart } from '../change-facts.js';
import type { ReadReaction } from './read-reactions.js';

/** Which reaction of the old state counts as which of the new one, and what is left on either side. */
export interface PairedReactions {
  readonly pairs: readonly (readonly [old: ReadReaction, next: ReadReaction])[];
  readonly gone: readonly ReadReaction[];
  readonly come: readonly ReadReaction[];
}

/** What two reactions have to share to be one, from the surest on. */
const WAYS: readonly ((reaction: ReadReaction) => string | undefined)[] = [
  ({ parts }) => JSON.stringify(parts),
  sharing('on', 'by', 'emits', 'when'),
  sharing('on', 'by', 'emits'),
  sharing('on', 'by'),
  sharing('on', 'emits'),
  ifItEmits(sharing('by', 'emits')),
  ifItEmits(sharing('emits')),
];

/** Finds the reactions that are the same in both states by what they are; where they stand in the list says nothing. */
export function pairReactions(old: readonly ReadReaction[], next: readonly ReadReaction[]): PairedReactions {
  const partners = new Map<ReadReaction, ReadReaction>();
  let [gone, come] = [old, next];
  for (const keyOf of WAYS) {
    if (gone.length === 0 || come.length === 0) break;
    const taken = new Set<ReadReaction>();
    const candidates = grouped(come, keyOf);
    for (const [key, same] of grouped(gone, keyOf)) {
      if (key === undefined) continue;
      for (const [index, partner] of (candidates.get(key) ?? []).slice(0, same.length).entries()) {
        partners.set(same[index] as ReadReaction, partner);
        taken.add(partner);
      }
    }
    gone = gone.filter((reaction) => !partners.has(reaction));
    come = come.filter((reaction) => !taken.has(reaction));
  }
  return { pairs: [...partners], gone, come };
}

function sharing(...parts: readonly ReactionPart[]): (reaction: ReadReaction) => string {
  return (reaction) => JSON.stringify(parts.map((part) => reaction.parts[part]));
}

/** That both lead to nothing makes no two reactions one. */
function ifItEmits(keyOf: (reaction: ReadReaction) => string): (reaction: ReadReaction) => string | undefined {
  return (reaction) => (reaction.parts.emits.length === 0 ? undefined : keyOf(reaction));
}
