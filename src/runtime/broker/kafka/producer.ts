import { SagaError } from '../../errors.js';
import { Unprocessable } from '../broker.js';
import type { Cluster } from './cluster.js';
import { answerOf, CODES, isFinal, isRefusedLogin, KafkaFailure, NoAnswer, reasonOf } from './failures.js';
import { partitionOf } from './murmur2.js';
import { type Batch, OutboundPartition, type Pending } from './outbound.js';
import { pauseAfter, within } from './pauses.js';
import { type ProducerId, ProducerIds } from './producer-ids.js';
import { BATCH_BYTES, type NewRecord, sizeOf } from './records.js';
import { refusalOf } from './refusals.js';
import type { Topics } from './topics.js';

export interface ProducerOptions {
  /** How long a record may take, in milliseconds. */
  readonly limitMs: number;
  /** Who is asked, for people. */
  readonly name: string;
  readonly onProblem: (error: unknown) => void;
}

/** Smaller records are sent without a question about the limit, which is about a million bytes where nobody has changed it. */
const SMALL_BYTES = 256 * 1024;
/** Kafka hangs up on larger requests (`socket.request.max.bytes`). */
const LARGEST_BYTES = 100 * 1024 * 1024;
const ALL_REPLICAS = -1;
const FIND_MS = 2_000;
const LOST_COUNT: ReadonlySet<number> = new Set([
  CODES.OUT_OF_ORDER_SEQUENCE_NUMBER,
  CODES.UNKNOWN_PRODUCER_ID,
  CODES.INVALID_PRODUCER_EPOCH,
  CODES.INVALID_PRODUCER_ID_MAPPING,
]);

/** Writes records, those that come together in one request. */
export class Producer {
  readonly #cluster: Cluster;
  readonly #topics: Topics;
  readonly #options: ProducerOptions;
  readonly #ids: ProducerIds;
  readonly #partitions = new Map<string, OutboundPartition>();
  readonly #busy = new Set<OutboundPartition>();
  #isFlushing = false;
  #lastProblem: unknown;
  #closed: SagaError | undefined;

  constructor(cluster: Cluster, topics: Topics, options: ProducerOptions) {
    this.#cluster = cluster;
    this.#topics = topics;
    this.#options = options;
    this.#ids = new ProducerIds(cluster);
  }

  /**
   * Resolves when all replicas in step have the record; its key says in which partition, where none is named. Rejects with
   * `Unprocessable` where the topic never takes it, and after the time limit with what was the matter.
   */
  async send(topic: string, record: NewRecord, partition?: number): Promise<void> {
    if (this.#closed !== undefined) throw this.#closed;
    const until = performance.now() + this.#options.limitMs;
    let leaders = this.#cluster.known(topic)?.leaders;
    try {
      leaders ??= (await this.#topics.of(topic, { until, onFailure: (error) => this.#note(error) })).leaders;
    } catch (error) {
      throw isFinal(error) ? asRefusal(topic, error) : this.#late(topic, error);
    }
    const bytes = sizeOf(record);
    if (bytes > SMALL_BYTES) await this.#refuseTooLarge(topic, bytes, until);
    const to = this.#partition(topic, partition ?? partitionOf(record.key, leaders.length));
    await this.#enqueue(to, record, bytes, until);
  }

  /** Rejects what has not been confirmed. */
  close(): void {
    this.#closed = new SagaError('broker-failed', 'the Kafka broker was closed before the message was confirmed');
    for (const partition of this.#busy) partition.fail(this.#closed);
    this.#busy.clear();
  }

  /** Nobody waits for a confirmation. */
  get isIdle(): boolean {
    return ![...this.#busy].some(({ isAwaited }) => isAwaited);
  }

  #partition(topic: string, partition: number): OutboundPartition {
    const name = `${topic}/${partition}`;
    const known =
      this.#partitions.get(name) ?? new OutboundPartition(topic, partition, (spent) => this.#ids.discard(spent));
    this.#partitions.set(name, known);
    return known;
  }

  #enqueue(to: OutboundPartition, record: NewRecord, bytes: number, until: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const pending: Pending = {
        record,
        bytes,
        isAwaited: true,
        settle: (error) => {
          if (!pending.isAwaited) return;
          pending.isAwaited = false;
          clearTimeout(timer);
          if (error === undefined) resolve();
          else reject(error);
        },
      };
      const timer = setTimeout(
        () => pending.settle(this.#late(to.topic, this.#lastProblem)),
        until - performance.now(),
      );
      to.add(pending);
      this.#busy.add(to);
      this.#flushSoon();
    });
  }

