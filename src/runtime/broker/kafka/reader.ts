import type { Cluster, Topic } from './cluster.js';
import type { Lane } from './connections.js';
import { CODES, KafkaFailure, NoAnswer } from './failures.js';
import { type Fetched, fetchRecords } from './fetch.js';
import { edgesOf } from './offsets.js';
import type { PartitionWork } from './partition-work.js';
import { pause, pauseAfter } from './pauses.js';
import type { StoredRecord } from './records.js';

export interface ReaderOptions {
  readonly topic: string;
  /** Connections of its own: Kafka lets a reader wait for records there. */
  readonly lane: Lane;
  /** Takes one record after the other of a partition; a promise holds up the partition. */
  readonly take: (work: PartitionWork, record: StoredRecord) => Promise<void> | undefined;
  /** What was to be read is not there any more; the partition begins here. */
  readonly onGone: (work: PartitionWork, start: number) => void;
  /** There was something that is no message. */
  readonly onReach: () => void;
  readonly onProblem: (error: unknown) => void;
}

const WAIT_MS = 400;
/** While a partition is left out because enough of it is here, it must not wait for the others to have something. */
const SHORT_WAIT_MS = 50;
const PARTITION_BYTES = 256 * 1024;
const MOST_BYTES = 4 * 1024 * 1024;
const WORTH_TELLING = 3;

/** Reads partitions, from each broker in one request at a time. */
export class Reader {
  readonly #cluster: Cluster;
  readonly #options: ReaderOptions;
  readonly #works = new Map<number, PartitionWork>();
  readonly #fetching = new Set<number>();
  readonly #ending = new AbortController();
  #failures = 0;
  #rests = false;

  constructor(cluster: Cluster, options: ReaderOptions) {
    this.#cluster = cluster;
    this.#options = options;
  }

  add(work: PartitionWork): void {
    this.#works.set(work.partition, work);
    this.pump();
  }

  /** Begins nothing more of the partition. */
  drop(work: PartitionWork): void {
    work.isDropped = true;
    if (this.#works.get(work.partition) === work) this.#works.delete(work.partition);
  }

  close(): void {
    this.#ending.abort();
    for (const work of [...this.#works.values()]) this.drop(work);
    this.#cluster.closeLane(this.#options.lane);
  }

  /** Fetches from every broker that leads something of which more is wanted, and is not asked already. */
  pump(): void {
    if (this.#rests || this.#ending.signal.aborted || this.#works.size === 0) return;
    const topic = this.#cluster.known(this.#options.topic);
    if (topic === undefined) {
      this.#lookAgain();
      return;
    }
    if (this.#beginAnew(topic)) return;
    const leaders = new Map<number, PartitionWork[]>();
    for (const work of this.#works.values()) {
      const leader = topic.leaders[work.partition] ?? -1;
      const own = leaders.get(leader) ?? [];
      leaders.set(leader, own);
      own.push(work);
    }
    for (const [leader, works] of leaders) {
      const wanting = works.filter(({ wantsRecords }) => wantsRecords);
      if (wanting.length === 0 || this.#fetching.has(leader)) continue;
      if (leader < 0) this.#fail(new NoAnswer('a partition has no leader now'));
      else void this.#fetch(topic, leader, wanting, wanting.length < works.length ? SHORT_WAIT_MS : WAIT_MS);
    }
  }

  /** A topic that was deleted and made again has other messages under the same numbers. True where there was anything of the old one. */
  #beginAnew({ id, name }: Topic): boolean {
    const old: PartitionWork[] = [];
    for (const work of this.#works.values()) {
      if (work.topicId === '') work.topicId = id;
      else if (work.topicId !== id) old.push(work);
    }
    if (old.length === 0) return false;
    this.#options.onProblem(new Error(`the topic \`${name}\` was deleted and made again; it is read from its start`));
    for (const work of old) this.drop(work);
    // What is begun instead fetches by itself.
    for (const work of old) this.#options.onGone(work, 0);
    return true;
  }

  async #fetch(topic: Topic, leader: number, works: readonly PartitionWork[], waitMs: number): Promise<void> {
    this.#fetching.add(leader);
    let failure: { readonly error: unknown } | undefined;
    try {
      const places = works.map(({ partition, next }) => ({ partition, offset: next }));
      const options = { waitMs, maxBytes: MOST_BYTES, partitionBytes: PARTITION_BYTES, lane: this.#options.lane };
      const fetched = await fetchRecords(this.#cluster, topic, leader, places, options);
      const found = new Map(fetched.map((one) => [one.partition, one]));
      for (const [index, work] of works.entries()) {
        // Where the leader has moved meanwhile, another has been asked as well.
        if (places[index]?.offset !== work.next) continue;
        // One that cannot be read must not keep the others from being read.
        await this.#accept(topic, work, found.get(work.partition)).catch((error: unknown) => {
          failure = { error };
        });
      }
      if (failure !== undefined) throw failure.error;
      this.#failures = 0;
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#fetching.delete(leader);
    }
    this.pump();
  }

  async #accept(topic: Topic, work: PartitionWork, fetched: Fetched | undefined): Promise<void> {
    if (work.isDropped || fetched === undefined) return;
    if (fetched.code === CODES.OFFSET_OUT_OF_RANGE) {
      const start = (await edgesOf(this.#cluster, topic, [work.partition], 'start')).get(work.partition) ?? 0;
      this.#options.onProblem(
        new Error(
          `partition ${work.partition} of \`${topic.name}\` has nothing at ${work.next} any more; reading goes on at ${start}`,
        ),
      );
      this.#options.onGone(work, start);
      return;
    }
    if (fetched.code !== 0) throw new KafkaFailure(fetched.code, topic.name);
    if (fetched.records.length === 0 && fetched.next > work.next) this.#options.onReach();
    work.add(fetched.records, fetched.next);
    void this.#feed(work);
  }

  /** Hands on what is here, one after the other. */
  async #feed(work: PartitionWork): Promise<void> {
    if (work.isFeeding) return;
    work.isFeeding = true;
    for (let record = work.head; record !== undefined && !work.isDropped; record = work.head) {
      await this.#options.take(work, record);
      if (work.isDropped) break;
      work.shift();
      if (work.wantsRecords) this.pump();
    }
    work.isFeeding = false;
  }

  #fail(error: unknown): void {
    if (this.#ending.signal.aborted) return;
    this.#failures += 1;
    // Leaders move now and then, and nobody needs to know.
    if (this.#failures >= WORTH_TELLING) this.#options.onProblem(error);
    this.#cluster.outdated(this.#options.topic);
    this.#restFor(pauseAfter(this.#failures));
  }

  #lookAgain(): void {
    this.#rests = true;
    void this.#cluster.topic(this.#options.topic).then(
      (topic) => {
        this.#rests = false;
        if (topic === undefined) this.#fail(new KafkaFailure(CODES.UNKNOWN_TOPIC_OR_PARTITION, this.#options.topic));
        else this.pump();
      },
      (error) => {
        this.#rests = false;
        this.#fail(error);
      },
    );
  }

  #restFor(ms: number): void {
    if (this.#rests) return;
    this.#rests = true;
    void pause(ms, this.#ending.signal).then(() => {
      this.#rests = false;
      this.pump();
    });
  }
}
