import { trafficOf } from '../../model/facts/channel-traffic.js';
import type { Catalog } from '../../model/index.js';

/** Whether readers of a channel can count on the order of the messages of one key: there is a key, and more than one partition. */
export function keepsOrderByKey(catalog: Catalog, channel: string): boolean {
  const found = catalog.channels.get(channel);
  if (found === undefined || found.ordering === 'none' || found.shape === 'queue') return false;
  return trafficOf(catalog, channel).messages.some(({ key }) => key !== undefined);
}
