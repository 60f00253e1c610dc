import type { Catalog } from '../../model/index.js';
import type { FlowSetting } from './setting.js';
import type { Delivery, FlowWorld, Told } from './world.js';

/** Whether a needed event always arrives before the one that is delivered. */
export function keepsOrder({ catalog }: FlowSetting, { story }: FlowWorld, need: string, delivery: Delivery): boolean {
  const later = story[delivery.instance];
  if (later === undefined || !sharesLane(catalog, need, delivery.event)) return false;
  return story.some((told, index) => told.event === need && isSentBefore(catalog, story, told, index, later));
}

/** A channel keeps the order of what has one key; what is tried again later lets others pass. */
function sharesLane(catalog: Catalog, first: string, second: string): boolean {
  const [a, b] = [catalog.events.get(first), catalog.events.get(second)];
  if (a?.key === undefined || a.key.name !== b?.key?.name || a.channel?.name !== b.channel?.name) return false;
  const channel = catalog.channels.get(a.channel?.name ?? '');
  return channel !== undefined && channel.ordering === 'key' && channel.retryDelays.length === 0;
}

/** One follows from the other, or one and the same service of the outside tells both. */
function isSentBefore(catalog: Catalog, story: readonly Told[], told: Told, index: number, later: Told): boolean {
  if (isCause(story, index, later)) return true;
  const producer = (event: string) => catalog.events.get(event)?.producer?.name;
  const areOutside = told.by === undefined && later.by === undefined;
  return areOutside && producer(told.event) !== undefined && producer(told.event) === producer(later.event);
}

/** Whether an event in the story has led to another one, directly or by way of others. */
export function isCause(story: readonly Told[], index: number, of: Told | undefined): boolean {
  const causes = new Set(of?.causes);
  // What is added on the way is gone through as well: a set is walked to its end.
  for (const cause of causes) for (const earlier of story[cause]?.causes ?? []) causes.add(earlier);
  return causes.has(index);
}
