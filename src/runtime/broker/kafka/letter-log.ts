import { randomUUID } from 'node:crypto';
import type { Cluster, Topic } from './cluster.js';
import { answerOf, CODES, check, KafkaFailure, NoAnswer } from './failures.js';
import { fetchRecords } from './fetch.js';
import { NumberRanges } from './number-ranges.js';
import { byLeader, edgesOf } from './offsets.js';
import { persist } from './pauses.js';
import type { Producer } from './producer.js';
import type { StoredRecord } from './records.js';
import { isMarker, newMarker, readMarker } from './settled.js';

/** What is known of the letters in a partition. */
interface Shelf {
  /** Everything below has been looked at. */
  read: number;
  /** Offsets of letters that nobody has dealt with. */
  readonly open: NumberRanges;
}

const WAIT_MS = 100;
const MOST_IDLE = 50;
const PATIENCE_MS = 10_000;
const SCAN_BYTES = 8 * 1024 * 1024;
const FEW_BYTES = 1024 * 1024;
const TRIM_MS = 5_000;

/**
 * The letters of a topic that nobody has dealt with. To know them, all of the topic has to be read once; then what is new. Letters at
 * its beginning that are dealt with are deleted from the log, so that it does not grow.
 */
export class LetterLog {
  readonly #cluster: Cluster;
  readonly #producer: Producer;
  readonly #name: string;
  readonly #shelves = new Map<number, Shelf>();
  /** Whose mark came first, of letters that are being dealt with here. */
  readonly #settling = new Map<string, string | undefined>();
  #topicId = '';
  #looking: Promise<Topic | undefined> = Promise.resolve(undefined);

  constructor(cluster: Cluster, producer: Producer, name: string) {
    this.#cluster = cluster;
    this.#producer = producer;
    this.#name = name;
  }

