import { flowChoices } from './choices.js';
import { lastEvents } from './ends.js';
import { toldInTheEnd } from './hearers.js';
import { keyOfFlow } from './key.js';
import { performFlow } from './perform.js';
import { type FlowSetting, reactionAt } from './setting.js';
import { upcoming } from './upcoming.js';
import type { FlowWorld } from './world.js';

/** What comes of a world in which nothing more goes wrong. */
export interface Outcome {
  readonly ends: readonly string[];
  /** Reactions whose work stands. */
  readonly left: readonly string[];
  /** Of the ends, those that somebody hears. */
  readonly told: readonly string[];
}

/** Worlds that are followed: guards and timers branch, and a table needs no more than this. */
const MOST_WORLDS = 200;

/** Follows worlds to all their ends in a kind world; what only went wrong on the way to equal worlds is followed once. */
export function createOutcomes(setting: FlowSetting): (world: FlowWorld) => Outcome {
  const known = new Map<string, Outcome>();
  return (world) => {
    const key = JSON.stringify({ ...world, faulty: false });
    const outcome = known.get(key) ?? outcomeOf(setting, world);
    known.set(key, outcome);
    return outcome;
  };
}

function outcomeOf(setting: FlowSetting, world: FlowWorld): Outcome {
  const ends = kindEnds(setting, world);
  return {
    ends: [...new Set(ends.flatMap(lastEvents))].sort(),
    left: [...new Set(ends.flatMap((end) => worksOf(setting, end)))],
    told: [...new Set(ends.flatMap((end) => toldInTheEnd(setting, end)))].sort(),
  };
}

/** Works in the order of the definition. */
function worksOf(setting: FlowSetting, { done }: FlowWorld): readonly string[] {
  const times = new Map<number, number>();
  for (const index of done) times.set(index, (times.get(index) ?? 0) + 1);
  const sorted = [...times].sort(([a], [b]) => a - b);
  return sorted.map(([index, count]) => `${reactionAt(setting, index).name}${count > 1 ? ' (twice)' : ''}`);
}

function kindEnds(setting: FlowSetting, start: FlowWorld): readonly FlowWorld[] {
  const ends: FlowWorld[] = [];
  const seen = new Set<string>();
  const waiting = [start];
  for (let world = waiting.pop(); world !== undefined && seen.size < MOST_WORLDS; world = waiting.pop()) {
    const key = keyOfFlow(setting, world);
    if (seen.has(key)) continue;
    seen.add(key);
    if (upcoming(setting, world).mayEnd) ends.push(world);
    const kind = flowChoices(setting, world).filter(({ faults }) => faults === 0);
    for (const move of kind.toReversed()) waiting.push(performFlow(setting, world, move));
  }
  return ends;
}
