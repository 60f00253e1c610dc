import type { DeadLetter, Lag } from '../operations.js';
import type { WireFormat } from '../wire/wire-format.js';
import type { Cluster, Topic } from './cluster.js';
import { fetchRecords } from './fetch.js';
import { LetterLog } from './letter-log.js';
import { committedOffsets, edgesOf } from './offsets.js';
import { persist } from './pauses.js';
import type { Producer } from './producer.js';
import { decodeRecord, positionOf, readPosition } from './records.js';

const PATIENCE_MS = 10_000;
const AGE_WAIT_MS = 100;

/** What operators ask. A question is asked again for some seconds where Kafka cannot answer. */
export class Operations {
  readonly #cluster: Cluster;
  readonly #producer: Producer;
  readonly #wire: WireFormat;
  readonly #logs = new Map<string, LetterLog>();

  constructor(cluster: Cluster, producer: Producer, wire: WireFormat) {
    this.#cluster = cluster;
    this.#producer = producer;
    this.#wire = wire;
  }

  channels(): Promise<readonly string[]> {
    return patiently(() => this.#cluster.topicNames());
  }

  async deadLetters(channel: string, limit: number): Promise<readonly DeadLetter[]> {
    const records = await patiently(() => this.#log(channel).oldest(limit));
    return Promise.all(
      records.map(async (record) => ({
        message: await decodeRecord(this.#wire, channel, record),
        position: positionOf(record),
        at: record.timestamp,
      })),
    );
  }

  countDeadLetters(channel: string): Promise<number | undefined> {
    return patiently(() => this.#log(channel).count());
  }

  async removeDeadLetter(channel: string, position: string): Promise<boolean> {
    const letter = readPosition(position);
    return letter === undefined ? false : this.#log(channel).settle(letter);
  }

  lag(channel: string, group: string): Promise<Lag | undefined> {
    return patiently(async () => {
      const topic = await this.#cluster.topic(channel);
      if (topic === undefined) return undefined;
      const partitions = topic.leaders.map((_leader, partition) => partition);
      const committed = await committedOffsets(this.#cluster, group, channel, partitions);
      if (committed.size === 0) return undefined;
      const [starts, ends] = await Promise.all([
        edgesOf(this.#cluster, topic, partitions, 'start'),
        edgesOf(this.#cluster, topic, partitions, 'end'),
      ]);
      const behind = partitions.flatMap((partition) => {
        const start = starts.get(partition) ?? 0;
        const at = Math.max(committed.get(partition) ?? start, start);
        const messages = (ends.get(partition) ?? 0) - at;
        return messages > 0 ? [{ partition, offset: at, messages }] : [];
      });
      const messages = behind.reduce((sum, one) => sum + one.messages, 0);
      const times = await Promise.all(behind.map((place) => this.#timeOf(topic, place)));
      const known = times.filter((time) => time !== undefined);
      return { messages, ...(known.length > 0 && { oldestAgeMs: Math.max(Date.now() - Math.min(...known), 0) }) };
    });
  }

  async #timeOf(
    topic: Topic,
    place: { readonly partition: number; readonly offset: number },
  ): Promise<number | undefined> {
    // A batch comes whole, however few bytes are asked for.
    const options = { waitMs: AGE_WAIT_MS, maxBytes: 1, partitionBytes: 1, lane: 'letters' };
    const leader = topic.leaders[place.partition] ?? -1;
    const [fetched] = await fetchRecords(this.#cluster, topic, leader, [place], options);
    return fetched?.records[0]?.timestamp;
  }

  #log(channel: string): LetterLog {
    const known = this.#logs.get(channel) ?? new LetterLog(this.#cluster, this.#producer, channel);
    this.#logs.set(channel, known);
    return known;
  }
}

function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  return persist(work, { until: performance.now() + PATIENCE_MS });
}
