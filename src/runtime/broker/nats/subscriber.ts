import type { Clock } from '../../clock.js';
import {
  type BrokerMessage,
  type MessageHandler,
  type SubscribeOptions,
  type Subscription,
  Unprocessable,
} from '../broker.js';
import { deadLetterChannel, deadLetterOf } from '../dead-letters.js';
import type { WireFormat } from '../wire/wire-format.js';
import { pause } from './asking.js';
import type { Connection } from './connection.js';
import { describeFailure } from './failures.js';
import type { Lease, Leases } from './lease.js';
import { type ConsumerOf, subjectProblem } from './settings.js';
import { type Shift, type ShiftSetting, startShift } from './shift.js';
import type { DurableConsumer, Topology } from './topology.js';

export interface SubscriberSetting {
  readonly connection: Connection;
  readonly topology: Topology;
  readonly leases: () => Promise<Leases>;
  readonly wire: WireFormat;
  readonly clock: Clock;
  readonly redeliveryMs: number;
  readonly attempts: number;
  readonly publish: (channel: string, message: BrokerMessage) => Promise<void>;
  readonly onProblem: (problem: string) => void;
}

/** Subscribes a group to a channel. Rejects where stream or consumer are missing and cannot be made. */
export async function subscribe(
  setting: SubscriberSetting,
  channel: string,
  group: string,
  handler: MessageHandler,
  options: SubscribeOptions = {},
): Promise<Subscription> {
  const { topology, attempts } = setting;
  const { ordering = 'key', kind = 'topic', deliveries = attempts, concurrency = 16 } = options;
  const deadLetters = options.deadLetters ?? deadLetterChannel(channel, group);
  for (const name of deadLetters === false ? [channel] : [channel, deadLetters]) {
    const problem = subjectProblem(name);
    if (problem !== undefined) throw new Unprocessable(`the channel \`${name}\` ${problem}: rename it`);
  }
  const leases = ordering === 'key' ? await setting.leases() : undefined;
  const of: ConsumerOf = { group, kind, ordering };
  const find = (): Promise<DurableConsumer> => topology.consumer(channel, of, leases?.ms ?? 0);
  const consumer = await find();
  if (deadLetters !== false) await topology.stream(deadLetters);
  const shift: ShiftSetting = {
    ...setting,
    channel,
    consumer,
    handler,
    concurrency,
    deliveries: deliveries === 'unlimited' ? Number.POSITIVE_INFINITY : deliveries,
    async bury({ message, ...letter }) {
      if (deadLetters === false) return;
      await setting.publish(deadLetters, deadLetterOf(message, { channel, group, ...letter }));
    },
    restore: async () => void (await find()),
  };
  return leases === undefined ? readTogether(shift) : readAlone(shift, leases);
}

/** All processes of the group read at the same time. */
function readTogether(setting: ShiftSetting): Subscription {
  const shift = startShift(setting);
  return { close: () => shift.end() };
}

/** Whoever holds the lease of the consumer reads; the others stand by. */
function readAlone(setting: ShiftSetting, leases: Leases): Subscription {
  const { stream, name } = setting.consumer;
  const closing = new AbortController();
  const working = work();

  async function work(): Promise<void> {
    while (!closing.signal.aborted && !setting.connection.closed.aborted) {
      const lease = await leases.take(`${stream}.${name}`, closing.signal);
      if (lease !== undefined) await serve(lease);
    }
  }

  async function serve(lease: Lease): Promise<void> {
    let shift: Shift | undefined;
    try {
      shift = startShift(setting, lease);
      await aborted(closing.signal, lease.lost, setting.connection.closed);
    } catch (error) {
      setting.onProblem(`${setting.channel} cannot be read: ${describeFailure(error)}; it is tried again`);
      await pause(1_000, closing.signal);
    }
    await shift?.end();
    await lease.release();
  }

  return {
    async close() {
      closing.abort();
      await working;
    },
  };
}

/** Resolves as soon as one of them is aborted. */
function aborted(...signals: readonly AbortSignal[]): Promise<void> {
  if (signals.some((signal) => signal.aborted)) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      for (const signal of signals) signal.removeEventListener('abort', finish);
      resolve();
    };
    for (const signal of signals) signal.addEventListener('abort', finish);
  });
}
