import { lastEvents } from './ends.js';
import { isHeard } from './reaction-facts.js';
import { type FlowSetting, reactionAt } from './setting.js';
import type { FlowWorld } from './world.js';

/** The events that come last and from which somebody learns how the story has ended. */
export function toldInTheEnd(setting: FlowSetting, end: FlowWorld): readonly string[] {
  const leftLying = eventsLeftLying(setting, end);
  return lastEvents(end).filter((event) => !leftLying.has(event) && isHeard(setting.catalog, event));
}

/**
 * Something should have come of these and does not: that is known to nobody, whoever hears the event itself. Nobody has
 * gone on from what comes last, so what a reaction needs of it lies there as well; a failure is news by itself.
 */
function eventsLeftLying(setting: FlowSetting, { silent, pending, done, stalled }: FlowWorld): ReadonlySet<string> {
  const needed = setting.reactions.flatMap(({ needs }) => needs).filter((event) => !setting.failures.has(event));
  const lost = stalled ? done.filter((index) => reactionAt(setting, index).afterCrash === 'lost') : [];
  const unfinished = [...silent, ...lost].flatMap((index) => reactionAt(setting, index).on);
  return new Set([...needed, ...unfinished, ...pending.map(({ event }) => event)]);
}