  /** After whatever else is ready now, so that what comes together goes together. */
  #flushSoon(): void {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    setImmediate(() => {
      this.#isFlushing = false;
      this.#flush();
    });
  }

  #flush(): void {
    const id = this.#ids.current;
    if (id === undefined) {
      if (this.#busy.size > 0)
        void this.#ids.get().then(
          () => this.#flush(),
          (error) => this.#restAll(error),
        );
      return;
    }
    const requests = new Map<string, { leader: number; batches: Batch[] }>();
    for (const partition of this.#busy) {
      if (partition.isIdle) this.#busy.delete(partition);
      const batch = partition.take(id);
      if (batch === undefined) continue;
      const leader = this.#cluster.known(partition.topic)?.leaders[partition.partition] ?? -1;
      // The driver writes one id for all batches of a request.
      const name = `${leader} ${batch.producer.id} ${batch.producer.epoch}`;
      const request = requests.get(name) ?? { leader, batches: [] };
      requests.set(name, request);
      request.batches.push(batch);
    }
    for (const { leader, batches } of requests.values()) void this.#request(leader, batches);
  }

  async #request(leader: number, batches: readonly Batch[]): Promise<void> {
    const [first] = batches;
    if (first === undefined) return;
    try {
      if (leader < 0) await this.#findLeaders(batches);
      else {
        const codes = await this.#produce(leader, first.producer, batches);
        for (const batch of batches) this.#judge(batch, codes.get(nameOf(batch)) ?? CODES.UNKNOWN_SERVER_ERROR);
      }
    } catch (error) {
      for (const batch of batches) this.#fail(batch, error);
    }
    this.#flushSoon();
  }

  /** Their topics may be gone, and are made again then. */
  async #findLeaders(batches: readonly Batch[]): Promise<void> {
    for (const batch of batches) {
      const { topic, partition } = batch.partition;
      const { leaders } = await this.#topics.of(topic, { until: performance.now() + FIND_MS });
      if ((leaders[partition] ?? -1) >= 0) batch.partition.again(batch, false);
      else this.#fail(batch, new NoAnswer('the partition has no leader now'));
    }
  }

  async #produce(leader: number, { id, epoch }: ProducerId, batches: readonly Batch[]): Promise<Map<string, number>> {
    const { driver } = this.#cluster;
    const sequences = new driver.NumericMap();
    const records = batches.flatMap(({ partition: { topic, partition }, pending, sequence }) => {
      sequences.set(`${topic}:${partition}`, sequence);
      return pending.map(({ record: { key, value, headers } }) => ({ key, value, headers, topic, partition }));
    });
    // Short enough for another try where a connection has fallen silent.
    const limitMs = Math.min(this.#options.limitMs, Math.max(this.#options.limitMs / 3, 2_000));
    const settings = id < 0n ? {} : { producerId: id, producerEpoch: epoch, sequences };
    const answer = await this.#cluster.node(
      leader,
      (connection) =>
        answerOf(
          driver.produceV9.api.async(connection, ALL_REPLICAS, limitMs, records, settings).then((response) => {
            if (typeof response === 'boolean') throw new NoAnswer('the driver gave no answer');
            return response;
          }),
        ),
      limitMs,
    );
    const codes = answer.responses.flatMap(({ name, partitionResponses }) =>
      partitionResponses.map(({ index, errorCode }) => [`${name}/${index}`, errorCode] as const),
    );
    return new Map(codes);
  }

  #judge(batch: Batch, code: number): void {
    const { partition } = batch;
    if (code === 0 || code === CODES.DUPLICATE_SEQUENCE_NUMBER) {
      this.#lastProblem = undefined;
      partition.done(batch);
      return;
    }
    const failure = new KafkaFailure(code, partition.topic);
    if (code === CODES.MESSAGE_TOO_LARGE || code === CODES.RECORD_LIST_TOO_LARGE) {
      if (!partition.halve(batch)) void this.#tooLarge(batch);
    } else this.#fail(batch, failure);
  }

  #fail(batch: Batch, error: unknown): void {
    const { partition } = batch;
    this.#note(error);
    if (isFinal(error)) {
      partition.done(batch, asRefusal(partition.topic, error));
      return;
    }
    this.#cluster.outdated(partition.topic);
    partition.failures += 1;
    const hasLostCount = error instanceof KafkaFailure && LOST_COUNT.has(error.code);
    partition.again(batch, hasLostCount);
    if (!hasLostCount) this.#rest(partition, pauseAfter(partition.failures));
  }

  #rest(partition: OutboundPartition, pauseMs: number): void {
    partition.isResting = true;
    setTimeout(() => {
      partition.isResting = false;
      this.#flushSoon();
    }, pauseMs);
  }

  /** No partition can send without an id. */
  #restAll(error: unknown): void {
    this.#note(error);
    if (this.#closed === undefined) setTimeout(() => this.#flushSoon(), pauseAfter(3));
  }

  #note(error: unknown): void {
    this.#lastProblem = error;
    this.#options.onProblem(error);
  }

  async #refuseTooLarge(topic: string, bytes: number, until: number): Promise<void> {
    const limit = (await within(until, this.#topics.limitOf(topic)).catch(() => undefined)) ?? LARGEST_BYTES;
    if (bytes + BATCH_BYTES > Math.min(limit, LARGEST_BYTES)) throw tooLarge(topic, bytes, limit);
  }

  async #tooLarge(batch: Batch): Promise<void> {
    const [pending] = batch.pending;
    const limit = await this.#topics.limitOf(batch.partition.topic);
    batch.partition.done(batch, tooLarge(batch.partition.topic, pending?.bytes ?? 0, limit));
    this.#flushSoon();
  }

  #late(topic: string, problem: unknown): SagaError {
    const { name, limitMs } = this.#options;
    const why = problem === undefined ? '' : `: ${reasonOf(problem)}`;
    const help = 'It may have been written all the same; publish it again when Kafka can be reached.';
    const text = `Kafka (${name}) has not confirmed a message for \`${topic}\` within ${limitMs} ms${why}. ${help}`;
    return new SagaError('broker-unreachable', text, problem instanceof Error ? { cause: problem } : {});
  }
}

function nameOf({ partition: { topic, partition } }: Batch): string {
  return `${topic}/${partition}`;
}

function tooLarge(topic: string, bytes: number, limit: number | undefined): Unprocessable {
  const most = limit === undefined ? 'less' : `at most ${limit}`;
  return new Unprocessable(
    `the message has ${bytes} bytes, and the topic \`${topic}\` takes ${most} (max.message.bytes)`,
  );
}

function asRefusal(topic: string, error: unknown): unknown {
  if (isRefusedLogin(error)) return refusalOf('Kafka', error);
  if (!(error instanceof KafkaFailure)) return error;
  const isUnfit = error.code === CODES.INVALID_RECORD || error.code === CODES.INVALID_TOPIC_EXCEPTION;
  if (isUnfit) return new Unprocessable(`${error.message}: the topic \`${topic}\` never takes this message`);
  const help = error.code === CODES.TOPIC_AUTHORIZATION_FAILED ? ': this user may not write to it' : '';
  return new SagaError('broker-failed', `${error.message}, topic \`${topic}\`${help}`, { cause: error });
}
