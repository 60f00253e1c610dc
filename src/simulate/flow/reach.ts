import type { ReactionFacts } from './reaction-facts.js';

type Edges = (reaction: ReactionFacts) => readonly string[];

/** Everything that a reaction may publish. */
export function outcomesOf({ emits, fails }: ReactionFacts): readonly string[] {
  return [...emits, ...fails];
}

/** The reactions that events lead to, directly or by way of what these publish. */
export function reactionsAfter(
  reactions: readonly ReactionFacts[],
  events: readonly string[],
  edges: Edges = outcomesOf,
): ReadonlySet<ReactionFacts> {
  const found = new Set<ReactionFacts>();
  const waiting = [...events];
  const seen = new Set<string>();
  for (let event = waiting.pop(); event !== undefined; event = waiting.pop()) {
    if (seen.has(event)) continue;
    seen.add(event);
    for (const reaction of reactions) {
      if (!reaction.on.includes(event) || found.has(reaction)) continue;
      found.add(reaction);
      waiting.push(...edges(reaction));
    }
  }
  return found;
}

/** Events and everything that may come of them. */
export function eventsAfter(reactions: readonly ReactionFacts[], events: readonly string[]): ReadonlySet<string> {
  return new Set([...events, ...[...reactionsAfter(reactions, events)].flatMap(outcomesOf)]);
}

/** The reactions that lead back to themselves. */
export function reactionsInCycles(
  reactions: readonly ReactionFacts[],
  edges: Edges = outcomesOf,
): readonly ReactionFacts[] {
  return reactions.filter((reaction) => reactionsAfter(reactions, edges(reaction), edges).has(reaction));
}
