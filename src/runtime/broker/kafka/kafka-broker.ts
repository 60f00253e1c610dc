import { systemClock } from '../../clock.js';
import { SagaError } from '../../errors.js';
import type { BrokerMessage, MessageHandler, SubscribeOptions, Subscription } from '../broker.js';
import { deadLetterChannel, deadLetterOf } from '../dead-letters.js';
import { encodeInTime } from '../encode-in-time.js';
import type { LanesOptions } from '../lanes.js';
import type { OperatedBroker } from '../operations.js';
import { cloudEventsFormat } from '../wire/cloud-events-format.js';
import { Cluster } from './cluster.js';
import { Connections } from './connections.js';
import { loadDriver } from './driver.js';
import { isFinal, isRefusedLogin } from './failures.js';
import { groupProblem } from './group-problem.js';
import { readKafkaUrl } from './kafka-url.js';
import { Operations } from './operations.js';
import type { KafkaBrokerOptions } from './options.js';
import { pause, persist } from './pauses.js';
import { createProblemTeller } from './problems.js';
import { Producer } from './producer.js';
import { newRecord } from './records.js';
import { refusalOf, unreachable } from './refusals.js';
import { driverSasl, driverTls } from './sasl.js';
import { KafkaSubscription } from './subscription.js';
import { Topics } from './topics.js';

const CLOSE_MS = 3_000;

/**
 * Opens a broker on a Kafka cluster (3.1 or newer). Rejects where the driver is not installed, the URL cannot be read, the login is
 * refused, or nobody answers within the time that publishing has. A connection that is lost later is made again by itself.
 */
export async function createKafkaBroker(options: KafkaBrokerOptions): Promise<OperatedBroker> {
  const { brokers, ...url } = readKafkaUrl(options.url);
  const driver = await loadDriver();
  const { clientId = 'sagac', publishTimeoutMs = 10_000, create = {}, wire = cloudEventsFormat(), reachAt } = options;
  const name = brokers.map(({ host, port }) => `${host}:${port}`).join(',');
  const sasl = options.sasl ?? url.sasl;
  const tls = driverTls(options.tls ?? url.tls);
  const connections = new Connections(driver, {
    clientId,
    ...(tls !== undefined && { tls }),
    ...(sasl !== undefined && { sasl: driverSasl(sasl) }),
    ...(reachAt !== undefined && { reachAt }),
  });
  const onProblem = createProblemTeller(name, options.onProblem);
  const cluster = new Cluster(driver, connections, brokers);
  try {
    const reach = () =>
      cluster.reach().catch((error: unknown) => {
        throw refusalOf(`Kafka (${name})`, error) ?? error;
      });
    await persist(reach, { until: performance.now() + publishTimeoutMs });
  } catch (error) {
    connections.close();
    throw unreachable(name, error);
  }
  const topics = new Topics(cluster, create);
  const producer = new Producer(cluster, topics, { limitMs: publishTimeoutMs, name, onProblem });
  return new KafkaBroker({
    ...options,
    wire,
    publishTimeoutMs,
    connections,
    cluster,
    topics,
    producer,
    name,
    tell: onProblem,
  });
}

interface Parts extends KafkaBrokerOptions {
  readonly wire: NonNullable<KafkaBrokerOptions['wire']>;
  readonly publishTimeoutMs: number;
  readonly connections: Connections;
  readonly cluster: Cluster;
  readonly topics: Topics;
  readonly producer: Producer;
  /** Who is asked, for people. */
  readonly name: string;
  readonly tell: (error: unknown, where?: string) => void;
}

