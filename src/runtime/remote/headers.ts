import type { BrokerMessage } from '../broker/broker.js';
import { Unprocessable } from '../broker/broker.js';
import { isJsonObject, type JsonObject } from '../json.js';

/** Names of the headers that commands and their answers carry. */
export const HEADERS = {
  /** Equal in all attempts of a command; an answer has that of its command. */
  key: 'idempotency-key',
  attempt: 'sagac-attempt',
  /** Where the answer goes. */
  replyTo: 'reply-to',
  /** The saga instance that it is about. */
  correlation: 'correlation-id',
  /** Id of the message that it answers. */
  causation: 'causation-id',
  traceparent: 'traceparent',
  instance: 'sagac-instance',
  /** Path of the step. */
  step: 'sagac-step',
  direction: 'sagac-direction',
  /** Events that mean success, with commas between them; every other answer is a failure. */
  success: 'sagac-success',
  /** Key of the command that this one undoes. */
  undoes: 'sagac-undoes',
  /** Time that the sender gives the attempt, in milliseconds. */
  timeout: 'sagac-timeout-ms',
} as const;

/** Type of an answer that says no more than that the participant has failed; its data is `{ error }`. */
export const ERROR_TYPE = 'sagac.error';

/** A header that must be there. Throws `Unprocessable`. */
export function headerOf({ headers, id }: BrokerMessage, name: string): string {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  if (value === undefined || value === '') throw new Unprocessable(`message \`${id}\` has no header \`${name}\``);
  return value;
}

/** A header that holds a whole number. Throws `Unprocessable`. */
export function numberHeaderOf(message: BrokerMessage, name: string): number {
  const value = Number(headerOf(message, name));
  if (Number.isInteger(value) && value >= 0) return value;
  throw new Unprocessable(`header \`${name}\` of message \`${message.id}\` is no whole number`);
}

/** Headers without those that have no value. */
export function presentHeaders(
  headers: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** What a participant answers, as it goes over the broker. `command` is what it answers. */
export function replyMessage(
  command: Pick<BrokerMessage, 'id' | 'key' | 'headers'>,
  type: string,
  data: JsonObject,
): BrokerMessage {
  const { headers, id, key } = command;
  return {
    // Another outcome of the same attempt is another message.
    id: `${id}:${type}`,
    key,
    type,
    data,
    headers: presentHeaders({
      [HEADERS.key]: headers[HEADERS.key],
      [HEADERS.attempt]: headers[HEADERS.attempt],
      [HEADERS.correlation]: headers[HEADERS.correlation],
      [HEADERS.causation]: id,
      [HEADERS.traceparent]: headers[HEADERS.traceparent],
    }),
  };
}

/** The data of a message. Throws `Unprocessable` where a foreign sender made it something else than an object. */
export function dataOf({ data, id }: BrokerMessage): JsonObject {
  if (isJsonObject(data) && !(data instanceof Uint8Array)) return data;
  throw new Unprocessable(`the data of message \`${id}\` is no object`);
}
