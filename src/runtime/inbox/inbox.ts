import type { BrokerMessage } from '../broker/broker.js';
import type { JsonObject } from '../json.js';
import type { RememberedAnswer } from '../remote/answer-memory.js';

/** Where a service notes what it has handled, in its own database: a note and the handler's effect commit together. */
export interface Inbox<Tx> {
  /**
   * Runs the work in one transaction: it commits when the work resolves, and is rolled back when it rejects. Rejects with
   * what the work or the database says; after a rejected commit nobody knows, and the same message may be handled again.
   */
  transaction<T>(work: (session: InboxSession<Tx>) => Promise<T>): Promise<T>;
}

/** The notes of one transaction. Times are milliseconds since 1970. */
export interface InboxSession<Tx> {
  /** The transaction itself, for the handler's own reading and writing. */
  readonly tx: Tx;
  /** Keeps others who lock the same text waiting until this transaction is over. */
  lock(text: string): Promise<void>;
  /** Notes that a consumer has this message; false where it had it before. Waits for others that are about to note the same. */
  record(consumer: string, messageId: string, now: number): Promise<boolean>;
  /** Takes such a note back, so that the message counts as new when it comes again. */
  forget(consumer: string, messageId: string): Promise<void>;
  /** Notes that an event has come, and makes due what is parked for the same correlation. The latest of a type stays. */
  arrive(arrival: Arrival): Promise<void>;
  /** Data of the events that have come for a correlation, by type. */
  arrived(service: string, correlation: string): Promise<ReadonlyMap<string, JsonObject>>;
  /** Keeps a message; one of this consumer and id that is kept already stays. */
  park(message: ParkedMessage): Promise<void>;
  /** Takes a parked message out; undefined where another process has it, or has had it. */
  take(consumer: string, messageId: string): Promise<ParkedMessage | undefined>;
  /** Takes out what a consumer has parked for a correlation, and says how many that were. */
  dropParked(consumer: string, correlation: string): Promise<number>;
  /** Parked messages whose time has come, the longest due first. */
  due(service: string, now: number, limit: number): Promise<readonly ParkedMessage[]>;
  /** When the next parked message is due; undefined where nothing is parked. */
  nextDue(service: string): Promise<number | undefined>;
  /** How many messages are parked; with a reason, for that one. */
  parkedCount(service: string, reason?: ParkedMessage['reason']): Promise<number>;
  /** Deletes some of the notes from before a time, parked messages excepted, and says how many. 0: there are no more. */
  purge(before: number, limit: number): Promise<number>;
  /** What is remembered of a command. */
  answer(key: string): Promise<RememberedAnswer | undefined>;
  /** The same, and keeps others who ask so for the same key waiting until this transaction is over. */
  claimAnswer(key: string, now: number): Promise<RememberedAnswer | undefined>;
  /** A refusal or a success that is remembered already stays; a failure makes way. */
  rememberAnswer(key: string, answer: RememberedAnswer, now: number): Promise<void>;
}

/** An event that has come, for consumers that need it before others. */
export interface Arrival {
  readonly service: string;
  /** What it is about; equal texts belong together. */
  readonly correlation: string;
  /** Id of the event in the catalog. */
  readonly type: string;
  readonly data: JsonObject;
  readonly at: number;
}

/** A message that waits in the inbox. */
export interface ParkedMessage {
  readonly consumer: string;
  readonly messageId: string;
  readonly service: string;
  readonly correlation: string;
  /** `needs`: others have to come first; `time`: it has to wait; `retry`: its handler has failed meanwhile. */
  readonly reason: 'needs' | 'time' | 'retry';
  /** How often its handler has failed since it was parked. */
  readonly attempts: number;
  /** When to look at it again. */
  readonly dueAt: number;
  /** When it goes to the dead letters if what it needs has not come. */
  readonly giveUpAt: number;
  readonly parkedAt: number;
  readonly message: BrokerMessage;
  /** Where it came from. */
  readonly channel: string;
  readonly position?: string;
}
