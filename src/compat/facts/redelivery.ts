import { trafficOf } from '../../model/facts/channel-traffic.js';
import { redeliveryTimes, retryTimes } from '../../model/facts/redelivery.js';
import { sumOf } from '../../model/facts/time-sums.js';
import type { Catalog, ChannelDef } from '../../model/index.js';

/**
 * The services whose inbox remembered for as long as a channel could deliver again, and does not with the channel as it is
 * now. The engine of a saga does not forget, so what only moves sagas does not count.
 */
export function outlastedInboxes(old: Catalog, next: Catalog, channel: string): readonly string[] {
  const [before, after] = [old.channels.get(channel), next.channels.get(channel)];
  if (before === undefined || after === undefined) return [];
  const [from, to] = [sumOf(redeliveryTimes(before)), sumOf(redeliveryTimes(after))];
  if (to <= from) return [];
  const readers = trafficOf(old, channel).readers.filter(({ bySagaOnly }) => !bySagaOnly);
  return [...new Set(readers.map(({ service }) => service))].filter((id) => {
    const window = old.services.get(id)?.inboxWindow?.ms;
    return window !== undefined && from <= window && window < to;
  });
}

/** Whether the pauses before the tries of a channel's readers are longer than it keeps a message, and were not before. */
export function outlastsRetention(old: Catalog, next: Catalog, channel: string): boolean {
  const [before, after] = [old.channels.get(channel), next.channels.get(channel)];
  return after !== undefined && isOutlasted(after) && !(before !== undefined && isOutlasted(before));
}

function isOutlasted(channel: ChannelDef): boolean {
  const { retention, broker } = channel;
  return retention !== undefined && broker !== 'memory' && sumOf(retryTimes(channel)) > retention.ms;
}

/** The services that read a channel and do not recognise a message that comes a second time. */
export function readersWithoutInbox(catalog: Catalog, channel: string): readonly string[] {
  const readers = trafficOf(catalog, channel).readers.filter(({ bySagaOnly }) => !bySagaOnly);
  return [...new Set(readers.map(({ service }) => service))].filter((id) => {
    const service = catalog.services.get(id);
    return service !== undefined && !service.external && !service.inbox;
  });
}
