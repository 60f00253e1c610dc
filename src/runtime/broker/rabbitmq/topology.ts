import { SagaError } from '../../errors.js';
import type { SubscribeOptions } from '../broker.js';
import { codeOf, topologyError } from './amqp-errors.js';
import type { RabbitmqConnection } from './connection.js';
import type { AmqpChannel } from './driver.js';
import {
  DEAD_LETTER_ARGUMENTS,
  delayQueue,
  groupArguments,
  groupQueue,
  nameProblem,
  partProblem,
  type QueueArguments,
  restArguments,
} from './settings.js';

/** What a subscription needs at the server. */
export interface SubscribedTo {
  readonly channel: string;
  readonly group: string;
  readonly kind: NonNullable<SubscribeOptions['kind']>;
  readonly ordering: NonNullable<SubscribeOptions['ordering']>;
  readonly deadLetters: string | false;
  readonly delayMs?: number;
}

/** Makes exchanges and queues, or asks whether they are there where none are to be made. */
export interface Topology {
  /** Channels that are known to be there. */
  readonly channels: ReadonlySet<string>;
  /** Queues in which messages rest that are known to be there. */
  readonly restingPlaces: ReadonlySet<string>;
  /** The exchange of a channel, on a line of AMQP that an error closes. */
  exchange(line: AmqpChannel, channel: string): Promise<void>;
  /** All that a subscription needs; gives the name of the queue to take from. */
  subscription(to: SubscribedTo): Promise<string>;
  /** A queue in which what goes to another one rests; false where it is not there and is not to be made. */
  restingPlace(name: string, ms: number, queue: string): Promise<boolean>;
  /** Messages that a queue has ready for whoever reads it; undefined where there is none. */
  ready(queue: string): Promise<number | undefined>;
}

export function createTopology(connection: RabbitmqConnection, create: boolean): Topology {
  return new DeclaredTopology(connection, create);
}

class DeclaredTopology implements Topology {
  readonly #connection: RabbitmqConnection;
  readonly #create: boolean;
  readonly #channels = new Set<string>();
  readonly #restingPlaces = new Set<string>();

  constructor(connection: RabbitmqConnection, create: boolean) {
    this.#connection = connection;
    this.#create = create;
  }

  get channels(): ReadonlySet<string> {
    return this.#channels;
  }

  get restingPlaces(): ReadonlySet<string> {
    return this.#restingPlaces;
  }

  async exchange(line: AmqpChannel, channel: string): Promise<void> {
    const create = this.#create;
    try {
      await line.exchangeDeclare({ exchange: channel, type: 'fanout', durable: true, passive: !create });
      this.#channels.add(channel);
    } catch (error) {
      throw topologyError(error, `the exchange \`${channel}\``, create);
    }
  }

  async subscription({ channel, group, kind, ordering, deadLetters, delayMs }: SubscribedTo): Promise<string> {
    const queue = groupQueue(channel, group, kind);
    const parts = [channel, ...(kind === 'queue' ? [] : [group]), ...(deadLetters === false ? [] : [deadLetters])];
    for (const name of parts) refuse(name, partProblem(name));
    refuse(queue, nameProblem(queue));
    await usingLine(this.#connection, async (line) => {
      await this.exchange(line, channel);
      await this.#queue(line, queue, groupArguments(ordering));
      if (delayMs === undefined) await this.#bind(line, channel, queue);
      else {
        await this.#queue(line, delayQueue(channel), restArguments(delayMs, queue));
        this.#restingPlaces.add(delayQueue(channel));
        await this.#bind(line, channel, delayQueue(channel));
      }
      if (deadLetters === false) return;
      await this.exchange(line, deadLetters);
      await this.#queue(line, deadLetters, DEAD_LETTER_ARGUMENTS);
      await this.#bind(line, deadLetters, deadLetters);
    });
    return queue;
  }

  async restingPlace(name: string, ms: number, queue: string): Promise<boolean> {
    if (nameProblem(name) !== undefined) return false;
    if (!this.#create) return (await this.ready(name)) !== undefined;
    await usingLine(this.#connection, (line) => this.#queue(line, name, restArguments(ms, queue)));
    this.#restingPlaces.add(name);
    return true;
  }

  async ready(queue: string): Promise<number | undefined> {
    if (nameProblem(queue) !== undefined) return undefined;
    try {
      const { messageCount } = await usingLine(this.#connection, (line) => line.queueDeclare({ queue, passive: true }));
      return messageCount;
    } catch (error) {
      if (codeOf(error) === 'NOT_FOUND') return undefined;
      throw topologyError(error, `the queue \`${queue}\``, false);
    }
  }

  async #queue(line: AmqpChannel, queue: string, settings: QueueArguments): Promise<void> {
    const create = this.#create;
    try {
      await line.queueDeclare(
        create ? { queue, durable: true, arguments: { ...settings } } : { queue, passive: true, durable: true },
      );
    } catch (error) {
      throw topologyError(error, `the queue \`${queue}\``, create);
    }
  }

  async #bind(line: AmqpChannel, exchange: string, queue: string): Promise<void> {
    if (!this.#create) return;
    try {
      await line.queueBind({ exchange, queue, routingKey: '' });
    } catch (error) {
      throw topologyError(error, `the binding of the queue \`${queue}\` to the exchange \`${exchange}\``, true);
    }
  }
}

/** Does some work on a line of AMQP of its own. */
export async function usingLine<T>(
  connection: RabbitmqConnection,
  work: (line: AmqpChannel) => Promise<T>,
): Promise<T> {
  const line = await connection.open();
  try {
    return await work(line);
  } finally {
    // Nobody has to wait for it, and it never rejects.
    void line.close();
  }
}

function refuse(name: string, problem: string | undefined): void {
  if (problem === undefined) return;
  throw new SagaError(
    'broker-failed',
    `the name \`${name}\` ${problem}; choose another one for the channel or the group`,
  );
}
