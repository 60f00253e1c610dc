import type { Cluster } from './cluster.js';
import type { Lane } from './connections.js';
import { answerOf, CODES, isFinal, KafkaFailure } from './failures.js';
import { type Assignment, createGroupProtocol, type GroupProtocol, PROTOCOL, PROTOCOL_TYPE } from './group-protocol.js';
import { checkGroup, isMoved } from './offsets.js';
import { pause, pauseAfter } from './pauses.js';
import { countPartitions, shareForAll } from './share-for-all.js';

export interface MembershipOptions {
  readonly group: string;
  readonly topic: string;
  readonly sessionTimeoutMs: number;
  /** Connection of its own: Kafka lets a member wait for the others there. */
  readonly lane: Lane;
  /** These partitions are this member's now. */
  readonly onAssigned: (partitions: readonly number[]) => void;
  /** Nothing more is to be begun of these; resolves when nothing is at work any more and Kafka knows how far it went. */
  readonly onRevoked: (partition: number) => Promise<void>;
  /** Others may have all of them by now. */
  readonly onLost: () => void;
  readonly onProblem: (error: unknown) => void;
  /** Something has changed in the group, which other members in this process would learn of a little later. */
  readonly onChange: () => void;
}

/** A partition that this member has. */
interface Holding {
  /** It is given up as soon as nothing of it is at work. */
  readonly isLeaving: boolean;
}

const REBALANCE_MS = 60_000;
/** Others join when they next show life, and those that are gone are not waited for longer than a session. */
const BEYOND_SESSION_MS = 10_000;
const HEARTBEATS = 10;
const SOON_MS = 100;
/** For so long after a change others follow quickly. */
const LIVELY_MS = 1_500;
const PARTITIONS_EVERY_MS = 30_000;

/** Answers after which a member is none any more. */
const EXCLUDED: ReadonlySet<number> = new Set([
  CODES.UNKNOWN_MEMBER_ID,
  CODES.ILLEGAL_GENERATION,
  CODES.FENCED_INSTANCE_ID,
]);

/**
 * One member of a consumer group that reads one topic. It keeps the partitions that it has while the group shares out anew, and lets go
 * only of those that go to others.
 */
export class Membership {
  readonly #cluster: Cluster;
  readonly #options: MembershipOptions;
  readonly #protocol: GroupProtocol;
  readonly #holdings = new Map<number, Holding>();
  /** What was given to it last. */
  #given: ReadonlySet<number> = new Set();
  #wantsTopic = true;
  #memberId = '';
  #generation = -1;
  /** Counts reasons to join, and which of them the last join has heard of. */
  #reasons = 1;
  #joinedFor = 0;
  #lastContact = 0;
  #livelyUntil = 0;
  #knownPartitions = 0;
  #partitionsReadAt = 0;
  #alarm = new AbortController();
  readonly #ending = new AbortController();
  #running: Promise<void> | undefined;

  constructor(cluster: Cluster, options: MembershipOptions) {
    this.#cluster = cluster;
    this.#options = options;
    this.#protocol = createGroupProtocol(cluster.driver);
  }

