import { mayStillCome } from './guard-answers.js';
import type { ReactionFacts } from './reaction-facts.js';
import { type FlowSetting, reactionAt } from './setting.js';
import { type Delivery, type FlowWorld, hasCome } from './world.js';

/** What may happen next in a world. */
export interface Upcoming {
  readonly deliveries: readonly Delivery[];
  /** Of the outside. */
  readonly events: readonly string[];
  /** Nothing has to happen any more. */
  readonly mayEnd: boolean;
}

/**
 * Deliveries to different reactions do not touch each other, so they are looked at in one order only: those whose guard
 * asks for events last. Then those come that lack what they need, then whoever has waited, or the next event of the outside.
 */
export function upcoming(setting: FlowSetting, world: FlowWorld): Upcoming {
  const atOnce = world.pending.filter(({ reaction }) => !isInterleaved(reactionAt(setting, reaction)));
  const next = nextAtOnce(setting, world, atOnce);
  if (next.length > 0) return { deliveries: next, events: [], mayEnd: false };
  const due = world.pending
    .filter(({ reaction }) => isInterleaved(reactionAt(setting, reaction)))
    .filter((delivery) => isReady(setting, world, delivery) || !waitsForNeeds(setting, delivery));
  const events = isOver(setting, world) ? [] : (setting.turns[world.turn] ?? []);
  // Among themselves those that have waited may go in any order; what comes from outside may come in between.
  const deliveries = events.length === 0 ? due.slice(0, 1) : due;
  return { deliveries, events, mayEnd: due.length === 0 && (events.length === 0 || isTroubled(setting, world)) };
}

/** Whoever asks what has come is asked when that is known; where they ask for each other, in every order. */
function nextAtOnce(setting: FlowSetting, world: FlowWorld, atOnce: readonly Delivery[]): readonly Delivery[] {
  const ready = atOnce.filter((delivery) => isReady(setting, world, delivery));
  const settled = ready.find((delivery) => !mayStillCome(setting, world, delivery));
  if (settled !== undefined) return [settled];
  if (ready.length > 0) return ready;
  const lacking = atOnce.filter((delivery) => !waitsForNeeds(setting, delivery));
  const acting = lacking.find(({ reaction }) => reactionAt(setting, reaction).reaction.onMissing === undefined);
  return acting === undefined ? lacking.slice(0, 1) : [acting];
}

/** It makes a difference what else comes while it waits. */
function isInterleaved({ waits, reaction }: ReactionFacts): boolean {
  return waits !== undefined && (reaction.when !== undefined || reaction.restart);
}

/** Whether all that a reaction needs has come. */
export function isReady(setting: FlowSetting, world: FlowWorld, { reaction }: Delivery): boolean {
  return reactionAt(setting, reaction).needs.every((need) => hasCome(world, need));
}

/** Whether a delivery is kept, or comes again and again, until what it needs has come. */
export function waitsForNeeds(setting: FlowSetting, { reaction }: Delivery): boolean {
  const { onMissing } = reactionAt(setting, reaction).reaction;
  return onMissing === 'park' || onMissing === 'retry';
}

/** A failure that no reaction takes up, or something that never follows, ends the story. */
function isOver({ finals }: FlowSetting, { story, stalled }: FlowWorld): boolean {
  return stalled || story.some(({ event }) => finals.has(event));
}

/** After a failure that reactions take up the story may go on or not. */
function isTroubled({ failures }: FlowSetting, { story }: FlowWorld): boolean {
  return story.some(({ event }) => failures.has(event));
}
