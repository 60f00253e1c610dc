import type { Ask, Connections, Lane } from './connections.js';
import type { Driver } from './driver.js';
import { answerOf, CODES, check, isFinal, KafkaFailure, NoAnswer } from './failures.js';
import type { KafkaAddress } from './options.js';

/** A topic as the cluster has it. */
export interface Topic {
  readonly name: string;
  readonly id: string;
  /** Number of the broker that leads each partition; below 0 while there is none. */
  readonly leaders: readonly number[];
  readonly readAt: number;
}

type Metadata = Awaited<ReturnType<Driver['metadataV10']['api']['async']>>;

/** For what is quickly said. */
export const MAIN: Lane = 'main';
const REQUEST_MS = 10_000;
/** There are others to be asked. */
const ANY_MS = 3_000;
/** Partitions may be added, and leaders move without an answer that tells. */
const METADATA_MAX_AGE_MS = 60_000;

/** Knows who in the cluster is asked for what. What it knows may be old: answers tell so, and `outdated` makes it look again. */
export class Cluster {
  readonly driver: Driver;
  readonly #connections: Connections;
  readonly #first: readonly KafkaAddress[];
  readonly #nodes = new Map<number, KafkaAddress>();
  readonly #topics = new Map<string, Topic>();
  readonly #reading = new Map<string, Promise<Metadata>>();
  readonly #coordinators = new Map<string, Promise<number>>();
  #controller = -1;
  #turn = 0;

  constructor(driver: Driver, connections: Connections, first: readonly KafkaAddress[]) {
    this.driver = driver;
    this.#connections = connections;
    this.#first = first;
  }

  /** Asks a broker of the cluster. */
  async node<Answer>(node: number, ask: Ask<Answer>, limitMs = REQUEST_MS, lane = MAIN): Promise<Answer> {
    if (!this.#nodes.has(node)) await this.#read([]);
    const address = this.#nodes.get(node);
    if (address === undefined) throw new NoAnswer(`broker ${node} of the cluster is away`);
    return this.#connections.ask(lane, address, limitMs, ask);
  }

  /** Asks whichever broker can be reached: the one that has answered last, or those after it. */
  async any<Answer>(ask: Ask<Answer>, limitMs = ANY_MS): Promise<Answer> {
    const addresses = [...this.#nodes.values(), ...this.#first];
    let problem: unknown = new NoAnswer('no broker is known');
    for (let tries = 0; tries < addresses.length; tries += 1) {
      const address = addresses[this.#turn % addresses.length];
      if (address === undefined) continue;
      try {
        return await this.#connections.ask(MAIN, address, limitMs, ask);
      } catch (error) {
        this.#turn += 1;
        if (isFinal(error)) throw error;
        problem = error;
      }
    }
    throw problem;
  }

  /** Asks the broker that makes topics. */
  async controller<Answer>(ask: Ask<Answer>): Promise<Answer> {
    if (!this.#nodes.has(this.#controller)) await this.#read([]);
    return this.#nodes.has(this.#controller) ? this.node(this.#controller, ask) : this.any(ask);
  }

  /** Asks the broker that keeps a group. */
  async coordinator<Answer>(group: string, ask: Ask<Answer>, limitMs = REQUEST_MS, lane = MAIN): Promise<Answer> {
    try {
      return await this.node(await this.#coordinatorOf(group), ask, limitMs, lane);
    } catch (error) {
      this.forgetCoordinator(group);
      throw error;
    }
  }

  forgetCoordinator(group: string): void {
    this.#coordinators.delete(group);
  }

  /** The topic, or nothing where the cluster has none of this name. */
  async topic(name: string, maxAgeMs = METADATA_MAX_AGE_MS): Promise<Topic | undefined> {
    const known = this.#topics.get(name);
    if (known !== undefined && performance.now() - known.readAt < maxAgeMs) return known;
    const { topics } = await this.#read([name]);
    const found = topics.find((topic) => topic.name === name);
    const code = found?.errorCode ?? CODES.UNKNOWN_TOPIC_OR_PARTITION;
    if (code === CODES.UNKNOWN_TOPIC_OR_PARTITION) {
      this.#topics.delete(name);
      return undefined;
    }
    if (this.#topics.get(name) === undefined) check(code, name);
    return this.#topics.get(name);
  }

  /** What is known of a topic, for those who cannot wait; where that is old, it is asked for meanwhile. */
  known(name: string): Topic | undefined {
    const known = this.#topics.get(name);
    if (known !== undefined && performance.now() - known.readAt >= METADATA_MAX_AGE_MS)
      this.topic(name).catch(() => undefined);
    return known;
  }

  /** Somebody has answered that it is not so any more. */
  outdated(name: string): void {
    this.#topics.delete(name);
  }

  /** Ends what is asked on a lane. */
  closeLane(lane: Lane): void {
    this.#connections.closeLane(lane);
  }

  /** Resolves when a broker has answered. */
  async reach(): Promise<void> {
    await this.#read([]);
  }

  /** Names of all topics that are not Kafka's own, sorted. */
  async topicNames(): Promise<string[]> {
    const { topics } = await this.#read(null);
    return topics.flatMap(({ name, isInternal }) => (name == null || isInternal ? [] : [name])).sort();
  }

  #coordinatorOf(group: string): Promise<number> {
    const known = this.#coordinators.get(group);
    if (known !== undefined) return known;
    const finding = this.#findCoordinator(group);
    this.#coordinators.set(group, finding);
    finding.catch(() => {
      if (this.#coordinators.get(group) === finding) this.#coordinators.delete(group);
    });
    return finding;
  }

  async #findCoordinator(group: string): Promise<number> {
    const { api } = this.driver.findCoordinatorV4;
    const answer = await this.any((connection) => answerOf(api.async(connection, 0, [group])));
    const found = answer.coordinators.find(({ key }) => key === group);
    if (found === undefined) throw new KafkaFailure(CODES.COORDINATOR_NOT_AVAILABLE);
    check(found.errorCode, found.errorMessage);
    this.#nodes.set(found.nodeId, { host: found.host, port: found.port });
    return found.nodeId;
  }

  /** Those who ask the same at the same time share the answer. */
  #read(names: readonly string[] | null): Promise<Metadata> {
    const question = names === null ? '*' : names.join(',');
    const asked = this.#reading.get(question);
    if (asked !== undefined) return asked;
    const reading = this.#ask(names).finally(() => this.#reading.delete(question));
    this.#reading.set(question, reading);
    return reading;
  }

  async #ask(names: readonly string[] | null): Promise<Metadata> {
    const { api } = this.driver.metadataV10;
    const asked = names === null ? null : [...names];
    const answer = await this.any((connection) => answerOf(api.async(connection, asked, false, false)));
    this.#nodes.clear();
    for (const { nodeId, host, port } of answer.brokers) this.#nodes.set(nodeId, { host, port });
    this.#controller = answer.controllerId;
    for (const { name, topicId, errorCode, partitions } of answer.topics) {
      if (name == null || errorCode !== 0 || partitions.length === 0) continue;
      const leaders = Array.from({ length: partitions.length }, () => -1);
      for (const { partitionIndex, leaderId } of partitions) leaders[partitionIndex] = leaderId;
      this.#topics.set(name, { name, id: topicId, leaders, readAt: performance.now() });
    }
    return answer;
  }
}
