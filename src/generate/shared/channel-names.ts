import type { Catalog, ChannelDef, CommandDef, MessageDef, SagaDef } from '../../model/index.js';
import { sagasStartedBy } from '../../model/saga-starts.js';
import { deadLetterChannel } from '../../runtime/broker/dead-letters.js';
import { commandChannel, sagaGroup } from '../../runtime/consumer/channels.js';

/** The saga of its own service that a command starts: that takes it then, instead of a handler. */
export function sagaTaking(catalog: Catalog, { id, handler }: CommandDef): SagaDef | undefined {
  return handler && sagasStartedBy(catalog, id).find(({ service }) => service?.name === handler.name);
}

/** The name that stands before `.commands` where a command has no channel: its handler, or a saga of it; nothing without a handler. */
export function takerOf(catalog: Catalog, command: CommandDef): string | undefined {
  const { handler } = command;
  const saga = sagaTaking(catalog, command);
  return handler && (saga ? sagaGroup(handler.name, saga.id) : handler.name);
}

/** The channel that a command goes over; undefined where nobody is said to carry it out. */
export function channelOfCommand(catalog: Catalog, command: CommandDef): string | undefined {
  const taker = takerOf(catalog, command);
  return command.channel?.name ?? (taker === undefined ? undefined : commandChannel(taker));
}

/** Where the dead letters of a group go; undefined where they are dropped. */
export function deadLettersOf(channel: string, declared: ChannelDef | undefined, group: string): string | undefined {
  const { deadLetter } = declared ?? {};
  if (deadLetter === 'none') return undefined;
  return deadLetter?.channel ?? deadLetterChannel(channel, group);
}

/** Types on the wire by id, of those messages that are called otherwise there. */
export function wireTypes(messages: readonly MessageDef[]): Readonly<Record<string, string>> {
  const types = messages.map(({ id, wire, name }): [string, string] => [id, wire ?? name]);
  return Object.fromEntries(types.filter(([id, type]) => id !== type));
}
