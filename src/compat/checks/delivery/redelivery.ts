import { trafficOf } from '../../../model/facts/channel-traffic.js';
import { nameList } from '../../../model/facts/name-list.js';
import { redeliveryTimes, retryTimes } from '../../../model/facts/redelivery.js';
import { sumOf } from '../../../model/facts/time-sums.js';
import type { Catalog, ChannelDef } from '../../../model/index.js';
import { breaks, type Ruling } from '../../check.js';
import { channelOf } from '../../diff/channel-of.js';

/** What longer times of a channel, or a shorter one for which it keeps messages, do to its readers. */
export function timesRuling(old: Catalog, next: Catalog, channel: string): Ruling | undefined {
  if (outlastsRetention(old, next, channel)) {
    return breaks(`\`${channel}\` loses a message before its readers have tried for the last time.`);
  }
  const forgetting = outlastedInboxes(old, next, channel);
  if (forgetting.length === 0) return undefined;
  return breaks(
    `A message may come again from \`${channel}\` after the inbox of ${nameList(forgetting, 4)} has forgotten it.`,
  );
}

/**
 * The services whose inbox remembered for as long as a channel could deliver again, and does not with the channel as it is
 * now.
 */
function outlastedInboxes(old: Catalog, next: Catalog, channel: string): readonly string[] {
  const [before, after] = [channelOf(old, channel), channelOf(next, channel)];
  if (before === undefined || after === undefined) return [];
  const [from, to] = [sumOf(redeliveryTimes(before)), sumOf(redeliveryTimes(after))];
  if (to <= from) return [];
  return readingServices(old, channel).filter((id) => {
    const window = old.services.get(id)?.inboxWindow?.ms;
    return window !== undefined && from <= window && window < to;
  });
}

/** Whether the pauses before the tries of a channel's readers are longer than it keeps a message, and were not before. */
export function outlastsRetention(old: Catalog, next: Catalog, channel: string): boolean {
  const [before, after] = [channelOf(old, channel), channelOf(next, channel)];
  return after !== undefined && isOutlasted(after) && !(before !== undefined && isOutlasted(before));
}

function isOutlasted(channel: ChannelDef): boolean {
  const { retention, broker } = channel;
  return retention !== undefined && broker !== 'memory' && sumOf(retryTimes(channel)) > retention.ms;
}

/** The services that read a channel and do not recognise a message that comes a second time. */
export function readersWithoutInbox(catalog: Catalog, channel: string): readonly string[] {
  return readingServices(catalog, channel).filter((id) => {
    const service = catalog.services.get(id);
    return service !== undefined && !service.external && !service.inbox;
  });
}

/** The services that read a channel themselves: the engine of a saga does not forget. */
function readingServices(catalog: Catalog, channel: string): readonly string[] {
  const readers = trafficOf(catalog, channel).readers.filter(({ bySagaOnly }) => !bySagaOnly);
  return [...new Set(readers.map(({ service }) => service))];
}
