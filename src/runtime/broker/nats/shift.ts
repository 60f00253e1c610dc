import type { Clock } from '../../clock.js';
import { type BrokerMessage, type MessageHandler, RetryLater } from '../broker.js';
import { createLanes, type Given, type GivenUp } from '../lanes.js';
import type { WireFormat } from '../wire/wire-format.js';
import { pause } from './asking.js';
import type { Connection } from './connection.js';
import type { Delivered } from './delivered.js';
import { describeFailure } from './failures.js';
import { createHand } from './hand.js';
import { startIntake } from './intake.js';
import type { Lease } from './lease.js';
import { createOrderKeeper } from './order-keeper.js';
import { createReader } from './reader.js';
import type { DurableConsumer } from './topology.js';

/** What a subscription does while it reads: it fetches, hands to the handler, and acknowledges. */
export interface Shift {
  /** Fetches and begins nothing more, waits for the handler, and gives back the rest. */
  end(): Promise<void>;
}

export interface ShiftSetting {
  readonly connection: Connection;
  readonly wire: WireFormat;
  readonly clock: Clock;
  readonly channel: string;
  readonly consumer: DurableConsumer;
  readonly handler: MessageHandler;
  readonly redeliveryMs: number;
  readonly deliveries: number;
  readonly concurrency: number;
  readonly bury: (letter: GivenUp) => Promise<void>;
  /** Makes the consumer again where it has gone. */
  readonly restore: () => Promise<void>;
  readonly onProblem: (problem: string) => void;
}

/** How long the server waits for messages at a time, in milliseconds. */
const PULL_FOR = 10_000;
/** Messages that are fetched beyond those that can be begun, so that the handler need not wait for the next ones. */
const AHEAD = 16;

/** Reads until it is ended. Where order counts, it holds the `lease`, and begins nothing without it. */
export function startShift(setting: ShiftSetting, lease?: Lease): Shift {
  const { connection, consumer, channel, clock, concurrency, redeliveryMs, onProblem } = setting;
  const ending = new AbortController();
  const isOurs = () => lease === undefined || lease.isHeld();
  const hand = createHand({ connection, ackWaitMs: consumer.ackWaitMs, isOurs });
  const lanes = createLanes({
    handler: (message, delivery) => {
      if (isOurs()) return setting.handler(message, delivery);
      // Somebody else reads by now. Whoever stood still has not seen that before.
      void end();
      return Promise.reject(new RetryLater(0, 'another process of the group reads the channel'));
    },
    clock,
    redeliveryMs,
    deliveries: setting.deliveries,
    ordering: lease === undefined ? 'none' : 'key',
    concurrency,
    bury: setting.bury,
  });
  const reader = createReader({
    wire: setting.wire,
    channel,
    push: (message, delivered) => lanes.push(given(message, delivered)),
    async postpone({ sequence }, error) {
      onProblem(`a message of ${channel} cannot be read now: ${describeFailure(error)}; it is tried again`);
      if (lease === undefined) hand.giveBack(sequence, redeliveryMs);
      else await pause(redeliveryMs, ending.signal);
      return lease !== undefined && !ending.signal.aborted;
    },
  });
  const given = (message: BrokerMessage, { sequence, attempt }: Delivered): Given => ({
    message,
    position: String(sequence),
    // Where order counts, many are handed out and given back without having been begun; those that fail are counted here.
    attempt: lease === undefined ? attempt : 1,
    ack: () => hand.ack(sequence),
    // At the end, all that is left is given back together.
    giveBack: (delayMs) => {
      if (!ending.signal.aborted) hand.giveBack(sequence, delayMs);
    },
  });
  const intake = startIntake({
    connection,
    consumer,
    hand,
    limit: 2 * concurrency + AHEAD,
    expiresMs: lease === undefined ? PULL_FOR : Math.min(PULL_FOR, consumer.ackWaitMs),
    ...(lease !== undefined && { order: createOrderKeeper() }),
    begin: (delivered) => reader.read(delivered),
    restore: setting.restore,
    onProblem,
  });

  let ended: Promise<void> | undefined;
  function end(): Promise<void> {
    ended ??= (async () => {
      ending.abort();
      // Not one after the other: nothing may begin from now on.
      await Promise.all([intake.stop(), lanes.close()]);
      await hand.close();
    })();
    return ended;
  }
  return { end };
}
