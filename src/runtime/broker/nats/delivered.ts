import type { Msg } from '@nats-io/transport-node';

/** A message that JetStream has handed out, and what it says about that. */
export interface Delivered {
  readonly body: Uint8Array;
  /** Pairs of name and value, as often as they came. */
  readonly headers: readonly (readonly [string, string])[];
  /** Where it stands in its stream, from 1. */
  readonly sequence: number;
  /** The how manieth message it was that the consumer handed out to anybody, from 1; what comes again counts again. */
  readonly delivery: number;
  /** From 1: how often it has been handed out. */
  readonly attempt: number;
  /** Where it is acknowledged. */
  readonly reply: string;
}

/** Headers by which the server is told something are no part of the message. */
const SERVER_HEADERS = /^Nats-/;

/**
 * Reads what a consumer has handed out; undefined where it is no message. Its reply subject ends in stream, consumer, deliveries of
 * this message, sequence in the stream, sequence of the consumer, time and messages to come; newer servers add a domain and an
 * account before them, and something random behind.
 */
export function readDelivered(message: Msg): Delivered | undefined {
  const { reply, data, headers } = message;
  const parts = reply?.split('.') ?? [];
  const at = parts.length === 9 ? 4 : 6;
  const [attempt, sequence, delivery] = parts.slice(at, at + 3).map(Number);
  if (reply === undefined || parts[1] !== 'ACK') return undefined;
  if (attempt === undefined || sequence === undefined || delivery === undefined || Number.isNaN(delivery))
    return undefined;
  return { body: data, headers: headerPairs(headers), sequence, delivery, attempt, reply };
}

/** What of the headers of a message belongs to it. */
export function headerPairs(headers: Msg['headers']): readonly (readonly [string, string])[] {
  if (headers === undefined) return [];
  return [...headers].flatMap(([name, values]) =>
    SERVER_HEADERS.test(name) ? [] : values.map((value): [string, string] => [name, value]),
  );
}
