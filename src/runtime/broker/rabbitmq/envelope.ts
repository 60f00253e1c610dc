import { createHash, randomUUID } from 'node:crypto';
import type { BrokerMessage } from '../broker.js';
import { MARK_HEADER } from '../wire/envelope-mark.js';
import { fromBrokerHeaders, HEADER_SPELLINGS, toBrokerHeaders } from '../wire/header-names.js';
import type { Headers } from '../wire/headers.js';
import type { WireMessage } from '../wire/wire-format.js';
import { bytesOf, contentTypeOf } from './raw-bodies.js';

/** Headers that the adapter and RabbitMQ have for themselves. */
export const OWN_HEADERS = {
  /** Another one for each time that something is published, so that equal messages can be told apart. */
  copy: 'sagac-copy',
  /** How often it was delivered before it rested in a queue of its own. */
  attempts: 'sagac-attempts',
  /** How much longer it has to wait, in milliseconds. */
  waitMs: 'sagac-wait-ms',
  /** When it was published, in milliseconds since 1970: the name that RabbitMQ itself has for this. */
  at: 'timestamp_in_ms',
} as const;

/** Tells nothing to a handler, and everything to the adapter. */
const HIDDEN: ReadonlySet<string> = new Set([
  ...Object.values(OWN_HEADERS),
  ...['x-death', 'x-delivery-count', 'x-acquired-count'],
  ...['first', 'last'].flatMap((which) => ['exchange', 'queue', 'reason'].map((what) => `x-${which}-death-${what}`)),
]);

/** Properties and headers of a message of AMQP. */
export interface AmqpProperties {
  readonly contentType?: string;
  readonly contentEncoding?: string;
  readonly correlationId?: string;
  readonly replyTo?: string;
  readonly messageId?: string;
  readonly timestamp?: number;
  readonly type?: string;
  readonly appId?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** A message as the driver brings it. */
export interface Brought extends AmqpProperties {
  readonly body: unknown;
  readonly deliveryTag: number;
  readonly redelivered: boolean;
}

/** The longest text of a property that is no header, in bytes. */
const SHORT_TEXT = 255;

/** A message of the wire as AMQP has it. */
export function toAmqp(wire: WireMessage, message: BrokerMessage, now: number): AmqpProperties {
  const { 'content-type': contentType, ...others } = wire.headers;
  const asProperty = short('contentType', contentType);
  const named =
    contentType !== undefined && asProperty.contentType === undefined ? { 'content-type': contentType } : {};
  return {
    ...short('messageId', message.id),
    ...short('type', message.type),
    ...asProperty,
    timestamp: Math.floor(now / 1_000),
    headers: {
      ...toBrokerHeaders({ ...others, ...named }, HEADER_SPELLINGS.amqp),
      [OWN_HEADERS.copy]: randomUUID(),
      [OWN_HEADERS.at]: Math.floor(now),
    },
  };
}

/** A message as the wire has it, without what is meant for the adapter alone. */
export function fromAmqp(brought: Brought): WireMessage {
  const { headers = {}, contentEncoding } = brought;
  const contentType = contentTypeOf(brought);
  const shown = Object.entries(headers).filter(([name]) => !HIDDEN.has(name));
  const own = fromBrokerHeaders(shown, HEADER_SPELLINGS.amqp);
  return {
    body: bytesOf(brought.body),
    headers: {
      ...(isPlain(own, contentType) && plainHeaders(brought)),
      ...own,
      ...(contentEncoding !== undefined && { 'content-encoding': contentEncoding }),
      ...(contentType !== undefined && { 'content-type': contentType }),
    },
  };
}

/** Neither sagac nor CloudEvents has written it. */
function isPlain(headers: Headers, contentType = ''): boolean {
  const names = [MARK_HEADER, 'ce-id', 'ce-specversion'];
  return !names.some((name) => Object.hasOwn(headers, name)) && !/^application\/cloudevents\b/i.test(contentType);
}

/** What other senders say by properties of AMQP, under the names that the wire has for it. */
function plainHeaders({ messageId, type, correlationId }: AmqpProperties): Headers {
  const named = { id: messageId, type, 'correlation-id': correlationId };
  return Object.fromEntries(Object.entries(named).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** The message as it is sent on, with other headers of the adapter's own; it keeps what its sender has said. */
export function again(brought: Brought, own: Readonly<Record<string, unknown>>): AmqpProperties {
  const { messageId, type, timestamp, contentEncoding, correlationId, replyTo, appId } = brought;
  const contentType = contentTypeOf(brought);
  const rest = { messageId, type, timestamp, contentType, contentEncoding, correlationId, replyTo, appId };
  // `CC` and `BCC` would have it sent to where it has been already.
  const headers = Object.entries(brought.headers ?? {}).filter(
    ([name]) => !/^(?:x-|B?CC$)/.test(name) && name !== OWN_HEADERS.attempts && name !== OWN_HEADERS.waitMs,
  );
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
    headers: { ...Object.fromEntries(headers), ...own },
  };
}

/** What names a message that was published by sagac, however often it is delivered. */
export function copyOf({ headers }: AmqpProperties): string | undefined {
  const copy = headers?.[OWN_HEADERS.copy];
  return typeof copy === 'string' && copy !== '' ? copy : undefined;
}

/**
 * Where a message is, as far as RabbitMQ can say. One that nothing names is another one each time that it is delivered: two that are
 * alike must not be taken for one.
 */
export function positionOf(brought: AmqpProperties): string {
  return copyOf(brought) ?? (brought.messageId || randomUUID());
}

/** What names a message as long as it is in its queue; equal ones of other senders have the same. */
export function lastingPosition(brought: Brought): string {
  const copy = copyOf(brought);
  if (copy !== undefined) return copy;
  const hash = createHash('sha256')
    .update(JSON.stringify(fromAmqp(brought).headers))
    .update(bytesOf(brought.body));
  return `sha256-${hash.digest('hex').slice(0, 32)}`;
}

/** When a message was published, in milliseconds since 1970. */
export function publishedAt({ headers, timestamp }: AmqpProperties): number | undefined {
  const exact = numberIn(headers, OWN_HEADERS.at);
  return exact ?? (timestamp === undefined || timestamp <= 0 ? undefined : timestamp * 1_000);
}

/** A header that is a whole number from 0. */
export function numberIn(headers: AmqpProperties['headers'], name: string): number | undefined {
  const value = headers?.[name];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** About how many bytes properties and headers have on the wire. */
export function headerBytes({ headers = {}, ...properties }: AmqpProperties): number {
  const texts = [...Object.entries(headers), ...Object.entries(properties)];
  return texts.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(String(value)) + 8, 64);
}

/** The name of the first header that is longer than AMQP allows. */
export function longName({ headers = {} }: AmqpProperties): string | undefined {
  return Object.keys(headers).find((name) => Buffer.byteLength(name) > SHORT_TEXT);
}

/** A property, unless it is missing or would be cut off; the headers have it, too. */
function short<Name extends string>(name: Name, text: string | undefined): { readonly [name in Name]?: string } {
  if (text === undefined || Buffer.byteLength(text) > SHORT_TEXT) return {};
  return { [name]: text } as { readonly [name in Name]?: string };
}
