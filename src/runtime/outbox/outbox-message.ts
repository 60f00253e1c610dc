import { randomUUID } from 'node:crypto';
import type { BrokerMessage } from '../broker/broker.js';
import { SagaError } from '../errors.js';
import { isJsonObject, type JsonObject } from '../json.js';

/** A message as it is put into an outbox. */
export interface OutboxMessage {
  /** The same id twice is one message, as long as the first is kept. Default: a random UUID. */
  readonly id?: string;
  readonly channel: string;
  /** Messages of one key are published in the order in which they were added. Default: the id, so that nothing waits. */
  readonly key?: string;
  /** Name of the event or command on the wire. */
  readonly type: string;
  readonly data: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A message as both databases keep it: `data` and `headers` are JSON text. */
export interface OutboxRow {
  readonly id: string;
  readonly channel: string;
  readonly key: string;
  readonly type: string;
  readonly data: string;
  readonly headers: string;
}

/** The row of a message. Throws `invalid-event` where the data is no JSON object, or a text cannot be kept. */
export function rowOf({ id = randomUUID(), channel, key = id, type, data, headers = {} }: OutboxMessage): OutboxRow {
  if ([id, channel, key, type].some((text) => text.includes('\u0000'))) {
    throw new SagaError(
      'invalid-event',
      `the id, channel, key or type of \`${type}\` has a NUL, which PostgreSQL cannot keep`,
    );
  }
  return { id, channel, key, type, data: textOf(type, data), headers: JSON.stringify(headers) };
}

function textOf(type: string, data: unknown): string {
  const problem = (what: string, cause?: unknown) =>
    new SagaError('invalid-event', `the data of \`${type}\` ${what}`, cause === undefined ? {} : { cause });
  if (!isJsonObject(data)) throw problem('is no object');
  try {
    return JSON.stringify(data);
  } catch (cause) {
    throw problem('is not JSON', cause);
  }
}

/** What goes to the broker. Throws where the row is damaged. */
export function messageOf({ id, key, type, data, headers }: OutboxRow): BrokerMessage {
  return {
    id,
    key,
    type,
    data: JSON.parse(data) as JsonObject,
    headers: JSON.parse(headers) as Record<string, string>,
  };
}
