import { outcomesOf, reactionsAfter } from './reach.js';
import type { ReactionFacts } from './reaction-facts.js';
import type { FlowSetting } from './setting.js';
import type { Taken } from './taken.js';

/**
 * Reactions that no run gets to, of those that so many faults are enough for. A guard that always says no was reached; what
 * only comes after a cycle might come in a later round than those that are looked at.
 */
export function unreachedReactions(setting: FlowSetting, taken: Taken, maxFaults: number): readonly ReactionFacts[] {
  const { reactions, cyclic } = setting;
  const cost = faultsNeeded(setting);
  const later = reactionsAfter(reactions, [...cyclic].flatMap(outcomesOf));
  const isReached = (facts: ReactionFacts) =>
    taken.first(facts, { way: 'works' }) !== undefined || taken.first(facts, { way: 'passes' }) !== undefined;
  return reactions.filter(
    (facts) => !isReached(facts) && !later.has(facts) && (cost.get(facts) ?? Infinity) <= maxFaults,
  );
}

/**
 * How many things may have to go wrong before a reaction is reached: rather too many than too few. What it takes for a guard
 * to say yes that asks for other events is not known.
 */
function faultsNeeded({ turns, reactions, guards }: FlowSetting): ReadonlyMap<ReactionFacts, number> {
  const events = new Map(turns.flat().map((event) => [event, 0]));
  const costs = new Map<ReactionFacts, number>();
  const costOf = (event: string) => events.get(event) ?? Infinity;
  const lower = (event: string, cost: number) => events.set(event, Math.min(costOf(event), cost));
  // Each round settles at least one reaction.
  for (const _ of reactions) {
    for (const facts of reactions) {
      const needed = facts.needs.reduce((sum, need) => sum + costOf(need), 0);
      const cost = Math.min(...facts.on.map(costOf)) + needed;
      costs.set(facts, cost);
      if (guards.get(facts)?.kind === 'seen') continue;
      for (const event of facts.emits) lower(event, cost);
      for (const event of facts.fails) lower(event, cost + 1);
    }
  }
  return costs;
}