  /** Undefined where there is no such topic. */
  async count(): Promise<number | undefined> {
    if ((await this.#look()) === undefined) return undefined;
    return [...this.#shelves.values()].reduce((sum, { open }) => sum + open.size, 0);
  }

  /** The oldest letters; those of different partitions by the time at which they came. */
  async oldest(limit: number): Promise<readonly StoredRecord[]> {
    const topic = await this.#look();
    if (topic === undefined || limit < 1) return [];
    const found = await Promise.all(
      [...this.#shelves].map(([partition, { open }]) => this.#readLetters(topic, partition, open.lowest(limit))),
    );
    return found
      .flat()
      .sort((one, other) => one.timestamp - other.timestamp)
      .slice(0, limit);
  }

  /** Marks a letter as dealt with; false where there is none, or somebody else was first. */
  async settle(letter: { readonly partition: number; readonly offset: number }): Promise<boolean> {
    const topic = await this.#look();
    const shelf = this.#shelves.get(letter.partition);
    if (topic === undefined || shelf === undefined || !shelf.open.has(letter.offset)) return false;
    const name = `${letter.partition}/${letter.offset}`;
    if (this.#settling.has(name)) return false;
    this.#settling.set(name, undefined);
    try {
      const id = randomUUID();
      await this.#producer.send(this.#name, newMarker(letter, id), letter.partition);
      await persist(() => this.#look(), { until: performance.now() + PATIENCE_MS });
      const isOurs = this.#settling.get(name) === id;
      if (isOurs) await this.#trim(letter.partition, shelf);
      return isOurs;
    } finally {
      this.#settling.delete(name);
    }
  }

  /** One after the other, so that nothing is counted twice. */
  #look(): Promise<Topic | undefined> {
    this.#looking = this.#looking.catch(() => undefined).then(() => this.#readOn());
    return this.#looking;
  }

  async #readOn(): Promise<Topic | undefined> {
    const topic = await this.#cluster.topic(this.#name);
    if (topic === undefined || topic.id !== this.#topicId) this.#shelves.clear();
    if (topic === undefined) return undefined;
    this.#topicId = topic.id;
    const partitions = topic.leaders.map((_leader, partition) => partition);
    const [starts, ends] = await Promise.all([
      edgesOf(this.#cluster, topic, partitions, 'start'),
      edgesOf(this.#cluster, topic, partitions, 'end'),
    ]);
    await Promise.all(
      partitions.map(async (partition) => {
        const shelf = this.#shelves.get(partition) ?? { read: 0, open: new NumberRanges() };
        this.#shelves.set(partition, shelf);
        const start = starts.get(partition) ?? 0;
        shelf.open.deleteBelow(start);
        shelf.read = Math.max(shelf.read, start);
        const end = ends.get(partition) ?? 0;
        for (let idle = 0; shelf.read < end; idle += 1) {
          const before = shelf.read;
          await this.#readChunk(topic, partition, shelf);
          if (shelf.read > before) idle = 0;
          else if (idle > MOST_IDLE) throw new NoAnswer(`partition ${partition} of \`${this.#name}\` gives no records`);
        }
      }),
    );
    return topic;
  }

  async #readChunk(topic: Topic, partition: number, shelf: Shelf): Promise<void> {
    const { records, next } = await this.#fetch(topic, partition, shelf.read, SCAN_BYTES);
    for (const record of records) {
      if (!isMarker(record)) {
        shelf.open.append(record.offset);
        continue;
      }
      const { offset, id } = readMarker(record);
      const name = `${partition}/${offset}`;
      if (shelf.open.delete(offset) && this.#settling.has(name)) this.#settling.set(name, id);
    }
    shelf.read = next;
  }

  async #readLetters(topic: Topic, partition: number, offsets: readonly number[]): Promise<StoredRecord[]> {
    const found: StoredRecord[] = [];
    const wanted = new Set(offsets);
    for (const offset of offsets) {
      if (!wanted.has(offset)) continue;
      const { records } = await this.#fetch(topic, partition, offset, FEW_BYTES);
      for (const record of records) if (wanted.delete(record.offset)) found.push(record);
      // It has been deleted meanwhile.
      wanted.delete(offset);
    }
    return found;
  }

  async #fetch(
    topic: Topic,
    partition: number,
    offset: number,
    bytes: number,
  ): Promise<{ readonly records: readonly StoredRecord[]; readonly next: number }> {
    const leader = topic.leaders[partition] ?? -1;
    const options = { waitMs: WAIT_MS, maxBytes: bytes, partitionBytes: bytes, lane: 'letters' };
    const [fetched] = await fetchRecords(this.#cluster, topic, leader, [{ partition, offset }], options);
    if (fetched === undefined) throw new NoAnswer('Kafka has said nothing of the partition');
    if (fetched.code === CODES.OFFSET_OUT_OF_RANGE) return this.#afterDeletion(topic, partition);
    if (fetched.code !== 0) {
      this.#cluster.outdated(this.#name);
      throw new KafkaFailure(fetched.code, this.#name);
    }
    return fetched;
  }

  /** Somebody has deleted what was to be read. */
  async #afterDeletion(topic: Topic, partition: number): Promise<{ records: readonly StoredRecord[]; next: number }> {
    const start = (await edgesOf(this.#cluster, topic, [partition], 'start')).get(partition) ?? 0;
    return { records: [], next: start };
  }

  /** Deletes from the log what stands before the first letter that is still open, marks of older ones among it. */
  async #trim(partition: number, { open, read }: Shelf): Promise<void> {
    const offset = BigInt(open.first ?? read);
    const { api } = this.#cluster.driver.deleteRecordsV2;
    const topics = [{ name: this.#name, partitions: [{ partitionIndex: partition, offset }] }];
    try {
      const topic = await this.#cluster.topic(this.#name);
      if (topic === undefined) return;
      const [leader = -1] = byLeader(topic, [partition]).keys();
      const answer = await this.#cluster.node(leader, (connection) => answerOf(api.async(connection, topics, TRIM_MS)));
      for (const one of answer.topics.flatMap((each) => each.partitions)) check(one.errorCode);
    } catch {
      // The letter is dealt with all the same. This user may not delete, say; then the topic's retention does.
    }
  }
}
