import { type GuardMeaning, readGuard } from '../../model/data-flow/guard.js';
import { isFailureEvent } from '../../model/graph.js';
import type { Catalog, FlowDef } from '../../model/index.js';
import { type FlowStatements, flowStatements } from './own-statements.js';
import { outcomesOf, reactionsInCycles } from './reach.js';
import { type ReactionFacts, reactionFacts } from './reaction-facts.js';
import { type Turns, turnsOf } from './turns.js';

/** What stays the same in all runs of a flow. */
export interface FlowSetting {
  readonly catalog: Catalog;
  readonly flow: FlowDef;
  readonly reactions: readonly ReactionFacts[];
  readonly turns: Turns;
  /** By reaction. */
  readonly guards: ReadonlyMap<ReactionFacts, GuardMeaning>;
  /** Reactions that lead back to themselves, whatever it takes. */
  readonly cyclic: ReadonlySet<ReactionFacts>;
  /** Reactions that lead back to themselves at once and always. */
  readonly restless: ReadonlySet<ReactionFacts>;
  /** Events of which it matters whether and how often they have come. */
  readonly counted: readonly string[];
  /** Events that may come in a run. */
  readonly events: ReadonlySet<string>;
  /** Those that say that something did not go well. */
  readonly failures: ReadonlySet<string>;
  /** Failures that no reaction takes up: the story ends with them. */
  readonly finals: ReadonlySet<string>;
  readonly statements: FlowStatements;
}

/** Reads a flow once for all that its runs ask. */
export function flowSetting(catalog: Catalog, flow: FlowDef): FlowSetting {
  const reactions = uniquelyNamed(flow.reactions.map((reaction, index) => reactionFacts(catalog, reaction, index)));
  const guards = guardsOf(reactions);
  const turns = turnsOf(catalog, flow, reactions);
  const cyclic = reactionsInCycles(reactions);
  const events = new Set([...turns.flat(), ...reactions.flatMap(outcomesOf)]);
  const failures = failuresOf(catalog, events);
  const isTakenUp = (event: string) => reactions.some(({ on, needs }) => on.includes(event) || needs.includes(event));
  return {
    catalog,
    flow,
    reactions,
    turns,
    guards,
    cyclic: new Set(cyclic),
    restless: new Set(restlessOf(reactions, guards)),
    counted: countedOf(reactions, guards, cyclic),
    events,
    failures,
    finals: new Set([...failures].filter((event) => !isTakenUp(event))),
    statements: flowStatements(catalog, flow),
  };
}

function uniquelyNamed(reactions: readonly ReactionFacts[]): readonly ReactionFacts[] {
  const seen = new Map<string, number>();
  return reactions.map((facts) => {
    const count = (seen.get(facts.name) ?? 0) + 1;
    seen.set(facts.name, count);
    return count === 1 ? facts : { ...facts, name: `${facts.name} (${count})` };
  });
}

function guardsOf(reactions: readonly ReactionFacts[]): ReadonlyMap<ReactionFacts, GuardMeaning> {
  return new Map(
    reactions.flatMap((facts) => {
      const { when } = facts.reaction;
      return when ? [[facts, readGuard(when.text)] as const] : [];
    }),
  );
}

/** A guard may say no, a key is recognised in the second round, and whoever waits leaves time: such a cycle can rest. */
function restlessOf(
  reactions: readonly ReactionFacts[],
  guards: ReadonlyMap<ReactionFacts, GuardMeaning>,
): readonly ReactionFacts[] {
  const always = reactions.filter((facts) => !guards.has(facts) && facts.waits === undefined);
  const blind = always.filter(({ reaction }) => reaction.idempotentBy.length === 0);
  return reactionsInCycles(blind, ({ emits }) => emits);
}

function countedOf(
  reactions: readonly ReactionFacts[],
  guards: ReadonlyMap<ReactionFacts, GuardMeaning>,
  cyclic: readonly ReactionFacts[],
): readonly string[] {
  const joined = reactions.flatMap(({ on, needs }) => (needs.length > 0 ? [...on, ...needs] : []));
  const asked = [...guards.values()].flatMap((guard) => (guard.kind === 'seen' ? [guard.message] : []));
  return [...new Set([...joined, ...asked, ...cyclic.flatMap(({ on }) => on)])].sort();
}

/** Declared failures, and what sagas are aborted with. */
function failuresOf(catalog: Catalog, events: ReadonlySet<string>): ReadonlySet<string> {
  const aborts = new Set([...catalog.sagas.values()].flatMap(({ abort }) => abort.map(({ event }) => event.name)));
  const isFailure = (name: string) => {
    const event = catalog.events.get(name);
    return aborts.has(name) || (event !== undefined && isFailureEvent(catalog, event));
  };
  return new Set([...events].filter(isFailure));
}

/** The reaction that a delivery is for. */
export function reactionAt({ reactions }: FlowSetting, index: number): ReactionFacts {
  const facts = reactions[index];
  if (facts === undefined) throw new Error(`the flow has no reaction ${index}`);
  return facts;
}