  /** Who says so when offsets are committed; undefined where it is in no group. */
  get identity(): { readonly memberId: string; readonly generation: number } | undefined {
    return this.#generation < 0 ? undefined : { memberId: this.#memberId, generation: this.#generation };
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Looks at once whether the group has changed. */
  wake(): void {
    this.#livelyUntil = performance.now() + LIVELY_MS;
    this.#alarm.abort();
  }

  /** Gives up every partition as soon as nothing of it is at work, and takes no more. */
  retire(): void {
    this.#wantsTopic = false;
    this.#rejoin();
  }

  /** Leaves the group, so that others need not wait for its end. Takes no longer than `limitMs`. */
  async leave(limitMs: number): Promise<void> {
    this.#ending.abort();
    this.#alarm.abort();
    this.#cluster.closeLane(this.#options.lane);
    await Promise.race([this.#running, pause(limitMs)]);
    const { group } = this.#options;
    if (this.#memberId === '') return;
    const { api } = this.#cluster.driver.leaveGroupV4;
    const members = [{ memberId: this.#memberId }];
    // Where Kafka does not hear it, it notices after the session's time.
    const leaving = this.#cluster
      .coordinator(group, (connection) => answerOf(api.async(connection, group, members)), limitMs)
      .catch(() => undefined);
    await Promise.race([leaving, pause(limitMs)]);
    this.#options.onChange();
  }

  async #run(): Promise<void> {
    const { signal } = this.#ending;
    for (let failures = 0; !signal.aborted; ) {
      try {
        if (this.#isJoined) await this.#heartbeat();
        else await this.#join();
        failures = 0;
        await this.#rest();
      } catch (error) {
        failures += 1;
        if (!signal.aborted) this.#afterFailure(error);
        await pause(isFinal(error) ? 5_000 : pauseAfter(failures), signal);
      }
    }
  }

  /** Until the next sign of life is due, or somebody wakes it. */
  async #rest(): Promise<void> {
    if (!this.#isJoined) return;
    this.#alarm = new AbortController();
    if (this.#ending.signal.aborted) return;
    const { sessionTimeoutMs } = this.#options;
    await pause(performance.now() < this.#livelyUntil ? SOON_MS : sessionTimeoutMs / HEARTBEATS, this.#alarm.signal);
  }

  #afterFailure(error: unknown): void {
    const { group, sessionTimeoutMs, onProblem } = this.#options;
    const code = error instanceof KafkaFailure ? error.code : 0;
    if (code === CODES.REBALANCE_IN_PROGRESS) {
      this.#rejoin();
      return;
    }
    if (EXCLUDED.has(code)) {
      if (code === CODES.UNKNOWN_MEMBER_ID) this.#memberId = '';
      this.#lose();
      return;
    }
    if (isMoved(code)) this.#cluster.forgetCoordinator(group);
    onProblem(error);
    // Kafka has given the partitions to others by now.
    if (this.#generation >= 0 && performance.now() - this.#lastContact > sessionTimeoutMs) this.#lose();
  }

  #lose(): void {
    this.#generation = -1;
    this.#given = new Set();
    this.#rejoin();
    if (this.#holdings.size === 0) return;
    this.#holdings.clear();
    this.#options.onLost();
  }

  get #isJoined(): boolean {
    return this.#joinedFor === this.#reasons;
  }

  #rejoin(): void {
    this.#reasons += 1;
    this.#alarm.abort();
  }

  async #heartbeat(): Promise<void> {
    const { group, lane, sessionTimeoutMs } = this.#options;
    const { api } = this.#cluster.driver.heartbeatV4;
    const began = performance.now();
    const { errorCode } = await this.#cluster.coordinator(
      group,
      (connection) => answerOf(api.async(connection, group, this.#generation, this.#memberId)),
      Math.max(Math.min(sessionTimeoutMs / 2, this.#lastContact + sessionTimeoutMs - began), 100),
      lane,
    );
    checkGroup(this.#cluster, group, errorCode);
    this.#lastContact = began;
    if (performance.now() - this.#partitionsReadAt > PARTITIONS_EVERY_MS) await this.#lookForPartitions();
  }

  /** Somebody may have added some. */
  async #lookForPartitions(): Promise<void> {
    this.#partitionsReadAt = performance.now();
    const count = await countPartitions(this.#cluster, this.#options.topic).catch(() => this.#knownPartitions);
    if (count !== this.#knownPartitions) this.#rejoin();
  }

  async #join(): Promise<void> {
    const { group, lane, sessionTimeoutMs, topic } = this.#options;
    this.#knownPartitions = await countPartitions(this.#cluster, topic);
    const { api } = this.#cluster.driver.joinGroupV7;
    let reasons = this.#reasons;
    const answer = await this.#cluster.coordinator(
      group,
      (connection) => {
        reasons = this.#reasons;
        const protocols = [{ name: PROTOCOL, metadata: this.#news() }];
        this.#options.onChange();
        return answerOf(
          api.async(connection, group, sessionTimeoutMs, REBALANCE_MS, this.#memberId, null, PROTOCOL_TYPE, protocols),
        );
      },
      sessionTimeoutMs + BEYOND_SESSION_MS,
      lane,
    );
    if (answer.errorCode === CODES.MEMBER_ID_REQUIRED) {
      this.#memberId = answer.memberId ?? '';
      return;
    }
    checkGroup(this.#cluster, group, answer.errorCode);
    this.#memberId = answer.memberId ?? this.#memberId;
    this.#generation = answer.generationId;
    this.#lastContact = performance.now();
    const shares =
      answer.leader === this.#memberId ? await shareForAll(this.#cluster, this.#protocol, answer.members) : [];
    const assignment = await this.#sync(shares);
    this.#joinedFor = reasons;
    this.#take(assignment);
  }

  async #sync(shares: { memberId: string; assignment: Buffer }[]): Promise<Assignment> {
    const { group, lane, sessionTimeoutMs } = this.#options;
    const { api } = this.#cluster.driver.syncGroupV5;
    const answer = await this.#cluster.coordinator(
      group,
      (connection) =>
        answerOf(api.async(connection, group, this.#generation, this.#memberId, null, PROTOCOL_TYPE, PROTOCOL, shares)),
      sessionTimeoutMs + BEYOND_SESSION_MS,
      lane,
    );
    checkGroup(this.#cluster, group, answer.errorCode);
    this.#lastContact = performance.now();
    return this.#protocol.readAssignment(answer.assignment);
  }

  #news(): Buffer {
    const { topic } = this.#options;
    return this.#protocol.writeNews({
      topics: this.#wantsTopic ? [topic] : [],
      owned: new Map([[topic, [...this.#holdings.keys()]]]),
      generation: this.#generation,
    });
  }

  #take({ partitions, isUnfinished }: Assignment): void {
    const given = partitions.get(this.#options.topic) ?? [];
    this.#given = new Set(given);
    if (isUnfinished) this.#livelyUntil = performance.now() + LIVELY_MS;
    const fresh = given.filter((partition) => !this.#holdings.has(partition));
    for (const partition of fresh) this.#holdings.set(partition, { isLeaving: false });
    if (fresh.length > 0) this.#options.onAssigned(fresh);
    for (const [partition, { isLeaving }] of this.#holdings) {
      if (!isLeaving && !this.#given.has(partition)) void this.#giveUp(partition);
    }
    this.#options.onChange();
  }

  async #giveUp(partition: number): Promise<void> {
    const holding: Holding = { isLeaving: true };
    this.#holdings.set(partition, holding);
    await this.#options.onRevoked(partition);
    // Everything may have been lost meanwhile, and even given anew.
    if (this.#holdings.get(partition) !== holding) return;
    if (this.#given.has(partition)) {
      this.#holdings.set(partition, { isLeaving: false });
      this.#options.onAssigned([partition]);
      return;
    }
    this.#holdings.delete(partition);
    this.#rejoin();
  }
}
