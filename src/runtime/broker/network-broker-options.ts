import type { Clock } from '../clock.js';
import type { WireFormat } from './wire/wire-format.js';

/** How a channel is made where there is none; what is not said is left to the broker. */
export interface ChannelCreation {
  readonly partitions?: number;
  readonly retentionMs?: number;
  readonly maxBytes?: number;
  readonly replicas?: number;
}

/** What every broker behind a network can be told. */
export interface NetworkBrokerOptions {
  /** How messages are written. Default: CloudEvents in binary mode with JSON. */
  readonly wire?: WireFormat;
  /** Pause before a message that was given back comes again, in milliseconds. Default 1000. */
  readonly redeliveryMs?: number;
  /** How often a message is delivered before it is a dead letter, where the subscription does not say. Default 5. */
  readonly attempts?: number;
  /** How long the broker has to take a message, in milliseconds. Default 10000. */
  readonly publishTimeoutMs?: number;
  /**
   * Makes the channels, queues and streams that are missing: `false` where a team provisions them, by what the target `topics`
   * generates say; then a missing one is an error that names it. Default: makes them with the settings of `channels`.
   */
  readonly create?: false | ChannelCreation;
  /** Name by which the broker knows this process. Default `sagac`. */
  readonly clientId?: string;
  readonly clock?: Clock;
  /** Told of what goes wrong with the connection, in a sentence; the adapter goes on by itself. Default: a line on standard error. */
  readonly onProblem?: (problem: string) => void;
}
