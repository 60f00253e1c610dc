import type { DraftBuilder } from '../../draft-builder.js';
import type { ImportContext } from '../../importer.js';
import { entriesOf, follow, followed, itemsOf, type Located, part, textIn, textOf } from './located.js';
import type { ApiChannel, ApiDocument, ApiMessage, ApiOperation } from './model.js';

/** What reading one document depends on. */
export interface Reading {
  readonly context: ImportContext;
  readonly builder: DraftBuilder;
  readonly root: Located;
  /** Places that were told to be left out already. */
  readonly told: Set<Located['node']>;
}

/** Reads a document of a version that has been looked at already. */
export function readDocument(reading: Reading, version: 2 | 3): ApiDocument {
  const { root } = reading;
  const channels = entriesOf(part(root, 'channels')).flatMap((entry) => readChannel(reading, entry, version) ?? []);
  const operations =
    version === 2
      ? channels.flatMap((channel) => operationsOf2(reading, channel))
      : entriesOf(part(root, 'operations')).flatMap((entry) => operationOf3(reading, channels, entry) ?? []);
  const messages = entriesOf(part(root, 'components', 'messages')).flatMap(
    (entry) => readMessage(reading, entry, [entry.key]) ?? [],
  );
  return { root, version, channels, operations, messages };
}

function readChannel(
  reading: Reading,
  entry: Located & { readonly key: string },
  version: 2 | 3,
): ApiChannel | undefined {
  const place = resolve(reading, entry, `The channel \`${entry.key}\``);
  if (!place) return undefined;
  if (version === 2) return { key: entry.key, address: entry.key, place, messages: [] };
  const messages = entriesOf(part(place, 'messages')).flatMap(
    (message) => readMessage(reading, message, [message.key]) ?? [],
  );
  const address = part(place, 'address');
  return { key: entry.key, address: textOf(address), place, messages };
}

/** In version 2 clients are told what to do: what they may `publish` is what the application receives. */
function operationsOf2(reading: Reading, channel: ApiChannel): readonly ApiOperation[] {
  return (['publish', 'subscribe'] as const).flatMap((key): readonly ApiOperation[] => {
    const place = part(channel.place, key);
    if (!place) return [];
    const id = textIn(place, 'operationId');
    const action = key === 'publish' ? 'receive' : 'send';
    const message = part(place, 'message');
    const choices = itemsOf(part(message, 'oneOf'));
    const written = choices.length > 0 ? choices : message ? [message] : [];
    const hint = id ?? channelWords(channel.key);
    const messages = written.flatMap(
      (one, index) => readMessage(reading, one, [index === 0 ? hint : `${hint} ${index + 1}`]) ?? [],
    );
    return [{ id, action, channel, messages, place, traits: traitsOf(reading, place) }];
  });
}

/** The words of an address that may name a message: its last parts, without parameters and numbers. */
function channelWords(address: string): string {
  const parts = address.split(/[/.:]+/).filter((word) => /^[A-Za-z][\w-]*$/.test(word));
  return parts.length === 0 ? address : parts.slice(-3).join(' ');
}

function operationOf3(
  reading: Reading,
  channels: readonly ApiChannel[],
  entry: Located & { readonly key: string },
): ApiOperation | undefined {
  const place = resolve(reading, entry, `The operation \`${entry.key}\``);
  if (!place) return undefined;
  const channel = channelAt(reading, channels, part(place, 'channel'));
  const reply = part(place, 'reply');
  const own = messagesIn(reading, part(place, 'messages'), channel);
  return {
    id: entry.key,
    action: textIn(place, 'action') === 'receive' ? 'receive' : 'send',
    channel,
    messages: own,
    place,
    traits: traitsOf(reading, place),
    ...(reply && { reply: replyOf(reading, channels, reply) }),
  };
}

function replyOf(reading: Reading, channels: readonly ApiChannel[], written: Located): ApiOperation['reply'] & object {
  const place = resolve(reading, written, 'A reply') ?? written;
  const channel = channelAt(reading, channels, part(place, 'channel'));
  return { channel, messages: messagesIn(reading, part(place, 'messages'), channel) };
}

/** The messages that are listed; without a list all of the channel. */
function messagesIn(
  reading: Reading,
  list: Located | undefined,
  channel: ApiChannel | undefined,
): readonly ApiMessage[] {
  if (!list) return channel?.messages ?? [];
  return itemsOf(list).flatMap((item) => {
    const place = resolve(reading, item, 'A message');
    const known = channel?.messages.find((message) => message.place.node === place?.node);
    return known ?? readMessage(reading, item, []) ?? [];
  });
}

function channelAt(
  reading: Reading,
  channels: readonly ApiChannel[],
  reference: Located | undefined,
): ApiChannel | undefined {
  const place = reference && resolve(reading, reference, 'The channel of an operation');
  if (!place) return undefined;
  const known = channels.find((channel) => channel.place.node === place.node);
  // One of the components, or of another file.
  return known ?? readChannel(reading, { ...place, key: place.key ?? 'channel' }, 3);
}

function readMessage(reading: Reading, entry: Located, hints: readonly string[]): ApiMessage | undefined {
  const place = resolve(reading, entry, `The message ${nameOf(entry, hints)}`);
  if (!place) return undefined;
  const keys = [...(place.key === undefined || place.node === entry.node ? [] : [place.key]), ...hints];
  return { place, traits: traitsOf(reading, place), hints: [...new Set(keys)] };
}

function nameOf(entry: Located, hints: readonly string[]): string {
  return `\`${hints[0] ?? entry.key ?? 'of an operation'}\``;
}

function traitsOf(reading: Reading, place: Located): readonly Located[] {
  return itemsOf(part(place, 'traits')).flatMap((item) => {
    // In version 2 a trait may be a list of the trait and its parameters.
    const [first = item] = itemsOf(item);
    return followed(reading.context, first) ?? [];
  });
}

/** Follows references; where they lead nowhere, that is told and the rest is read. */
function resolve({ context, builder, told }: Reading, entry: Located, what: string): Located | undefined {
  const found = follow(context, entry);
  if (!('reason' in found))
    return found.key === undefined && entry.key !== undefined ? { ...found, key: entry.key } : found;
  if (!told.has(found.at.node)) builder.leftOut(what, found.reason, found.at.node.span);
  told.add(found.at.node);
  return undefined;
}
