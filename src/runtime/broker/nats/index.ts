import { hostname } from 'node:os';
import { systemClock } from '../../clock.js';
import { SagaError } from '../../errors.js';
import type { Broker, Subscription } from '../broker.js';
import type { NetworkBrokerOptions } from '../network-broker-options.js';
import type { OperatedBroker } from '../operations.js';
import { cloudEventsFormat } from '../wire/index.js';
import { ask, closedError } from './asking.js';
import type { NatsAddress } from './connect-options.js';
import { type Connection, connect, within } from './connection.js';
import { loadDriver } from './driver.js';
import { codeOf, JETSTREAM_CODES } from './failures.js';
import { createLeases, type Leases } from './lease.js';
import { createOperations } from './operations.js';
import { createPublisher } from './publisher.js';
import { LEASE_BUCKET, LEASE_MS, leaseSettings } from './settings.js';
import { subscribe } from './subscriber.js';
import { createTopology } from './topology.js';

export type { NatsAddress } from './connect-options.js';

export interface NatsBrokerOptions extends NetworkBrokerOptions, NatsAddress {
  /**
   * Key-value bucket in which the processes of a group agree on which of them reads a channel in order; the same for all of them.
   * Default `sagac_leases`.
   */
  readonly leaseBucket?: string;
  /**
   * How long a process that vanishes holds up what its group reads in order, in milliseconds; where the bucket is there already, its
   * own time counts. Default 10000.
   */
  readonly leaseMs?: number;
}

/** How long messages under way have to arrive when the broker is closed, in milliseconds. */
const CLOSE_WITHIN = 3_000;

/**
 * Connects to NATS with JetStream. Each channel is a stream, each group a durable consumer. Rejects with `broker-driver-missing`,
 * `invalid-broker-url`, `broker-unreachable`, or `broker-failed` where login or TLS are refused; from then on the connection is made
 * again whenever it is lost.
 */
export async function createNatsBroker(options: NatsBrokerOptions): Promise<OperatedBroker> {
  const { clientId = 'sagac', publishTimeoutMs: timeoutMs = 10_000, create = {}, clock = systemClock } = options;
  const { redeliveryMs = 1_000, attempts = 5, wire = cloudEventsFormat() } = options;
  const onProblem = options.onProblem ?? ((problem: string) => void process.stderr.write(`sagac: ${problem}\n`));
  const connection = await connect(await loadDriver(), { address: options, clientId, timeoutMs, onProblem });
  const topology = createTopology({ connection, create, timeoutMs, onProblem });
  const publisher = createPublisher({ connection, topology, wire, timeoutMs });
  const leases = lazily(() => openLeases(connection, options, timeoutMs));
  const { publish } = publisher;
  const subscriber = { connection, topology, leases, wire, clock, redeliveryMs, attempts, publish, onProblem };
  const subscriptions = new Set<Subscription>();
  let closing: Promise<void> | undefined;

  async function close(): Promise<void> {
    await Promise.all([...subscriptions].map((subscription) => subscription.close()));
    if (connection.isUp) await within(publisher.rest(), CLOSE_WITHIN);
    await connection.close();
  }

  const subscribeTo: Broker['subscribe'] = async (channel, group, handler, how) => {
    if (closing !== undefined) throw closedError(`${group} cannot subscribe to ${channel}`);
    const subscription = await subscribe(subscriber, channel, group, handler, how);
    // Whoever closed it meanwhile has not seen this one.
    if (closing !== undefined) {
      await subscription.close();
      throw closedError(`${group} cannot subscribe to ${channel}`);
    }
    const own: Subscription = {
      close: () => subscription.close().finally(() => subscriptions.delete(own)),
    };
    subscriptions.add(own);
    return own;
  };

  return {
    ...createOperations({ connection, topology, wire, clock, timeoutMs }),
    publish,
    subscribe: subscribeTo,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** The bucket of leases, which is made where it is missing. */
async function openLeases(connection: Connection, options: NatsBrokerOptions, timeoutMs: number): Promise<Leases> {
  const { create = {}, leaseBucket: bucket = LEASE_BUCKET, leaseMs = LEASE_MS, clientId = 'sagac' } = options;
  const { manager, driver, jetstream, place } = connection;
  const settings = leaseSettings(bucket, leaseMs, create === false ? 1 : create.replicas);
  const what = `the bucket ${bucket}`;
  const read = () => ask(connection, `${what} cannot be read`, timeoutMs, () => manager.streams.info(settings.name));
  const info = await read().catch(async (error: unknown) => {
    if (codeOf(error) !== JETSTREAM_CODES.streamNotFound) throw error;
    if (create === false) {
      const hint = 'make it, as the script of the target `topics` does';
      throw new SagaError(
        'channel-missing',
        `${place} has no key-value bucket ${bucket}, for groups that read in order: ${hint}`,
      );
    }
    const config = { ...settings, subjects: [...settings.subjects] };
    return ask(connection, `${what} cannot be made`, timeoutMs, () => manager.streams.add(config)).catch(read);
  });
  const ms = (info.config.max_age ?? 0) / 1_000_000;
  if (ms === 0) {
    throw new SagaError(
      'broker-failed',
      `${what} of ${place} keeps its entries for ever: set its TTL to ${LEASE_MS} ms`,
    );
  }
  const store = await new driver.kv.Kvm(jetstream).open(bucket);
  return createLeases({ connection, store, bucket, ms, owner: `${clientId} ${hostname()} ${process.pid}` });
}

/** Asks once, and again where that has failed. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
