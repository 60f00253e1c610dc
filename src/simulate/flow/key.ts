import { lastEvents } from './ends.js';
import { isCause } from './order.js';
import { outcomesOf } from './reach.js';
import type { FlowSetting } from './setting.js';
import { type FlowWorld, hasCome, type Told } from './world.js';

/** Counts beyond this make no difference: no cycle is followed further. */
const MOST = 3;

/** A text that is equal for worlds in which the same can happen from now on, and in which the same will be said of it. */
export function keyOfFlow(setting: FlowSetting, world: FlowWorld): string {
  const { turn, pending, answers, silent, stalled, faulty, cut } = world;
  return JSON.stringify([
    turn,
    pending.map(({ reaction, event, kept }) => [reaction, event, kept]),
    setting.counted.map((event) => countOf(world, event)),
    setting.statements.asked.map((event) => hasCome(world, event)),
    Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1)),
    [silent, stalled, faulty, cut],
    troubles(setting, world),
    // Where a run can end is only told of those in which nothing is broken.
    faulty || cut.length > 0 ? [] : lastEvents(world),
  ]);
}

/** How often an event has come, and in this turn. */
function countOf({ story, turn }: FlowWorld, event: string): readonly number[] {
  const told = story.filter((other) => other.event === event);
  return [told.length, told.filter((other) => other.turn === turn - 1).length].map((count) => Math.min(MOST, count));
}

/** What failures came of: whoever led to one is not surprised by it. */
function origins({ story }: FlowWorld, failures: readonly string[]): readonly string[] {
  const told = story.filter(({ event }) => failures.includes(event));
  return [...new Set(told.map((failure) => `${failure.by ?? ''} ${causesOf(story, failure)}`))].sort();
}

/** The reactions without which an event would not have come, in the order of the flow. */
function causesOf(story: readonly Told[], told: Told): string {
  const causes = story.flatMap(({ by }, index) => (by !== undefined && isCause(story, index, told) ? [by] : []));
  return [...new Set(causes)].sort((a, b) => a - b).join();
}

/** Which failures have come matters to services that work side by side; to the others, whether the story goes on. */
function troubles({ reactions, failures, finals }: FlowSetting, world: FlowWorld): readonly unknown[] {
  const come = [...failures].filter((event) => hasCome(world, event));
  const isJoined = reactions.some(({ needs }) => needs.length > 0);
  const own = isJoined ? reactions.flatMap(outcomesOf).filter((event) => come.includes(event)) : [];
  return [come.length > 0, come.some((event) => finals.has(event)), [...new Set(own)].sort(), origins(world, own)];
}
