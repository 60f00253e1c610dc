import { guardAnswers } from './guard-answers.js';
import { keepsOrder } from './order.js';
import type { ReactionFacts } from './reaction-facts.js';
import { type FlowSetting, reactionAt } from './setting.js';
import { isReady, upcoming, waitsForNeeds } from './upcoming.js';
import { othersNeeded } from './words.js';
import type { Delivery, FlowMove, FlowWorld, HandledMove, Way } from './world.js';

/** A way in which a reaction may go; `failure` where it ends by an event that says so. */
export interface ReactionWay {
  readonly way: Way;
  readonly failure?: string;
}

/** What can happen next, the kindest first. */
export function flowChoices(setting: FlowSetting, world: FlowWorld): readonly FlowMove[] {
  const { deliveries, events } = upcoming(setting, world);
  const moves = [
    ...deliveries.flatMap((delivery) => handlings(setting, world, delivery)),
    ...events.map((event): FlowMove => ({ id: `comes ${event}`, faults: 0, kind: 'comes', event })),
  ];
  const unique = new Map(moves.toReversed().map((move) => [move.id, move]));
  return [...unique.values()].toReversed().sort((a, b) => a.faults - b.faults);
}

/** Every way in which a reaction may go wrong, in the order in which they are told. */
export function troublesOf(facts: ReactionFacts): readonly ReactionWay[] {
  const { fails, needs, calls, hasEffect, mayFailSilently } = facts;
  const always: readonly Way[] = ['duplicate', 'redelivery', 'crash-before'];
  return [
    ...fails.map((failure) => ({ way: 'fails' as const, failure })),
    ...ways(mayFailSilently, 'silent'),
    ...always.map((way) => ({ way })),
    ...ways(calls.length > 0, 'crash-called'),
    ...ways(hasEffect, 'crash-done'),
    ...ways(needs.length > 0, 'early'),
  ];
}

function ways(isPossible: boolean, way: Way): readonly ReactionWay[] {
  return isPossible ? [{ way }] : [];
}

function handlings(setting: FlowSetting, world: FlowWorld, delivery: Delivery): readonly HandledMove[] {
  const facts = reactionAt(setting, delivery.reaction);
  if (facts.reaction.onMissing === 'ignore' && !isReady(setting, world, delivery))
    return [handling(delivery, { way: 'drops' }, 0)];
  const answers = guardAnswers(setting, world, delivery);
  const troubles = troublesOf(facts).filter(({ way }) => way !== 'early' || canBeEarly(setting, world, delivery));
  return [
    ...(answers.includes(true) ? [handling(delivery, { way: 'works' }, 0)] : []),
    ...(answers.includes(false) ? [handling(delivery, { way: 'passes' }, 0)] : []),
    ...(answers.includes(true) ? troubles.map((trouble) => handling(delivery, trouble, 1)) : []),
  ];
}

function handling(delivery: Delivery, way: ReactionWay, faults: 0 | 1): HandledMove {
  const { reaction, event, kept } = delivery;
  const id = [event, `${reaction}${kept ? ' kept' : ''}`, way.way, way.failure ?? ''].join(' ').trimEnd();
  return { id, faults, kind: 'handled', delivery, ...way };
}

function canBeEarly(setting: FlowSetting, world: FlowWorld, delivery: Delivery): boolean {
  if (delivery.kept || !isReady(setting, world, delivery)) return false;
  const others = othersNeeded(reactionAt(setting, delivery.reaction), delivery.event);
  return others.some((need) => !keepsOrder(setting, world, need, delivery));
}

/** Whether a delivery that comes before what it needs is put aside. */
export function isPutAside(setting: FlowSetting, { delivery, way }: HandledMove): boolean {
  return way === 'early' && waitsForNeeds(setting, delivery);
}
