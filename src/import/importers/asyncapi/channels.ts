import type { JsonValue } from '../../../model/type.js';
import type { DraftChannel } from '../../draft.js';
import { channelName } from '../../names.js';
import { carrierOf } from './brokers.js';
import { entriesOf, followed, inlined, itemsOf, type Located, part, textIn } from './located.js';
import type { ApiChannel } from './model.js';
import { extensionsIn, foreignExtensions, keysBeyond, ownDefinition } from './own.js';
import type { Reading } from './read-document.js';
import {
  durationText,
  hasKeys,
  isMap,
  type JsonMap,
  mapAt,
  numberAt,
  present,
  summaryAndDocs,
  textAt,
  without,
} from './values.js';

/**
 * Adds a channel and returns its name in the draft; undefined where its messages go over no channel that a catalog names:
 * answers to commands, and what a document of our own made up.
 */
export function addChannel(reading: Reading, channel: ApiChannel): string | undefined {
  const { builder } = reading;
  const own = ownDefinition(channel.place);
  const use = textIn(channel.place, 'x-sagac-channel');
  if (use !== undefined && (own === undefined || !hasKeys(own))) return undefined;
  const address = addressOf(channel);
  if (address === undefined && own === undefined) return undefined;
  const name = own ? channel.key : (address ?? channel.key);
  return builder.channel(name, draftChannel(reading, channel, name, own), { span: channel.place.node.span });
}

/** Kafka's binding may name the topic itself. */
function addressOf({ place, address }: ApiChannel): string | undefined {
  return textIn(place, 'bindings', 'kafka', 'topic') ?? address;
}

function draftChannel(reading: Reading, channel: ApiChannel, name: string, own: JsonMap | undefined): DraftChannel {
  const { context, root } = reading;
  const { place } = channel;
  const carrier = carrierOf(context, root, place);
  const bound = boundSettings(bindingsOf(reading, place), name);
  const address = channel.address !== undefined && channel.address !== channelName(name) ? channel.address : undefined;
  const extensions = {
    ...present({ 'x-address': address, 'x-parameters': parametersOf(reading, place) }),
    ...(carrier.broker === undefined && carrier.protocols.length > 0 && { 'x-protocols': carrier.protocols }),
    ...(own ? {} : bound.extensions),
    ...wordsBeyond(reading, place),
    ...foreignExtensions(place),
    ...(own && extensionsIn(own)),
  };
  return {
    ...(own ? ownWords(place, own) : summaryAndWords(place)),
    ...tagsOf(reading, place),
    ...(carrier.broker !== undefined && { broker: carrier.broker }),
    ...bound.settings,
    ...(own && ownSettings(own)),
    ...(hasKeys(extensions) && { extensions }),
  };
}

const KNOWN = ['docs', 'broker', 'partitions', 'retention', 'key', 'kind', 'deadLetter'];

function ownSettings(own: JsonMap): Partial<DraftChannel> {
  const { kind, deadLetter } = own;
  const partitions = numberAt(own, 'partitions');
  return {
    ...(present({
      broker: textAt(own, 'broker'),
      retention: textAt(own, 'retention'),
      key: textAt(own, 'key'),
    }) as object),
    ...(partitions !== undefined && { partitions }),
    ...((kind === 'topic' || kind === 'queue') && { kind }),
    ...(deadLetter === false && { deadLetter }),
    ...(isMap(deadLetter) && {
      deadLetter: present({ channel: textAt(deadLetter, 'channel'), owner: textAt(deadLetter, 'owner') }),
    }),
    ...deadLetterBeyond(own),
  };
}

/** A dead letter setting with more than a draft has is written as it was. */
function deadLetterBeyond(own: JsonMap): { readonly more?: JsonMap } {
  const { deadLetter } = own;
  const isLonger = isMap(deadLetter) && hasKeys(without(deadLetter, 'channel', 'owner'));
  return keysBeyond(own, isLonger ? KNOWN.filter((key) => key !== 'deadLetter') : KNOWN);
}

function ownWords(place: Located, own: JsonMap): { readonly summary?: string; readonly docs?: string } {
  const summary = textIn(place, 'summary');
  const docs = textAt(own, 'docs');
  return { ...(summary !== undefined && { summary }), ...(docs !== undefined && { docs }) };
}

function summaryAndWords(place: Located): { readonly summary?: string; readonly docs?: string } {
  const summary = textIn(place, 'summary');
  const description = textIn(place, 'description');
  if (summary === undefined) return summaryAndDocs(description ?? textIn(place, 'title'));
  return { summary: summary.trim(), ...(description !== undefined && { docs: description.trim() }) };
}

function wordsBeyond({ context }: Reading, place: Located): JsonMap {
  const docs = part(place, 'externalDocs');
  return docs ? { 'x-external-docs': inlined(context, docs) } : {};
}

