import type { Node } from '../../../language/node.js';
import { itemsAt, textAt, textsAt } from '../../../model/build/read.js';
import type { DraftChannel } from '../../draft.js';
import { keysBeyond } from '../asyncapi/own.js';
import { hasKeys, numberAt, textAt as textIn } from '../asyncapi/values.js';
import { deprecationOf, extensionsOf, ownDefinition, wordsOf } from './matter.js';
import { pointedAt } from './messages.js';
import type { Page } from './pages.js';
import type { Reading } from './reading.js';
import { versionsOf } from './versions.js';

/** Brokers of the language by what EventCatalog's users call their protocols. */
const BROKERS: Readonly<Record<string, string>> = {
  kafka: 'kafka',
  nats: 'nats',
  amqp: 'rabbitmq',
  rabbitmq: 'rabbitmq',
  sqs: 'sqs',
  eventbridge: 'eventbridge',
  memory: 'memory',
};

/** Adds the channels, the newest version of each. */
export function addChannels(reading: Reading, pages: readonly Page[]): void {
  const byId = new Map<string, Page[]>();
  for (const page of pages) byId.set(page.id, [...(byId.get(page.id) ?? []), page]);
  for (const [id, versions] of byId) {
    const { newest, olderMajors, left } = versionsOf(versions);
    for (const page of [...left, ...olderMajors.map((older) => older.page)]) {
      reading.tally.add(
        'A version of a channel',
        'versions of channels',
        'a channel has no versions',
        page.matter.span,
      );
    }
    const address = addressOf(newest);
    const definition = newest.isOwn ? ownChannel(newest) : foreignChannel(reading, newest, address);
    const span = newest.matter.span;
    reading.channels.set(id, reading.builder.channel(address, definition, { span }));
  }
}

/** The name of the topic, where it is one name. */
function addressOf({ matter, id }: Page): string {
  const address = textAt(matter, 'address');
  return address !== undefined && /^[\w.-]+$/.test(address) ? address : id;
}

const OWN_KEYS = ['summary', 'docs', 'tags', 'broker', 'partitions', 'retention', 'key', 'kind', 'deadLetter'];

function ownChannel(page: Page): DraftChannel {
  const definition = ownDefinition(page.matter) ?? {};
  const { deadLetter, docs, tags, kind } = definition;
  const partitions = numberAt(definition, 'partitions');
  const [broker, retention, key] = ['broker', 'retention', 'key'].map((name) => textIn(definition, name));
  return {
    ...wordsOf(page),
    ...(typeof docs === 'string' && { docs }),
    ...(Array.isArray(tags) && { tags: tags.map(String) }),
    ...(broker !== undefined && { broker }),
    ...(partitions !== undefined && { partitions }),
    ...(retention !== undefined && { retention }),
    ...(key !== undefined && { key }),
    ...((kind === 'topic' || kind === 'queue') && { kind }),
    ...(deadLetter === false && { deadLetter }),
    ...keysBeyond(
      definition,
      OWN_KEYS.filter((name) => name !== 'deadLetter' || deadLetter === false),
    ),
  };
}

function foreignChannel(reading: Reading, page: Page, name: string): DraftChannel {
  const { matter } = page;
  const protocols = textsAt(matter, 'protocols').map((text) => text.toLowerCase());
  const broker = protocols.map((protocol) => BROKERS[protocol]).find((found) => found !== undefined);
  const others = protocols.filter((protocol) => broker === undefined || BROKERS[protocol] !== broker);
  const delivery = textAt(matter, 'deliveryGuarantee');
  const deprecated = deprecationOf(matter);
  const address = textAt(matter, 'address');
  const extensions = {
    ...extensionsOf(reading, page, ['address', 'protocols', 'deliveryGuarantee', 'messages']),
    ...(others.length > 0 && { 'x-protocols': others }),
    ...(address !== undefined && address !== name && { 'x-address': address }),
    ...(page.id !== name && { 'x-eventcatalog-id': page.id }),
  };
  return {
    ...wordsOf(page),
    ...(deprecated && { deprecated }),
    ...(broker !== undefined && { broker }),
    ...(delivery !== undefined && { more: { delivery } }),
    ...(hasKeys(extensions) && { extensions }),
  };
}

/** Puts messages on the channels that their own pages, those of channels, or the pointers of services name. */
export function connect(reading: Reading, page: Page, pointers: readonly Node[]): void {
  const id = reading.messageIds.get(page);
  if (id === undefined || page.isOwn) return;
  for (const pointer of pointers) {
    const channel = reading.channels.get(textAt(pointer, 'id') ?? '');
    if (channel === undefined) {
      const reason = 'the folder has no page of it';
      reading.builder.leftOut(`The channel \`${textAt(pointer, 'id') ?? ''}\` of \`${id}\``, reason, pointer.span);
      continue;
    }
    const known = reading.builder.messageNamed(id)?.channel;
    if (known === undefined) reading.builder.updateMessage(id, (message) => ({ ...message, channel }));
    else if (known !== channel) {
      const reason = `it goes over \`${known}\`, and a message has one channel`;
      reading.tally.add(
        `The channel \`${channel}\` of \`${id}\``,
        'further channels of messages',
        reason,
        pointer.span,
      );
    }
  }
}

/** What pages of messages and channels say of each other. */
export function connectPages(reading: Reading, channels: readonly Page[]): void {
  for (const page of reading.messageIds.keys()) connect(reading, page, itemsAt(page.matter, 'channels'));
  for (const channel of channels) {
    for (const item of itemsAt(channel.matter, 'messages')) {
      const page = pointedAt(reading, textAt(item, 'id') ?? '', textAt(item, 'version'));
      const name = reading.channels.get(channel.id);
      const id = page && reading.messageIds.get(page);
      if (id === undefined || name === undefined || page?.isOwn) continue;
      reading.builder.updateMessage(id, (message) => ({ channel: name, ...message }));
    }
  }
}
