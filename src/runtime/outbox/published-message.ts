import { randomUUID } from 'node:crypto';
import { describeError } from '../errors.js';
import { type JsonObject, toJsonObject } from '../json.js';
import { HEADERS, presentHeaders } from '../remote/headers.js';
import { violationOf } from '../saga/conforms.js';
import type { MessageShape } from '../saga/definition.js';
import type { OutboxMessage } from './outbox-message.js';

/** What the catalog says of a message that a service publishes. */
export interface PublishedSpec {
  /** Its name in the catalog. */
  readonly message: string;
  /** Its name on the wire. */
  readonly type: string;
  /** SemVer of its payload. */
  readonly version: string;
  readonly channel: string;
  /** Who speaks, as a URI reference. */
  readonly source: string;
  readonly envelope: 'cloudevents' | 'plain';
  /** Field of the payload that is the partition key and the subject. */
  readonly key?: string;
  /** Its fields; data that does not have them is refused. Default: it is not looked at. */
  readonly shape?: MessageShape;
  /** Of a command: where its answer goes, and the events that mean success. */
  readonly command?: { readonly replyTo: string; readonly success: readonly string[] };
}

/** What a caller may say itself. */
export interface PublishOptions {
  /** Default: a random UUID. The same id twice is one message. */
  readonly id?: string;
  /** Default: the field that the catalog names, and without one the id. */
  readonly key?: string;
  /** RFC 3339. Default: now. */
  readonly time?: string;
  /** Default: the key that the catalog names. */
  readonly subject?: string;
  /** What belongs together: an order, a run of a saga. */
  readonly correlationId?: string;
  /** Id of the message that led to this one. */
  readonly causationId?: string;
  /** W3C trace context. Default: that of the publisher's own settings. */
  readonly traceparent?: string;
  /** Of a command: where its answer goes instead. */
  readonly replyTo?: string;
  /** More headers; they go before those that are filled in. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** How a publisher fills envelopes. */
export interface PublisherOptions {
  /** Milliseconds since 1970; the machine's time by default. */
  readonly now?: () => number;
  /** The caller's trace context, such as `currentTraceparent` of `sagac/runtime/telemetry`. */
  readonly traceparent?: () => string | undefined;
  /**
   * What else is wrong with the data of a message of the catalog; it is refused where there is anything. Fields and their
   * types are looked at without it; bounds and patterns are not.
   */
  readonly validate?: (message: string, data: unknown) => readonly string[];
}

/** Thrown instead of adding a message whose data is not what the catalog says. */
export class InvalidMessage extends Error {
  override readonly name = 'InvalidMessage';
  constructor(
    readonly messageName: string,
    readonly problems: readonly string[],
  ) {
    super(`the data of ${messageName} is not valid: ${problems.join('; ')}`);
  }
}

/** Names of the envelope's headers, those of the CloudEvents binary mode or plain ones; the id and type are the message's own. */
const ENVELOPES = {
  cloudevents: { source: 'ce-source', time: 'ce-time', subject: 'ce-subject', version: 'ce-version' },
  plain: { source: 'source', time: 'time', subject: 'subject', version: 'version' },
} as const;

/** The message of a payload as it goes into the outbox. Throws `InvalidMessage`. */
export function publishedMessage(
  spec: PublishedSpec,
  data: object,
  options: PublishOptions = {},
  publisher: PublisherOptions = {},
): OutboxMessage {
  const plain = plainData(spec, data);
  const problems = publisher.validate?.(spec.message, plain) ?? [];
  if (problems.length > 0) throw new InvalidMessage(spec.message, problems);
  const { id = randomUUID() } = options;
  const keyed = spec.key === undefined ? undefined : keyOf(plain, spec.key);
  const key = options.key ?? keyed;
  const headers = { ...envelopeOf(spec, options, publisher, keyed), ...commandHeaders(spec, options, id) };
  return {
    id,
    ...(key !== undefined && { key }),
    channel: spec.channel,
    type: spec.type,
    data: plain,
    headers: { ...headers, ...options.headers },
  };
}

/** The data as JSON, if its fields are those of the message. */
function plainData({ message, shape }: PublishedSpec, data: object): JsonObject {
  const plain = jsonOf(message, data);
  const problem = shape && violationOf({ messages: { [message]: shape } }, message, plain);
  if (problem !== undefined) throw new InvalidMessage(message, [problem]);
  return plain;
}

function jsonOf(message: string, data: object): JsonObject {
  try {
    const plain = toJsonObject(data);
    if (plain !== undefined) return plain;
  } catch (error) {
    throw new InvalidMessage(message, [describeError(error)]);
  }
  throw new InvalidMessage(message, ['it is no object']);
}

function envelopeOf(
  { envelope, source, version }: PublishedSpec,
  options: PublishOptions,
  { now = Date.now, traceparent }: PublisherOptions,
  keyed: string | undefined,
): Readonly<Record<string, string>> {
  const names = ENVELOPES[envelope];
  return presentHeaders({
    ...(envelope === 'cloudevents' && { 'ce-specversion': '1.0' }),
    [names.source]: source,
    [names.time]: options.time ?? new Date(now()).toISOString(),
    [names.subject]: options.subject ?? keyed,
    [names.version]: version,
    'content-type': 'application/json',
    [HEADERS.correlation]: options.correlationId,
    [HEADERS.causation]: options.causationId,
    [HEADERS.traceparent]: options.traceparent ?? traceparent?.(),
  });
}

/** What `serveCommands` asks of a command. An outbox has one attempt, whose key is the id of the message. */
function commandHeaders(
  { command, message }: PublishedSpec,
  { replyTo, correlationId }: PublishOptions,
  id: string,
): Readonly<Record<string, string>> {
  if (command === undefined) return {};
  return {
    [HEADERS.key]: id,
    [HEADERS.attempt]: '1',
    [HEADERS.replyTo]: replyTo ?? command.replyTo,
    [HEADERS.correlation]: correlationId ?? id,
    [HEADERS.instance]: correlationId ?? id,
    [HEADERS.step]: message,
    [HEADERS.direction]: 'do',
    [HEADERS.success]: command.success.join(','),
  };
}

/** A key is text; what is no scalar names nothing. */
function keyOf(data: JsonObject, field: string): string | undefined {
  const value = Object.hasOwn(data, field) ? data[field] : undefined;
  return value === undefined || value === null || typeof value === 'object' ? undefined : String(value);
}
