import { SagaError } from '../../errors.js';
import { Unprocessable } from '../broker.js';
import type { ChannelCreation } from '../network-broker-options.js';
import type { Cluster, Topic } from './cluster.js';
import { answerOf, CODES, check, KafkaFailure, NoAnswer } from './failures.js';
import { type Persistence, persist } from './pauses.js';

const NAME = /^[a-zA-Z0-9._-]{1,249}$/;
const CREATE_MS = 10_000;
const TOPIC_RESOURCE = 2;
const MAX_BYTES = 'max.message.bytes';

/** The topics that channels are. */
export class Topics {
  readonly #cluster: Cluster;
  readonly #create: false | ChannelCreation;
  readonly #making = new Map<string, Promise<void>>();
  readonly #limits = new Map<string, Promise<number | undefined>>();

  constructor(cluster: Cluster, create: false | ChannelCreation) {
    this.#cluster = cluster;
    this.#create = create;
  }

  /**
   * The topic of a channel, made where it is missing and may be. Rejects with `channel-missing` where it may not, and with
   * `Unprocessable` for a name that Kafka does not take.
   */
  async of(channel: string, persistence: Persistence): Promise<Topic> {
    if (!NAME.test(channel) || channel === '.' || channel === '..') {
      throw new Unprocessable(
        `Kafka takes no topic of the name \`${channel}\`: letters, digits, \`.\`, \`_\` and \`-\`, at most 249`,
      );
    }
    return persist(async () => {
      const found = await this.#cluster.topic(channel);
      if (found !== undefined) return found;
      await this.#make(channel);
      const made = await this.#cluster.topic(channel);
      if (made === undefined) throw new NoAnswer(`the topic \`${channel}\` was made and cannot be seen yet`);
      return made;
    }, persistence).catch((error: unknown) => {
      throw asRefusal(error);
    });
  }

  /** Bytes that a batch of the topic may have; undefined where Kafka does not tell this user. */
  limitOf(channel: string): Promise<number | undefined> {
    const known = this.#limits.get(channel);
    if (known !== undefined) return known;
    const asking = this.#askLimit(channel).catch(() => undefined);
    this.#limits.set(channel, asking);
    // An operations team may raise it meanwhile.
    void asking.then(() => setTimeout(() => this.#limits.delete(channel), 10_000).unref());
    return asking;
  }

  /** Those who need the same topic at the same time make it once. */
  #make(channel: string): Promise<void> {
    const known = this.#making.get(channel);
    if (known !== undefined) return known;
    const making = this.#ask(channel).finally(() => this.#making.delete(channel));
    this.#making.set(channel, making);
    return making;
  }

  async #ask(channel: string): Promise<void> {
    if (this.#create === false) throw missing(channel);
    const { partitions = -1, replicas = -1, retentionMs, maxBytes } = this.#create;
    const configs = [
      ...(retentionMs === undefined ? [] : [{ name: 'retention.ms', value: String(retentionMs) }]),
      ...(maxBytes === undefined ? [] : [{ name: MAX_BYTES, value: String(maxBytes) }]),
    ];
    const { api } = this.#cluster.driver.createTopicsV7;
    const wanted = [
      { name: channel, numPartitions: partitions, replicationFactor: replicas, assignments: [], configs },
    ];
    const answer = await this.#cluster.controller((connection) =>
      answerOf(api.async(connection, wanted, CREATE_MS, false)),
    );
    for (const { errorCode, errorMessage } of answer.topics) {
      if (errorCode !== CODES.TOPIC_ALREADY_EXISTS) check(errorCode, errorMessage);
    }
  }

  async #askLimit(channel: string): Promise<number | undefined> {
    const { api } = this.#cluster.driver.describeConfigsV4;
    const wanted = { resourceType: TOPIC_RESOURCE, resourceName: channel, configurationKeys: [MAX_BYTES] } as const;
    const resources = [{ ...wanted, configurationKeys: [...wanted.configurationKeys] }];
    const answer = await this.#cluster.any((connection) => answerOf(api.async(connection, resources, false, false)));
    const found = answer.results[0]?.configs.find(({ name }) => name === MAX_BYTES)?.value;
    return found === undefined || found === null ? undefined : Number(found);
  }
}

function missing(channel: string): SagaError {
  const help = 'make it, by what the target `topics` writes (kafka/create-topics.sh), or let `create` make it';
  return new SagaError('channel-missing', `there is no topic \`${channel}\` in Kafka: ${help}`);
}

/** What Kafka says of a topic that it does not make, so that somebody can act on it. */
function asRefusal(error: unknown): unknown {
  if (!(error instanceof KafkaFailure)) return error;
  if (error.code === CODES.INVALID_TOPIC_EXCEPTION) return new Unprocessable(error.message);
  const isForbidden =
    error.code === CODES.TOPIC_AUTHORIZATION_FAILED || error.code === CODES.CLUSTER_AUTHORIZATION_FAILED;
  if (isForbidden) {
    const help = 'this user may not see or make it; give it the right, or make the topic and set `create: false`';
    return new SagaError('broker-failed', `${error.message}: ${help}`, { cause: error });
  }
  return new SagaError('broker-failed', error.message, { cause: error });
}
