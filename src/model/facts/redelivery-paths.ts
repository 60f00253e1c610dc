import { channelOf, commandsHandledBy } from '../graph.js';
import type { Catalog, ChannelDef, CommandDef, ServiceDef } from '../index.js';
import { sendingsOf } from './attempts.js';
import { takenBy } from './channel-traffic.js';
import { attemptTimes, redeliveryTimes } from './redelivery.js';
import { sumOf } from './time-sums.js';

/** A way on which a message may reach a service again, and for how long, in milliseconds. */
export interface RedeliveryPath {
  /** The channel that delivers again, or the command that a saga sends again. */
  readonly by: ChannelDef | CommandDef;
  readonly times: readonly number[];
}

/** The way on which messages may reach a service again for the longest time; what only moves its own sagas does not count. */
export function longestRedelivery(catalog: Catalog, service: ServiceDef): RedeliveryPath | undefined {
  let longest: RedeliveryPath | undefined;
  for (const path of [...channelPaths(catalog, service), ...commandPaths(catalog, service)]) {
    if (longest === undefined || sumOf(path.times) > sumOf(longest.times)) longest = path;
  }
  return longest;
}

function channelPaths(catalog: Catalog, service: ServiceDef): readonly RedeliveryPath[] {
  const channels = new Set<ChannelDef>();
  for (const { message, bySagaOnly } of takenBy(catalog, service.id)) {
    const channel = bySagaOnly ? undefined : channelOf(catalog, message);
    if (channel) channels.add(channel);
  }
  return [...channels].map((channel) => ({ by: channel, times: redeliveryTimes(channel) }));
}

/** Only a saga sends a command again by itself, an undo by its own policy; what has no last attempt cannot be outlasted. */
function commandPaths(catalog: Catalog, service: ServiceDef): readonly RedeliveryPath[] {
  return commandsHandledBy(catalog, service.id).flatMap((command) => {
    if (command.effect === 'none') return [];
    return sendingsOf(catalog, command.id).flatMap(({ retry, timeout }) => {
      const times = retry && timeout && attemptTimes(retry, timeout.ms);
      return times ? [{ by: command, times }] : [];
    });
  });
}