/** Names of tags; what else a tag says is left. */
export function tagsOf({ context }: Reading, place: Located): { readonly tags?: readonly string[] } {
  const tags = itemsOf(part(place, 'tags')).flatMap((item) => textIn(followed(context, item), 'name') ?? []);
  return tags.length === 0 ? {} : { tags: [...new Set(tags)] };
}

/** All bindings of a place as plain values, by protocol. */
export function bindingsOf({ context }: Reading, place: Located): JsonMap {
  const written = part(place, 'bindings');
  const value = written && inlined(context, written);
  return isMap(value) ? value : {};
}

/** A parameter of version 2 has a schema; here it says what it is in the words of version 3. */
function parametersOf({ context }: Reading, place: Located): JsonMap | undefined {
  const entries = entriesOf(part(place, 'parameters')).map((entry): [string, JsonValue] => [
    entry.key,
    inlined(context, entry),
  ]);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

interface BoundSettings {
  readonly settings: Partial<DraftChannel>;
  readonly extensions: JsonMap;
}

/** What of the bindings the language has words for, and the rest by protocol. */
function boundSettings(bindings: JsonMap, address: string): BoundSettings {
  const settings = {
    ...kafkaSettings(mapAt(bindings, 'kafka')),
    ...amqpSettings(mapAt(bindings, 'amqp')),
    ...sqsSettings(mapAt(bindings, 'sqs')),
  };
  const rest = Object.entries(bindings).flatMap(([protocol, value]): [string, JsonValue][] => {
    const left = isMap(value) ? leftOf(protocol, value, address) : value;
    return isMap(left) && !hasKeys(left) ? [] : [[`x-${protocol}`, left]];
  });
  return { settings, extensions: Object.fromEntries(rest) };
}

function kafkaSettings(kafka: JsonMap): Partial<DraftChannel> {
  const partitions = numberAt(kafka, 'partitions');
  const retention = durationText(numberAt(mapAt(kafka, 'topicConfiguration'), 'retention.ms') ?? 0);
  return { ...(partitions !== undefined && { partitions }), ...(retention !== undefined && { retention }) };
}

function amqpSettings(amqp: JsonMap): Partial<DraftChannel> {
  return textAt(amqp, 'is') === 'queue' ? { kind: 'queue' } : {};
}

function sqsSettings(sqs: JsonMap): Partial<DraftChannel> {
  const queue = mapAt(sqs, 'queue');
  if (!hasKeys(queue)) return {};
  const retention = durationText((numberAt(queue, 'messageRetentionPeriod') ?? 0) * 1000);
  const dead =
    textAt(mapAt(sqs, 'deadLetterQueue'), 'name') ??
    textAt(mapAt(mapAt(queue, 'redrivePolicy'), 'deadLetterQueue'), 'name');
  return {
    kind: 'queue',
    ...(retention !== undefined && { retention }),
    ...(dead !== undefined && { deadLetter: { channel: dead } }),
  };
}

/** What a binding says beyond the settings above and beyond what goes without saying. */
function leftOf(protocol: string, value: JsonMap, address: string): JsonMap {
  const own = without(value, 'bindingVersion');
  switch (protocol) {
    case 'kafka': {
      const topic = mapAt(own, 'topicConfiguration');
      const retention = durationText(numberAt(topic, 'retention.ms') ?? 0) === undefined ? [] : ['retention.ms'];
      const configuration = without(topic, ...retention);
      const left = without(own, 'partitions', 'topic', 'topicConfiguration');
      return hasKeys(configuration) ? { ...left, topicConfiguration: configuration } : left;
    }
    case 'amqp':
      return withInner(own, 'is', ['exchange', 'queue'], USUAL_AMQP, address);
    case 'sqs':
      return withInner(own, '', ['queue', 'deadLetterQueue'], USUAL_SQS, address);
    default:
      return own;
  }
}

const USUAL_AMQP: JsonMap = { type: 'topic', durable: true, autoDelete: false, exclusive: false, vhost: '/' };
const USUAL_SQS: JsonMap = { fifoQueue: false };
const READ_OF_SQS = ['messageRetentionPeriod'];

function withInner(own: JsonMap, read: string, keys: readonly string[], usual: JsonMap, address: string): JsonMap {
  const inner = keys.flatMap((key): [string, JsonValue][] => {
    const value = mapAt(own, key);
    const left = Object.entries(value).filter(([name, setting]) => {
      if (name === 'name') return setting !== address && key !== 'deadLetterQueue';
      return !READ_OF_SQS.includes(name) && usual[name] !== setting;
    });
    return left.length === 0 ? [] : [[key, Object.fromEntries(left)]];
  });
  return { ...without(own, read, ...keys), ...Object.fromEntries(inner) };
}
