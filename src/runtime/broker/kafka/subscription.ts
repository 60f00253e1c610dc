import type { Clock } from '../../clock.js';
import type { MessageHandler, SubscribeOptions, Subscription } from '../broker.js';
import { createLanes, type Lanes, type LanesOptions } from '../lanes.js';
import type { WireFormat } from '../wire/wire-format.js';
import type { Cluster } from './cluster.js';
import { Committer } from './committer.js';
import { Membership } from './membership.js';
import { committedOffsets, edgesOf } from './offsets.js';
import { PartitionWork } from './partition-work.js';
import { pause, pauseAfter } from './pauses.js';
import { Reader } from './reader.js';
import { decodeRecord, positionOf, readPosition, type StoredRecord } from './records.js';
import { isMarker } from './settled.js';

export interface KafkaSubscriptionOptions {
  readonly channel: string;
  readonly group: string;
  readonly handler: MessageHandler;
  readonly bury: LanesOptions['bury'];
  readonly deliveries: number;
  readonly ordering: NonNullable<SubscribeOptions['ordering']>;
  readonly concurrency: number;
  readonly clock: Clock;
  readonly redeliveryMs: number;
  readonly wire: WireFormat;
  readonly sessionTimeoutMs: number;
  /** A name that no other subscription of the process has. */
  readonly name: string;
  readonly onProblem: (error: unknown) => void;
  /** Its group has changed. */
  readonly onChange: (from: KafkaSubscription) => void;
}

/** Messages that may be here besides those in the handler's hands: in line behind one of their key, or waiting for their time. */
const WINDOW = 500;
const CLOSE_MS = 2_000;

/** One reader of a channel: its place in the group, what it fetches, and what it has in hand. */
export class KafkaSubscription implements Subscription {
  readonly #cluster: Cluster;
  readonly #options: KafkaSubscriptionOptions;
  readonly #works = new Map<number, PartitionWork>();
  readonly #atWork = new Map<number, number>();
  readonly #lanes: Lanes;
  readonly #reader: Reader;
  readonly #committer: Committer;
  readonly #membership: Membership;
  readonly #ending = new AbortController();
  #idle: (() => void)[] = [];
  #closed: Promise<void> | undefined;

