import type { BrokerMessage } from '../../src/runtime/broker/broker.js';
import type { JsonObject } from '../../src/runtime/json.js';

export interface Planted {
  readonly kind: string;
  readonly channel: string;
  readonly orderId: string;
  readonly message: BrokerMessage;
  /** The groups that have to give it up, with the reason they have to give. */
  readonly letters: Readonly<Record<string, RegExp>>;
  /** The data with which it would have been right. */
  readonly mended?: JsonObject;
}

export interface FoundLetter {
  readonly message: BrokerMessage;
  readonly group?: string;
  readonly reason: string;
}

/** Channel for the answers to planted commands, to which nobody listens. */
export const REPLIES: string;
/** `each` messages of every kind of poison. The same seed plants the same. */
export function poisonOf(seed: number, each: number): readonly Planted[];
/** What is wrong with dead letters that have to be the planted ones and nothing else, a sentence each. */
export function letterProblems(planted: readonly Planted[], letters: readonly FoundLetter[]): readonly string[];
