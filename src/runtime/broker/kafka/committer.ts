import type { Cluster } from './cluster.js';
import { answerOf, CODES, KafkaFailure } from './failures.js';
import { checkGroup } from './offsets.js';
import { pause } from './pauses.js';

/** A partition of which a group keeps how far it is. */
export interface Tracked {
  readonly partition: number;
  /** Where the group goes on. */
  readonly level: number;
  /** What Kafka has been told last. */
  committed: number;
}

export interface CommitterOptions {
  readonly group: string;
  readonly topic: string;
  readonly identity: () => { readonly memberId: string; readonly generation: number } | undefined;
  readonly onProblem: (error: unknown) => void;
}

const EVERY_MESSAGES = 100;
const EVERY_MS = 200;
const LIMIT_MS = 5_000;
/** The group shares out anew: it is said again under the next generation. */
const LATER: ReadonlySet<number> = new Set([
  CODES.REBALANCE_IN_PROGRESS,
  CODES.ILLEGAL_GENERATION,
  CODES.UNKNOWN_MEMBER_ID,
]);

/** Tells Kafka how far a group is, not for each message. */
export class Committer {
  readonly #cluster: Cluster;
  readonly #options: CommitterOptions;
  readonly #tracked = new Set<Tracked>();
  #count = 0;
  #timer: NodeJS.Timeout | undefined;
  #isFinished = false;
  #committing: Promise<boolean> = Promise.resolve(true);

  constructor(cluster: Cluster, options: CommitterOptions) {
    this.#cluster = cluster;
    this.#options = options;
  }

  track(tracked: Tracked): void {
    this.#tracked.add(tracked);
  }

  /** Nothing more is said of it: others may have said more. */
  forget(tracked: Tracked): void {
    this.#tracked.delete(tracked);
  }

  /** A message is done with. */
  note(): void {
    this.#count += 1;
    if (this.#count >= EVERY_MESSAGES) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), EVERY_MS);
  }

  /** Says it now. Resolves to whether Kafka knows all of it; never rejects. */
  flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#count = 0;
    this.#committing = this.#committing.then(() => this.#commit());
    return this.#committing;
  }

  /** Says it, and again for a while where Kafka cannot be told. */
  async finish(limitMs: number): Promise<void> {
    const until = performance.now() + limitMs;
    while (!(await Promise.race([this.flush(), pause(limitMs)])) && performance.now() < until) await pause(50);
  }

  /** As `finish`, and nothing is said after it. */
  async close(limitMs: number): Promise<void> {
    await this.finish(limitMs);
    this.#isFinished = true;
    clearTimeout(this.#timer);
  }

  async #commit(): Promise<boolean> {
    const told = [...this.#tracked].flatMap((tracked) => {
      const { level } = tracked;
      return level > tracked.committed ? [{ tracked, level }] : [];
    });
    if (told.length === 0) return true;
    try {
      await this.#tell(told);
      return true;
    } catch (error) {
      if (!(error instanceof KafkaFailure && LATER.has(error.code))) this.#options.onProblem(error);
      if (!this.#isFinished) this.#timer ??= setTimeout(() => void this.flush(), EVERY_MS);
      return false;
    }
  }

  async #tell(told: readonly { readonly tracked: Tracked; readonly level: number }[]): Promise<void> {
    const { group, topic, identity } = this.#options;
    const { memberId, generation } = identity() ?? {};
    if (memberId === undefined || generation === undefined) throw new KafkaFailure(CODES.UNKNOWN_MEMBER_ID);
    const partitions = told.map(({ tracked, level }) => ({
      partitionIndex: tracked.partition,
      committedOffset: BigInt(level),
      committedLeaderEpoch: -1,
      committedMetadata: null,
    }));
    const { api } = this.#cluster.driver.offsetCommitV8;
    const answer = await this.#cluster.coordinator(
      group,
      (connection) => answerOf(api.async(connection, group, generation, memberId, null, [{ name: topic, partitions }])),
      LIMIT_MS,
    );
    const levels = new Map(told.map((one) => [one.tracked.partition, one]));
    for (const { partitionIndex, errorCode } of answer.topics.flatMap((one) => one.partitions)) {
      checkGroup(this.#cluster, group, errorCode);
      const one = levels.get(partitionIndex);
      if (one !== undefined) one.tracked.committed = one.level;
    }
  }
}
