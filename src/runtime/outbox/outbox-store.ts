import type { OutboxMessage, OutboxRow } from './outbox-message.js';

/** A message that may be published now. */
export interface WaitingRow extends OutboxRow {
  /** Its place in the order of adding. */
  readonly seq: number;
  /** Part of the keys that it belongs to, from 0. */
  readonly shard: number;
  /** Failures that count against it. */
  readonly attempts: number;
  /** Milliseconds since it failed last; nothing where it never did. */
  readonly failedAgoMs: number | null;
}

/** A message that the broker did not take. */
export interface FailedRow {
  readonly seq: number;
  readonly error: string;
  readonly attempts: number;
  /** Milliseconds until it is tried again; `never` leaves it to a person. */
  readonly retryInMs: number | 'never';
}

/** What an outbox holds. */
export interface OutboxStatus {
  /** Messages that are not published, the failed ones among them. */
  readonly waiting: number;
  /** Messages that have failed and will be tried again by themselves. */
  readonly retrying: number;
  /** Messages that were given up: they, and what comes behind them under their key, wait for a person. */
  readonly parked: number;
  /** Age of the oldest message that is not published, in milliseconds; missing where there is none. */
  readonly oldestAgeMs?: number;
}

/** A message that waits for a person. */
export interface ParkedOutboxMessage {
  readonly id: string;
  readonly channel: string;
  readonly key: string;
  readonly type: string;
  readonly attempts: number;
  readonly error: string;
  /** Milliseconds since it was added. */
  readonly ageMs: number;
}

/** What waits for one channel; the numbers are those of `OutboxStatus`. */
export interface ChannelStatus {
  readonly channel: string;
  readonly waiting: number;
  readonly retrying: number;
  readonly parked: number;
  /** Age of the oldest message that is not published, in milliseconds. */
  readonly oldestAgeMs: number;
}

/** A relay that is there, or was until an hour ago. */
export interface RelayStatus {
  /** Host, process and a random text. */
  readonly token: string;
  /** Parts of the keys that it publishes. */
  readonly shards: readonly number[];
  /** Milliseconds until others take over unless it prolongs its lease; negative where it vanished that long ago. */
  readonly endsInMs: number;
}

/** What a relay may publish until its lease ends. */
export interface ShardLease {
  /** The shards that it has. */
  readonly shards: readonly number[];
  /** How many it should have: where it has more, others wait for them to be released. */
  readonly fairShare: number;
}

/** Which messages a relay wants. */
export interface TakeRequest {
  /** Shards that it has a lease of. */
  readonly shards: readonly number[];
  /** At most so many of each shard that never failed, and as many that are due again. */
  readonly each: number;
  /** Those that it has taken before and not settled. */
  readonly except: readonly Pick<WaitingRow, 'seq' | 'shard'>[];
}

/** The relay's side of an outbox. Methods reject with whatever the driver says. */
export interface OutboxStore {
  /**
   * Gives the relay `token` the right to publish its fair share of the shards, or prolongs it. No two relays have a shard at the
   * same time.
   */
  lease(token: string, leaseMs: number): Promise<ShardLease>;
  /** Lets others have these shards at once; without `shards` all of the relay's, which is gone then. */
  release(token: string, shards?: readonly number[]): Promise<void>;
  /** Messages to publish, in order within each key. What comes behind a failed message of its channel and key is left out. */
  take(request: TakeRequest): Promise<readonly WaitingRow[]>;
  /** Writes down what was published, and what failed. */
  settle(published: readonly number[], failed: readonly FailedRow[]): Promise<void>;
  /** Deletes at most `limit` messages that were published so long ago; gives their number. */
  purge(keepMs: number, limit: number): Promise<number>;
  status(): Promise<OutboxStatus>;
  /** What waits, by channel; only channels where anything does, by name. */
  channels(): Promise<readonly ChannelStatus[]>;
  /** Who publishes, by token. */
  relays(): Promise<readonly RelayStatus[]>;
  /** Messages that wait for a person, oldest first. */
  parked(limit: number): Promise<readonly ParkedOutboxMessage[]>;
  /** Has a parked message tried again; false where none of this id is parked. */
  retry(id: string): Promise<boolean>;
  /** Drops a parked message, so that its key goes on without it; false where none of this id is parked. */
  discard(id: string): Promise<boolean>;
}

/** An outbox in a database of type `Tx`; `Added` is what adding gives: the message's id, or a promise of it. */
export interface Outbox<Tx, Added> {
  /** Puts a message into the outbox, in the transaction that `tx` is in: it is published if and only if that commits. */
  add(tx: Tx, message: OutboxMessage): Added;
}
