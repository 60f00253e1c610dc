import type { Coverage } from '../report.js';
import { type ReactionWay, troublesOf } from './choices.js';
import { keptInVain } from './kept-in-vain.js';
import type { ReactionFacts } from './reaction-facts.js';
import type { FlowSetting } from './setting.js';
import { wayInWords } from './words.js';
import type { Delivery, FlowMove, FlowWorld, HandledMove } from './world.js';

/** The first time that a reaction went in some way: with the fewest faults before, and of these the fewest steps. */
export interface FirstTaken {
  readonly move: HandledMove;
  readonly before: FlowWorld;
  readonly after: FlowWorld;
  /** Number of the state before. */
  readonly from: number;
}

export interface FirstKept {
  readonly delivery: Delivery;
  readonly end: FlowWorld;
}

/** Which ways were taken at all. */
export interface Taken {
  note(before: FlowWorld, move: FlowMove, after: FlowWorld, from: number): void;
  first(facts: ReactionFacts, way: ReactionWay): FirstTaken | undefined;
  noteEnd(setting: FlowSetting, end: FlowWorld): void;
  /** The first time that a reaction has kept something for ever although nothing had failed. */
  kept(facts: ReactionFacts): FirstKept | undefined;
}

/** Remembers the first time of each way of each reaction. */
export function createTaken(): Taken {
  const first = new Map<string, FirstTaken>();
  const kept = new Map<number, FirstKept>();
  const keyOf = (reaction: number, { way, failure }: ReactionWay) => `${reaction} ${way} ${failure ?? ''}`;
  return {
    note(before, move, after, from) {
      if (move.kind !== 'handled') return;
      const key = keyOf(move.delivery.reaction, move);
      if (!first.has(key)) first.set(key, { move, before, after, from });
    },
    noteEnd(setting, end) {
      for (const delivery of keptInVain(setting, end)) {
        if (!kept.has(delivery.reaction)) kept.set(delivery.reaction, { delivery, end });
      }
    },
    kept: ({ index }) => kept.get(index),
    first: ({ index }, way) => first.get(keyOf(index, way)),
  };
}

/** What each reaction can do, by whether a run took it. */
export function coverageOf({ reactions, guards }: FlowSetting, taken: Taken): Coverage {
  const all = reactions.flatMap((facts) =>
    [{ way: 'works' } as const, ...(guards.has(facts) ? [{ way: 'passes' } as const] : []), ...troublesOf(facts)].map(
      (way) => ({
        text: `\`${facts.name}\` ${wayInWords(facts, facts.on.join(' or '), way)}`,
        isTaken: taken.first(facts, way) !== undefined,
      }),
    ),
  );
  const texts = (isTaken: boolean) => all.filter((each) => each.isTaken === isTaken).map(({ text }) => text);
  return { taken: texts(true), missed: texts(false) };
}
