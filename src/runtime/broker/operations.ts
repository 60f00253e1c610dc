import type { Broker, BrokerMessage } from './broker.js';

/** A message in a channel of dead letters. */
export interface DeadLetter {
  readonly message: BrokerMessage;
  /** Names it in its channel as long as it is there, in the words of the broker. */
  readonly position: string;
  /** When it came there, in milliseconds since 1970, where the broker knows. */
  readonly at?: number;
}

/** What a group has not dealt with. */
export interface Lag {
  /** Messages that are not acknowledged, those in a handler's hands among them. */
  readonly messages: number;
  /** Age of the oldest of them in milliseconds, where the broker knows. */
  readonly oldestAgeMs?: number;
}

/** What operators do with a broker. Methods reject with a sentence that says what to do, where a broker cannot be asked. */
export interface BrokerOperations {
  /** Names of all channels, sorted. */
  channels(): Promise<readonly string[]>;
  /** The letters of a channel, oldest first, without taking them away; none where there is no such channel. */
  deadLetters(channel: string, limit: number): Promise<readonly DeadLetter[]>;
  /** How many letters a channel has; undefined where the broker has no such channel. */
  countDeadLetters(channel: string): Promise<number | undefined>;
  /** Takes a letter away for good; false where there is none at this position. */
  removeDeadLetter(channel: string, position: string): Promise<boolean>;
  /** What a group has not dealt with; undefined where the group has never read the channel. */
  lag(channel: string, group: string, kind?: 'topic' | 'queue'): Promise<Lag | undefined>;
}

/** A broker that can be looked after. */
export interface OperatedBroker extends Broker, BrokerOperations {}