class KafkaBroker implements OperatedBroker {
  readonly #parts: Parts;
  readonly #operations: Operations;
  readonly #subscriptions = new Set<KafkaSubscription>();
  #count = 0;
  #closed: Promise<void> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#operations = new Operations(parts.cluster, parts.producer, parts.wire);
  }

  async publish(channel: string, message: BrokerMessage): Promise<void> {
    const { publishTimeoutMs, wire } = this.#parts;
    const encoded = await encodeInTime(wire, message, channel, publishTimeoutMs);
    await this.#parts.producer.send(channel, newRecord(message.key, encoded));
  }

  async subscribe(
    channel: string,
    group: string,
    handler: MessageHandler,
    options: SubscribeOptions = {},
  ): Promise<Subscription> {
    this.#refuseWhenClosed();
    const { attempts = 5, clock = systemClock, redeliveryMs = 1_000, sessionTimeoutMs = 10_000, wire } = this.#parts;
    const { cluster, name, publishTimeoutMs, topics, tell } = this.#parts;
    const { deliveries = attempts, ordering = 'key', concurrency = 16, kind } = options;
    const deadLetters = options.deadLetters ?? deadLetterChannel(channel, group);
    if (group === '') throw new SagaError('broker-failed', `the group that subscribes to \`${channel}\` needs a name`);
    const persistence = { until: performance.now() + publishTimeoutMs };
    try {
      await topics.of(channel, persistence);
      if (deadLetters !== false) await topics.of(deadLetters, persistence);
    } catch (error) {
      throw isFinal(error) && !isRefusedLogin(error) ? error : unreachable(name, error);
    }
    this.#refuseWhenClosed();
    const id = groupId(channel, group, kind);
    this.#count += 1;
    const subscription = new KafkaSubscription(cluster, {
      channel,
      group: id,
      handler,
      bury: this.#burier(channel, group, deadLetters),
      deliveries: deliveries === 'unlimited' ? Number.POSITIVE_INFINITY : deliveries,
      ordering,
      concurrency,
      clock,
      redeliveryMs,
      wire,
      sessionTimeoutMs,
      name: String(this.#count),
      onProblem: (error) => tell(groupProblem(id, error) ?? error, `group \`${id}\` on \`${channel}\``),
      onChange: (from) => {
        for (const other of this.#subscriptions) if (other !== from && other.group === id) other.wake();
      },
    });
    this.#subscriptions.add(subscription);
    subscription.start();
    return {
      close: () => subscription.close().finally(() => this.#subscriptions.delete(subscription)),
    };
  }

  channels(): ReturnType<OperatedBroker['channels']> {
    return this.#operations.channels();
  }

  deadLetters(channel: string, limit: number): ReturnType<OperatedBroker['deadLetters']> {
    return this.#operations.deadLetters(channel, limit);
  }

  countDeadLetters(channel: string): Promise<number | undefined> {
    return this.#operations.countDeadLetters(channel);
  }

  removeDeadLetter(channel: string, position: string): Promise<boolean> {
    return this.#operations.removeDeadLetter(channel, position);
  }

  async lag(channel: string, group: string, kind?: SubscribeOptions['kind']): ReturnType<OperatedBroker['lag']> {
    const id = groupId(channel, group, kind);
    const own = [...this.#subscriptions].filter((one) => one.channel === channel && one.group === id);
    // What has been done here is counted, although Kafka would learn of it a little later.
    await Promise.race([Promise.all(own.map((one) => one.flush())), pause(1_000)]);
    return this.#operations.lag(channel, id);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    const { connections, producer } = this.#parts;
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.close()));
    this.#subscriptions.clear();
    for (const until = performance.now() + CLOSE_MS; !producer.isIdle && performance.now() < until; ) await pause(20);
    producer.close();
    connections.close();
  }

  #burier(channel: string, group: string, to: string | false): LanesOptions['bury'] {
    return async ({ message, ...letter }) => {
      if (to !== false) await this.publish(to, deadLetterOf(message, { channel, group, ...letter }));
    };
  }

  #refuseWhenClosed(): void {
    if (this.#closed !== undefined) throw new SagaError('broker-failed', 'the Kafka broker was closed');
  }
}

/** All groups of a queue are one. */
function groupId(channel: string, group: string, kind: SubscribeOptions['kind'] = 'topic'): string {
  return kind === 'queue' ? channel : group;
}
