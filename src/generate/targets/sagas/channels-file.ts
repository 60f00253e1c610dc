import { eventsNamed } from '../../../model/graph.js';
import type { Catalog, MessageDef, SagaDef } from '../../../model/index.js';
import { eventChannel, replyChannel } from '../../../runtime/consumer/channels.js';
import { channelOfCommand, wireTypes } from '../../shared/channel-names.js';
import { type SagaChannels, sagaChannels } from '../../shared/channel-uses.js';
import type { TemplateView } from '../../template.js';
import { outcomesOf } from '../consumers/service-plan.js';
import { literalText } from './literal-text.js';
import { sagaTypeName } from './names.js';
import type { SagaPlan } from './saga-plan.js';

/** What `channels.ts` is filled with; undefined where no service of ours runs the saga. */
export function channelsView({ style, saga }: SagaPlan): TemplateView | undefined {
  const settings = linkSettings(style.catalog, saga);
  return settings && { saga: sagaTypeName(saga.id), channels: literalText(settings) };
}

/** Settings of a saga's remote link, by the names that other targets use; undefined where no service of ours runs the saga. */
export function linkSettings(catalog: Catalog, saga: SagaDef) {
  const channels = sagaChannels(catalog, saga);
  if (channels === undefined) return undefined;
  const { group, events, start, sent } = channels;
  const ends = eventsNamed(catalog, channels.ends);
  const deadLetters = deadLettersSaid(catalog, channels);
  const reading = readingSaid(catalog, channels);
  const answers = sent.flatMap((command) => outcomesOf(catalog, command));
  const taken = [...events.values()].flat();
  const types = wireTypes(plainMajors([...sent, ...answers, ...ends, ...taken, ...(start ? [start.command] : [])]));
  return {
    group,
    replyChannel: replyChannel(group),
    ...(sent.length > 0 && {
      commands: toEntries(sent, (command) => channelOfCommand(catalog, command)),
    }),
    ...(events.size > 0 && { eventChannels: [...events.keys()] }),
    ...(start && { commandChannel: start.channel }),
    ...(ends.length > 0 && {
      publishChannels: toEntries(ends, ({ channel }) => channel?.name ?? eventChannel(channels.service)),
    }),
    ...(Object.keys(deadLetters).length > 0 && { deadLetters }),
    ...(Object.keys(reading).length > 0 && { reading }),
    ...(Object.keys(types).length > 0 && { types }),
  };
}

function toEntries<M extends MessageDef>(messages: readonly M[], channelOf: (message: M) => string | undefined) {
  const entries = messages.flatMap((message): [string, string][] => {
    const channel = channelOf(message);
    return channel === undefined ? [] : [[message.id, channel]];
  });
  return Object.fromEntries(entries);
}

/** A type that two majors share says nothing of the older one. */
function plainMajors(messages: readonly MessageDef[]): readonly MessageDef[] {
  const typeOf = ({ wire, name }: MessageDef) => wire ?? name;
  return messages.filter(
    (message) =>
      message.oldMajor === undefined ||
      messages.every((other) => other.id === message.id || typeOf(other) !== typeOf(message)),
  );
}

/** How channels are read of which the catalog says something else than what is usual. */
function readingSaid(catalog: Catalog, { events, start }: SagaChannels) {
  const read = [...events.keys(), ...(start ? [start.channel] : [])];
  const said = read.flatMap((name) => {
    const { ordering = 'key', shape = 'topic' } = catalog.channels.get(name) ?? {};
    const how = { ...(ordering === 'none' && { ordering }), ...(shape === 'queue' && { kind: shape }) };
    return Object.keys(how).length === 0 ? [] : [[name, how] as const];
  });
  return Object.fromEntries(said);
}

/** Dead letters of the channels of which the catalog says something else than what is usual. */
function deadLettersSaid(catalog: Catalog, { events, start }: SagaChannels): Readonly<Record<string, string | false>> {
  const read = [...events.keys(), ...(start ? [start.channel] : [])];
  const said = read.flatMap((name): [string, string | false][] => {
    const deadLetter = catalog.channels.get(name)?.deadLetter;
    return deadLetter === undefined ? [] : [[name, deadLetter === 'none' ? false : deadLetter.channel]];
  });
  return Object.fromEntries(said);
}
