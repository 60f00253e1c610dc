import type { Clock } from '../../clock.js';
import { isSagaError, SagaError } from '../../errors.js';
import {
  type Broker,
  type BrokerMessage,
  type MessageHandler,
  type SubscribeOptions,
  Unprocessable,
} from '../broker.js';
import { DEAD_LETTER_HEADERS, deadLetterChannel, deadLetterOf } from '../dead-letters.js';
import { createLanes, type GivenUp } from '../lanes.js';
import type { WireFormat } from '../wire/wire-format.js';
import { wordsOf } from './amqp-errors.js';
import type { RabbitmqConnection } from './connection.js';
import type { Publisher } from './publisher.js';
import { createRestingPlaces } from './resting-places.js';
import { createRetryMemory } from './retry-memory.js';
import { startSubscription, type WatchedSubscription } from './subscription.js';
import type { SubscribedTo, Topology } from './topology.js';

/** What all subscriptions of a broker have in common. */
export interface SubscriberSetting {
  readonly connection: RabbitmqConnection;
  readonly topology: Topology;
  readonly publisher: Publisher;
  readonly publish: Broker['publish'];
  readonly place: string;
  readonly clock: Clock;
  readonly wire: WireFormat;
  readonly redeliveryMs: number;
  readonly attempts: number;
  readonly onProblem: (problem: string) => void;
  /** Told of each channel of dead letters, and how what it needs is made again. */
  readonly onDeadLetters: (channel: string, restore: () => Promise<unknown>) => void;
}

const CONCURRENCY = 16;
/** The least that is fetched besides what handlers have in hand, so that they need not wait for the server. */
const WINDOW = 16;
const MOST_PREFETCHED = 65_535;
/** What is left of the reason of a dead letter whose headers are too large, in characters. */
const SHORT_REASON = 2_000;

/** Subscribes a handler. Rejects where the server has not got what it needs, and none is to be made. */
export async function subscribe(
  setting: SubscriberSetting,
  channel: string,
  group: string,
  handler: MessageHandler,
  options: SubscribeOptions = {},
): Promise<WatchedSubscription> {
  const { connection, topology, publisher, clock, redeliveryMs, attempts, onDeadLetters } = setting;
  const { ordering = 'key', kind = 'topic', concurrency = CONCURRENCY, delayMs, deliveries = attempts } = options;
  const { deadLetters = deadLetterChannel(channel, group) } = options;
  const needed: SubscribedTo = {
    channel,
    group,
    kind,
    ordering,
    deadLetters,
    ...(delayMs !== undefined && { delayMs }),
  };
  const restore = () => topology.subscription(needed);
  const queue = await restore().catch((error: unknown) => {
    // What the server has against it is said by then; all else is a connection that is away.
    throw isSagaError(error) ? error : unreachable(setting.place, channel, error);
  });
  if (deadLetters !== false) onDeadLetters(deadLetters, restore);
  const memory = createRetryMemory(clock, redeliveryMs);
  const isOrdered = ordering === 'key';
  const lanes = createLanes({
    handler: isOrdered ? memory.watch(handler) : handler,
    clock,
    redeliveryMs,
    deliveries: deliveries === 'unlimited' ? Number.POSITIVE_INFINITY : deliveries,
    ordering,
    concurrency,
    bury: async (letter) => {
      if (deadLetters !== false) await bury(setting.publish, { channel, group, deadLetters }, letter);
    },
  });
  return startSubscription({
    ...{ connection, clock, channel, queue, ordering, lanes, redeliveryMs, restore },
    ...{ place: setting.place, wire: setting.wire, onProblem: setting.onProblem },
    prefetch: Math.min(concurrency + Math.max(concurrency, WINDOW), MOST_PREFETCHED),
    begin: isOrdered ? memory.begin : (_position, byServer) => byServer,
    ...(!isOrdered && { restingPlaces: createRestingPlaces(queue, topology, publisher) }),
  });
}

function unreachable(place: string, channel: string, cause: unknown): SagaError {
  const text = `${place} cannot be asked for \`${channel}\`: ${wordsOf(cause)}; try again when it can be reached`;
  return new SagaError('broker-unreachable', text, { cause });
}

interface Grave {
  readonly channel: string;
  readonly group: string;
  readonly deadLetters: string;
}

async function bury(publish: Broker['publish'], { channel, group, deadLetters }: Grave, letter: GivenUp) {
  const { message, ...circumstances } = letter;
  const dead = deadLetterOf(message, { channel, group, ...circumstances });
  try {
    await publish(deadLetters, dead);
  } catch (error) {
    if (!(error instanceof Unprocessable)) throw error;
    await publish(deadLetters, withShortReason(dead));
  }
}

/** Errors may quote whole documents, and headers have not got room for all of it. */
function withShortReason(letter: BrokerMessage): BrokerMessage {
  const reason = letter.headers[DEAD_LETTER_HEADERS.reason]?.slice(0, SHORT_REASON) ?? '';
  return { ...letter, headers: { ...letter.headers, [DEAD_LETTER_HEADERS.reason]: `${reason} ...` } };
}
