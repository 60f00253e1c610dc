import type { Catalog } from './catalog.js';
import type { NameRef } from './element.js';
import { failuresOfReaction, memoised } from './graph.js';
import type { FlowDef, Reaction } from './saga.js';

/** One event that leads to another by a reaction. */
export interface Hop {
  readonly from: NameRef;
  readonly to: NameRef;
  readonly flow: FlowDef;
  readonly reaction: Reaction;
  /** Whether it is a failure of the reaction. */
  readonly isFailure: boolean;
}

/** All hops of all flows, in the order of flows and lines. */
export const hopsOf = memoised((catalog) => [...catalog.flows.values()].flatMap((flow) => hopsOfFlow(catalog, flow)));

/** The hops of one flow. */
export function hopsOfFlow(catalog: Catalog, flow: FlowDef): readonly Hop[] {
  return flow.reactions.flatMap((reaction) => {
    const outcomes = [
      ...reaction.emits.map((to) => ({ to, isFailure: false })),
      ...failuresOf(catalog, reaction).map((to) => ({ to, isFailure: true })),
    ];
    return reaction.on.flatMap((from) =>
      outcomes.map(({ to, isFailure }) => ({ from, to, flow, reaction, isFailure })),
    );
  });
}

/** A failure that only follows from `failureOf` has no place in the reaction; it stands where the reaction does. */
function failuresOf(catalog: Catalog, reaction: Reaction): readonly NameRef[] {
  if (reaction.fails.length > 0) return reaction.fails;
  return failuresOfReaction(catalog, reaction).map((name) => ({ name, span: reaction.span }));
}
