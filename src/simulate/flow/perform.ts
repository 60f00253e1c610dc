import { isPutAside } from './choices.js';
import { askedOfData } from './guard-answers.js';
import { eventsAfter } from './reach.js';
import type { ReactionFacts } from './reaction-facts.js';
import { type FlowSetting, reactionAt } from './setting.js';
import type { Delivery, FlowMove, FlowWorld, HandledMove, Told } from './world.js';

/** Rounds of a cycle that are looked at. */
const ROUNDS = 2;

/** The world after a move. */
export function performFlow(setting: FlowSetting, world: FlowWorld, move: FlowMove): FlowWorld {
  if (move.kind === 'handled') return handle(setting, world, move);
  const told: Told = { event: move.event, turn: world.turn, late: false, causes: [] };
  return publish(setting, { ...world, turn: world.turn + 1 }, told);
}

function handle(setting: FlowSetting, before: FlowWorld, move: HandledMove): FlowWorld {
  const facts = reactionAt(setting, move.delivery.reaction);
  const isFaulty = move.faults > 0 && move.way !== 'fails';
  const faulty = isFaulty ? { ...before, faulty: true } : before;
  if (isPutAside(setting, move)) return keep(faulty, move.delivery);
  const world = answered(setting, without(faulty, move.delivery), facts, move.way !== 'passes');
  switch (move.way) {
    case 'passes':
    case 'drops':
      return world;
    case 'works':
    case 'redelivery':
    case 'crash-before':
      return act(setting, world, move, 1);
    case 'duplicate':
      return act(setting, world, move, facts.recognises ? 1 : 2);
    case 'crash-called':
      return act(setting, world, move, facts.repeatableCalls.length > 0 ? 2 : 1);
    case 'crash-done':
      return actAndCrash(setting, world, move);
    case 'early':
      return facts.reaction.onMissing === 'ignore' ? world : act(setting, world, move, 1);
    case 'fails':
      return move.failure === undefined ? world : tell(setting, world, move, [move.failure]);
    case 'silent':
      return { ...world, silent: [...world.silent, facts.index].sort((a, b) => a - b), stalled: true };
  }
}

function without(world: FlowWorld, delivery: Delivery): FlowWorld {
  const isIt = ({ reaction, instance }: Delivery) => reaction === delivery.reaction && instance === delivery.instance;
  return { ...world, pending: world.pending.filter((other) => !isIt(other)) };
}

function keep(world: FlowWorld, delivery: Delivery): FlowWorld {
  return { ...world, pending: sorted([...without(world, delivery).pending, { ...delivery, kept: true }]) };
}

/** Each round of a cycle has data of its own, so only what happens once is remembered. */
function answered(setting: FlowSetting, world: FlowWorld, facts: ReactionFacts, answer: boolean): FlowWorld {
  const text = facts.reaction.when?.text;
  if (text === undefined || setting.cyclic.has(facts) || !askedOfData(setting, facts)) return world;
  return { ...world, answers: { ...world.answers, [text]: answer } };
}

function act(setting: FlowSetting, world: FlowWorld, move: HandledMove, times: 1 | 2): FlowWorld {
  const facts = reactionAt(setting, move.delivery.reaction);
  const done = facts.hasEffect ? [...world.done, ...Array<number>(times).fill(facts.index)] : world.done;
  return tell(setting, { ...world, done, silent: stillSilent(setting, world, facts) }, move, facts.emits);
}

function actAndCrash(setting: FlowSetting, world: FlowWorld, move: HandledMove): FlowWorld {
  const facts = reactionAt(setting, move.delivery.reaction);
  if (facts.afterCrash === 'lost') return { ...world, done: [...world.done, facts.index], stalled: true };
  return act(setting, world, move, facts.afterCrash === 'repeated' ? 2 : 1);
}

/** A watchdog that acts because something has not come breaks the silence about it. */
function stillSilent(setting: FlowSetting, world: FlowWorld, facts: ReactionFacts): readonly number[] {
  const guard = setting.guards.get(facts);
  if (facts.waits === undefined || guard?.kind !== 'seen' || !guard.negated) return world.silent;
  return world.silent.filter((index) => {
    const { emits } = reactionAt(setting, index);
    return !eventsAfter(setting.reactions, emits).has(guard.message);
  });
}

function tell(setting: FlowSetting, world: FlowWorld, { delivery }: HandledMove, events: readonly string[]): FlowWorld {
  const facts = reactionAt(setting, delivery.reaction);
  const needed = facts.needs.map((need) => world.story.findLastIndex(({ event }) => event === need));
  const causes = [delivery.instance, ...needed.filter((index) => index !== -1)];
  const late = facts.waits !== undefined || causes.some((cause) => world.story[cause]?.late);
  const turn = world.turn - 1;
  return events.reduce<FlowWorld>(
    (next, event) => publish(setting, next, { event, by: facts.index, turn, late, causes }),
    world,
  );
}

/** Adds an event to the story, and its deliveries to what is under way. */
function publish(setting: FlowSetting, world: FlowWorld, told: Told): FlowWorld {
  const { event } = told;
  const instance = world.story.length;
  const isWorn = world.story.filter((other) => other.event === event).length >= ROUNDS;
  const heard = setting.reactions.filter(({ on }) => on.includes(event));
  const cut = isWorn ? heard.filter((facts) => setting.cyclic.has(facts)) : [];
  const reached = heard.filter((facts) => !cut.includes(facts));
  const isRestarted = ({ reaction }: Delivery) =>
    reached.some((facts) => facts.index === reaction && facts.reaction.restart);
  const fresh = reached.map(({ index }): Delivery => ({ reaction: index, event, instance, kept: false }));
  return {
    ...world,
    story: [...world.story, told],
    pending: sorted([...world.pending.filter((delivery) => !isRestarted(delivery)), ...fresh]),
    cut:
      cut.length === 0
        ? world.cut
        : [...new Set([...world.cut, ...cut.map(({ index }) => index)])].sort((a, b) => a - b),
  };
}

function sorted(pending: readonly Delivery[]): readonly Delivery[] {
  return pending.toSorted((a, b) => a.reaction - b.reaction || a.instance - b.instance);
}
