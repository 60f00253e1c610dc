import type { Cluster } from './cluster.js';
import { answerOf, CODES, check, KafkaFailure } from './failures.js';

/** Under which Kafka counts the batches of a partition, so that it takes each once however often it is sent. */
export interface ProducerId {
  /** Below 0 where this user may not have one. */
  readonly id: bigint;
  readonly epoch: number;
}

const NONE: ProducerId = { id: -1n, epoch: -1 };
const NOT_TRANSACTIONAL = null;

/** The id under which new partitions begin to send. */
export class ProducerIds {
  readonly #cluster: Cluster;
  #current: ProducerId | undefined;
  #asking: Promise<ProducerId> | undefined;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  get current(): ProducerId | undefined {
    return this.#current;
  }

  /** Asks Kafka where there is none. Rejects where it cannot be asked. */
  get(): Promise<ProducerId> {
    if (this.#current !== undefined) return Promise.resolve(this.#current);
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** A partition has lost count under this id: it has to begin under a new one. */
  discard(used: ProducerId): void {
    if (this.#current === used && used !== NONE) this.#current = undefined;
  }

  async #ask(): Promise<ProducerId> {
    const { api } = this.#cluster.driver.initProducerIdV4;
    const answer = await this.#cluster.any((connection) =>
      answerOf(api.async(connection, NOT_TRANSACTIONAL, 0, -1n, -1)),
    );
    this.#current = this.#read(answer);
    return this.#current;
  }

  #read(answer: {
    readonly errorCode: number;
    readonly producerId: bigint;
    readonly producerEpoch: number;
  }): ProducerId {
    try {
      check(answer.errorCode);
      return { id: answer.producerId, epoch: answer.producerEpoch };
    } catch (error) {
      // Old brokers ask for a right of its own; without it a batch that is sent again may come twice, which readers have to bear anyway.
      if (error instanceof KafkaFailure && error.code === CODES.CLUSTER_AUTHORIZATION_FAILED) return NONE;
      throw error;
    }
  }
}
