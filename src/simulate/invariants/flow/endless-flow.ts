import type { FlowBreach, FlowInvariant, FlowStep } from '../../flow/flow-invariant.js';
import { reactionsAfter } from '../../flow/reach.js';
import type { ReactionFacts } from '../../flow/reaction-facts.js';
import { type FlowSetting, reactionAt } from '../../flow/setting.js';
import { quoted } from '../../flow/words.js';

/** Every story comes to rest. */
export const endlessFlow: FlowInvariant = {
  id: 'endless-flow',
  about: 'flows',
  severity: 'error',
  since: '0.1.0',
  summary: 'A flow comes to rest.',
  why: `Two services that answer each other's events never stop: each round costs little, so nobody notices until the broker is full of one order, and the only way out is to switch a service off.

A cycle is fine where a reaction in it asks whether anything is left to do (\`when\`), where it is only taken after a failure, or where it waits (\`after\`, \`at\`): then it is a rhythm, not a storm.`,
  examples: {
    bad: example('on: [ProductAdded, IndexChanged]'),
    good: example('on: ProductAdded'),
  },
  judge: { by: 'step', check: restless },
};

function example(on: string): string {
  return `services:
  desk:    { owner: team-desk, store: postgres, outbox: true, inbox: true }
  catalog: { owner: team-catalog, store: postgres, outbox: true, inbox: true }
  search:  { owner: team-search, store: postgres, outbox: true, inbox: true }
events:
  ProductAdded:
    producer: desk
    consumers: [catalog]
    channel: desk.products
    payload: { productId: uuid }
  ProductChanged:
    producer: catalog
    consumers: [search]
    channel: catalog.products
    cannotFail: It tells what has happened.
    payload: { productId: uuid, name: string }
  IndexChanged:
    producer: search
    consumers: [catalog]
    channel: search.index
    cannotFail: It tells what has happened.
    payload: { productId: uuid, name: string }
channels:
  desk.products: { key: productId }
  catalog.products: { key: productId }
  search.index: { key: productId }
flows:
  Indexing:
    correlation: productId
    reactions:
      - { ${on}, by: catalog, emits: ProductChanged }
      - { on: ProductChanged, by: search, emits: IndexChanged }
`;
}

function restless({ setting, before, after }: FlowStep): readonly FlowBreach[] {
  const left = after.cut.filter((index) => !before.cut.includes(index)).map((index) => reactionAt(setting, index));
  const cycles = left.filter((facts) => setting.restless.has(facts)).map((facts) => cycleOf(setting, facts));
  return cycles.map(breachOf);
}

/** The reactions that lead to each other without end, in the order of the flow. */
function cycleOf({ restless: all }: FlowSetting, facts: ReactionFacts): readonly ReactionFacts[] {
  const reactions = [...all];
  const after = (from: ReactionFacts) => reactionsAfter(reactions, from.emits, ({ emits }) => emits);
  return reactions.filter((other) => after(facts).has(other) && after(other).has(facts));
}

function breachOf(cycle: readonly ReactionFacts[]): FlowBreach {
  const events = [...new Set(cycle.flatMap(({ emits }) => emits))].filter((event) =>
    cycle.some(({ on }) => on.includes(event)),
  );
  const services = [...new Set(cycle.map(({ service }) => service))];
  const who = services.length > 1 ? `${quoted(services)} answer each other` : `${quoted(services)} answers itself`;
  return {
    about: cycle[0]?.name ?? '',
    message: `${who} without end: ${quoted(events)} ${events.length > 1 ? 'lead to each other' : 'leads to itself'}, round after round.`,
    help: 'Let one reaction of the cycle ask whether anything is left to do (`when`), or take one of its events away.',
  };
}