  constructor(cluster: Cluster, options: KafkaSubscriptionOptions) {
    this.#cluster = cluster;
    this.#options = options;
    const { channel: topic, group, name, handler, bury, onProblem, sessionTimeoutMs } = options;
    this.#lanes = createLanes({
      ...options,
      handler: (message, delivery) => this.#during(delivery.position, () => handler(message, delivery)),
      bury: (letter) => this.#during(letter.position, () => bury(letter)),
    });
    this.#reader = new Reader(cluster, {
      topic,
      lane: `fetch ${name}`,
      take: (work, record) => this.#take(work, record),
      onGone: (work, start) => this.#restart(work, start),
      onReach: () => this.#committer.note(),
      onProblem,
    });
    this.#membership = new Membership(cluster, {
      group,
      topic,
      sessionTimeoutMs,
      lane: `group ${name}`,
      onAssigned: (partitions) => void this.#begin(partitions),
      onRevoked: (partition) => this.#end(partition),
      onLost: () => this.#lose(),
      onProblem,
      onChange: () => options.onChange(this),
    });
    this.#committer = new Committer(cluster, { group, topic, identity: () => this.#membership.identity, onProblem });
  }

  get group(): string {
    return this.#options.group;
  }

  get channel(): string {
    return this.#options.channel;
  }

  start(): void {
    this.#membership.start();
  }

  /** Its group may have changed. */
  wake(): void {
    this.#membership.wake();
  }

  /** Tells Kafka how far it is. */
  async flush(): Promise<void> {
    await this.#committer.flush();
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#ending.abort();
    this.#reader.close();
    // Others get the partitions of which nothing is at work without waiting for the rest.
    if (this.#atWork.size > 0) this.#membership.retire();
    await this.#lanes.close();
    await this.#committer.close(CLOSE_MS);
    await this.#membership.leave(CLOSE_MS);
  }

  /** Reads on where the group was, or from the earliest message that there is. */
  async #begin(partitions: readonly number[]): Promise<void> {
    const { channel, group, onProblem } = this.#options;
    const begun = new Map(partitions.map((partition) => [partition, new PartitionWork(partition, 0, -1)]));
    for (const [partition, placeholder] of begun) this.#works.set(partition, placeholder);
    const isWanted = (partition: number): boolean => this.#works.get(partition) === begun.get(partition);
    for (let failures = 1; !this.#ending.signal.aborted && partitions.some(isWanted); failures += 1) {
      try {
        const topic = await this.#cluster.topic(channel);
        if (topic === undefined) throw new Error(`there is no topic \`${channel}\` in Kafka any more`);
        const committed = await committedOffsets(this.#cluster, group, channel, partitions);
        const fresh = partitions.filter((partition) => !committed.has(partition));
        const starts = fresh.length === 0 ? new Map() : await edgesOf(this.#cluster, topic, fresh, 'start');
        for (const partition of partitions.filter(isWanted)) {
          const start = committed.get(partition) ?? starts.get(partition) ?? 0;
          this.#work(new PartitionWork(partition, start, committed.get(partition) ?? -1));
        }
        return;
      } catch (error) {
        this.#cluster.outdated(channel);
        onProblem(error);
        await pause(pauseAfter(failures), this.#ending.signal);
      }
    }
  }

  #work(work: PartitionWork): void {
    this.#works.set(work.partition, work);
    this.#committer.track(work);
    // What the group has never read is its to read from now on: that is known, too.
    if (work.committed < 0) this.#committer.note();
    if (!this.#ending.signal.aborted) this.#reader.add(work);
  }

  /** Resolves when nothing of the partition is at work, and Kafka knows how far it went. */
  async #end(partition: number): Promise<void> {
    const work = this.#works.get(partition);
    if (work === undefined) return;
    this.#reader.drop(work);
    this.#lanes.forget(ofPartition(partition));
    // What has just been begun or ended is known then.
    await nextTurn();
    while ((this.#atWork.get(partition) ?? 0) > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
    await this.#committer.finish(CLOSE_MS);
    this.#committer.forget(work);
    if (this.#works.get(partition) === work) this.#works.delete(partition);
  }

  #restart(work: PartitionWork, start: number): void {
    if (this.#works.get(work.partition) !== work) return;
    this.#reader.drop(work);
    this.#committer.forget(work);
    this.#lanes.forget(ofPartition(work.partition));
    this.#work(new PartitionWork(work.partition, start, -1));
  }

  #lose(): void {
    for (const work of this.#works.values()) {
      this.#reader.drop(work);
      this.#committer.forget(work);
    }
    this.#works.clear();
    this.#lanes.forget();
  }

  #take(work: PartitionWork, record: StoredRecord): Promise<void> | undefined {
    if (isMarker(record)) {
      this.#committer.note();
      return undefined;
    }
    const limit = this.#options.concurrency + WINDOW;
    const { channel, wire } = this.#options;
    if (this.#lanes.size >= limit || !work.hasRoom) return this.#takeLater(work, record);
    const message = attempt(() => decodeRecord(wire, channel, record));
    if (message === undefined || message instanceof Promise) return this.#takeLater(work, record);
    this.#push(work, record, message);
    return undefined;
  }

  async #takeLater(work: PartitionWork, record: StoredRecord): Promise<void> {
    const { channel, concurrency, onProblem, redeliveryMs, wire } = this.#options;
    for (;;) {
      while (!work.hasRoom && !work.isDropped) await this.#lanes.room(this.#lanes.size);
      await this.#lanes.room(concurrency + WINDOW);
      if (work.isDropped) return;
      try {
        const message = await decodeRecord(wire, channel, record);
        if (!work.isDropped) this.#push(work, record, message);
        return;
      } catch (error) {
        onProblem(error);
        await pause(redeliveryMs, this.#ending.signal);
      }
    }
  }

  #push(work: PartitionWork, record: StoredRecord, message: Awaited<ReturnType<typeof decodeRecord>>): void {
    work.watermark.give(record.offset);
    this.#lanes.push({
      message,
      position: positionOf(record),
      attempt: 1,
      ack: () => {
        work.watermark.done(record.offset);
        this.#committer.note();
        if (work.wantsRecords) this.#reader.pump();
      },
    });
  }

  async #during<Result>(position: string | undefined, work: () => Promise<Result>): Promise<Result> {
    const { partition = -1 } = readPosition(position ?? '') ?? {};
    this.#atWork.set(partition, (this.#atWork.get(partition) ?? 0) + 1);
    try {
      return await work();
    } finally {
      const left = (this.#atWork.get(partition) ?? 1) - 1;
      if (left > 0) this.#atWork.set(partition, left);
      else this.#atWork.delete(partition);
      // Its acknowledgement comes after this.
      if (left === 0) void nextTurn().then(() => this.#tellIdle());
    }
  }

  #tellIdle(): void {
    for (const tell of this.#idle.splice(0)) tell();
  }
}

function ofPartition(partition: number): (given: { readonly position?: string }) => boolean {
  return ({ position }) => position?.startsWith(`${partition}/`) === true;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Nothing, where it throws: whoever is patient asks again and hears why. */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
