import { systemClock } from '../../clock.js';
import { isSagaError, SagaError } from '../../errors.js';
import type { Broker, BrokerMessage, Subscription } from '../broker.js';
import { encodeInTime } from '../encode-in-time.js';
import type { OperatedBroker } from '../operations.js';
import { cloudEventsFormat } from '../wire/index.js';
import { connect } from './connection.js';
import { type DriverOptions, loadDriver } from './driver.js';
import { toAmqp } from './envelope.js';
import { createLagOf } from './lag.js';
import { createLetterDesk } from './letter-desk.js';
import { createManagement } from './management.js';
import type { RabbitmqBrokerOptions } from './options.js';
import { createPublisher } from './publisher.js';
import { placeOf, type RabbitmqAddress, readAddress } from './rabbitmq-url.js';
import { subscribe } from './subscriber.js';
import type { WatchedSubscription } from './subscription.js';
import { createTopology } from './topology.js';

/** What RabbitMQ 3 takes at most; newer ones take less, and say so. */
const MAX_BYTES = 134_217_728;
/** What servers take where they are not set otherwise. */
const FRAME_BYTES = 131_072;

/**
 * Connects to RabbitMQ: each channel is a fanout exchange, each group a quorum queue. Rejects with `broker-driver-missing`,
 * `invalid-broker-url`, `broker-unreachable`, or `broker-failed` where login or TLS are refused; from then on connections are made again
 * whenever they are lost.
 */
export async function createRabbitmqBroker(options: RabbitmqBrokerOptions): Promise<OperatedBroker> {
  const { clock = systemClock, wire = cloudEventsFormat(), create = {}, publishTimeoutMs = 10_000 } = options;
  const { redeliveryMs = 1_000, attempts = 5, frameBytes = FRAME_BYTES } = options;
  const onProblem = options.onProblem ?? ((problem: string) => void process.stderr.write(`sagac: ${problem}\n`));
  const address = readAddress(options);
  const management =
    options.management === undefined ? {} : { management: createManagement(options.management, address, options.tls) };
  const driver = await loadDriver();
  const place = placeOf(address);
  const open = (use: string) =>
    connect({ driver, options: driverOptions(options, address, use), place, timeoutMs: publishTimeoutMs, onProblem });
  // A server that is short of memory reads nothing from connections that publish: acknowledgements must go another way.
  const [reading, writing] = await together(open('reading'), open('writing'));
  const topology = createTopology(reading, create !== false);
  const publisher = createPublisher({
    ...{ connection: writing, topology, place, clock, timeoutMs: publishTimeoutMs },
    maxBytes: options.maxBytes ?? (create === false ? undefined : create.maxBytes) ?? MAX_BYTES,
    // The other half is left to what servers add.
    maxHeaderBytes: Math.floor(frameBytes / 2),
  });
  const desk = createLetterDesk(reading, wire, place);
  const subscriptions = new Set<WatchedSubscription>();
  const deadLetterChannels = new Map<string, () => Promise<unknown>>();
  let closing: Promise<void> | undefined;

  async function publish(channel: string, message: BrokerMessage): Promise<void> {
    const encoded = await encodeInTime(wire, message, channel, publishTimeoutMs);
    const { body } = encoded;
    const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    const restore = deadLetterChannels.get(channel);
    const send = () =>
      publisher.publish(
        { exchange: channel, mustArrive: restore !== undefined },
        toAmqp(encoded, message, clock.now()),
        bytes,
      );
    try {
      await send();
    } catch (error) {
      if (create === false || restore === undefined || !isSagaError(error, 'channel-missing')) throw error;
      await restore();
      await send();
    }
  }

  const subscribeTo: Broker['subscribe'] = async (channel, group, handler, how) => {
    if (closing !== undefined) throw new SagaError('broker-failed', `the broker for ${place} is closed`);
    const common = { connection: reading, topology, publisher, publish, place, clock, wire, redeliveryMs, attempts };
    const subscription = await subscribe(
      { ...common, onProblem, onDeadLetters: (name, restore) => deadLetterChannels.set(name, restore) },
      ...([channel, group, handler, how] as const),
    );
    // It was closed meanwhile, and whoever closed it has not seen this one.
    if (closing !== undefined) {
      await subscription.close();
      throw new SagaError('broker-failed', `the broker for ${place} is closed`);
    }
    subscriptions.add(subscription);
    const own: Subscription = {
      close: () => subscription.close().finally(() => subscriptions.delete(subscription)),
    };
    return own;
  };

  async function close(): Promise<void> {
    await Promise.all([...subscriptions].map((subscription) => subscription.close()));
    await Promise.all([desk.close(), publisher.close()]);
    await Promise.all([reading.close(), writing.close()]);
  }

  return {
    publish,
    subscribe: subscribeTo,
    close: () => {
      closing ??= close();
      return closing;
    },
    async channels() {
      const all = (await management.management?.exchanges()) ?? [...topology.channels];
      if (all.length > 0 || options.management !== undefined) return [...new Set(all)].sort();
      throw new SagaError(
        'broker-failed',
        'RabbitMQ tells the names of its channels only by its management plugin; name the channels, or give its address as `management`, such as `?management=http://host:15672` behind the URL',
      );
    },
    deadLetters: desk.deadLetters,
    countDeadLetters: desk.countDeadLetters,
    removeDeadLetter: desk.removeDeadLetter,
    lag: createLagOf({ topology, clock, subscriptions: () => subscriptions, ...management }),
  };
}

function driverOptions(options: RabbitmqBrokerOptions, address: RabbitmqAddress, use: string): DriverOptions {
  const {
    tls,
    frameBytes = FRAME_BYTES,
    heartbeatSeconds = 10,
    clientId = 'sagac',
    publishTimeoutMs = 10_000,
  } = options;
  const { hosts, username, password, vhost, isTls } = address;
  const [first] = hosts;
  return {
    ...{ username, password, vhost, hostname: first?.hostname ?? 'localhost', port: first?.port ?? 5672 },
    ...(hosts.length > 1 && { hosts: hosts.map(({ hostname, port }) => `${hostname}:${port}`) }),
    ...(isTls && { tls: typeof tls === 'object' ? tls : true }),
    ...{ frameMax: frameBytes, heartbeat: heartbeatSeconds, connectionName: `${clientId} ${use}` },
    ...{ acquireTimeout: publishTimeoutMs, connectionTimeout: Math.min(publishTimeoutMs, 10_000), noDelay: true },
    ...{ retryLow: 100, retryHigh: 5_000 },
  };
}

/** Both, or neither: what one has opened is closed when the other fails. */
async function together<T extends { close(): Promise<void> }>(one: Promise<T>, other: Promise<T>): Promise<[T, T]> {
  const [first, second] = await Promise.allSettled([one, other]);
  if (first.status === 'fulfilled' && second.status === 'fulfilled') return [first.value, second.value];
  for (const result of [first, second]) if (result.status === 'fulfilled') await result.value.close();
  throw first.status === 'rejected' ? first.reason : second.status === 'rejected' ? second.reason : undefined;
}
