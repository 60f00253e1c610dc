import { memoised, sagasUsing } from '../../model/graph.js';
import type { Catalog, ChannelDef, CommandDef, ServiceDef } from '../../model/index.js';
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
    const channel = bySagaOnly ? undefined : catalog.channels.get(message.channel?.name ?? '');
    if (channel) channels.add(channel);
  }
  return [...channels].map((channel) => ({ by: channel, times: redeliveryTimes(channel) }));
}

/** Only a saga sends a command again by itself; what has no last attempt cannot be outlasted. */
function commandPaths(catalog: Catalog, service: ServiceDef): readonly RedeliveryPath[] {
  const commands = commandsByHandler(catalog).get(service.id) ?? [];
  return commands.flatMap((command) => {
    const { retry, timeout, effect } = command;
    if (timeout === undefined || effect === 'none' || sagasUsing(catalog, command.id).length === 0) return [];
    const times = attemptTimes(retry, timeout.ms);
    return times ? [{ by: command, times }] : [];
  });
}

const commandsByHandler = memoised((catalog): ReadonlyMap<string, readonly CommandDef[]> => {
  const found = new Map<string, CommandDef[]>();
  for (const command of catalog.commands.values()) {
    if (command.handler === undefined) continue;
    const list = found.get(command.handler.name);
    if (list) list.push(command);
    else found.set(command.handler.name, [command]);
  }
  return found;
});
