import { isCause } from './order.js';
import { eventsAfter, outcomesOf } from './reach.js';
import type { ReactionFacts } from './reaction-facts.js';
import { type FlowSetting, reactionAt } from './setting.js';
import { type Delivery, type FlowWorld, hasCome, type Told } from './world.js';

/** What the guard of a reaction may answer to a delivery; `[true]` where it has none. */
export function guardAnswers(setting: FlowSetting, world: FlowWorld, delivery: Delivery): readonly boolean[] {
  const facts = reactionAt(setting, delivery.reaction);
  const guard = setting.guards.get(facts);
  if (guard === undefined) return [true];
  if (askedOfData(setting, facts)) return answersOfData(setting, world, facts);
  if (guard.kind !== 'seen') return [true, false];
  if (facts.waits === undefined && isRace(world, guard.message, delivery)) return [true, false];
  return [hasCome(world, guard.message) !== guard.negated];
}

/** Whether a guard asks for more than the simulation knows: which events of the flow have come. */
export function askedOfData(setting: FlowSetting, facts: ReactionFacts): boolean {
  const guard = setting.guards.get(facts);
  return guard !== undefined && !(guard.kind === 'seen' && setting.events.has(guard.message));
}

/** Either, but always the same; each round of a cycle has data of its own. */
function answersOfData({ cyclic }: FlowSetting, { answers }: FlowWorld, facts: ReactionFacts): readonly boolean[] {
  const known = cyclic.has(facts) ? undefined : answers[facts.reaction.when?.text ?? ''];
  return known === undefined ? [true, false] : [known];
}

/** Whether an event that is asked for has come, and might as well have come later than the one that makes a reaction ask. */
function isRace({ story, turn }: FlowWorld, asked: string, { instance }: Delivery): boolean {
  const come = [...story.entries()].filter(([, { event }]) => event === asked);
  const isBefore = (index: number, told: Told) =>
    index === instance || told.turn < turn - 1 || isCause(story, index, story[instance]);
  return come.length > 0 && !come.some(([index, told]) => isBefore(index, told));
}

/** Whether an event that a delivery asks for may still come of something else that is under way. */
export function mayStillCome(setting: FlowSetting, { pending }: FlowWorld, delivery: Delivery): boolean {
  const guard = setting.guards.get(reactionAt(setting, delivery.reaction));
  if (guard?.kind !== 'seen') return false;
  const others = pending.filter((other) => other !== delivery).map(({ reaction }) => reactionAt(setting, reaction));
  return eventsAfter(setting.reactions, others.flatMap(outcomesOf)).has(guard.message);
}
