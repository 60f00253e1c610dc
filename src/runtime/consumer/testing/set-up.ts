import type { BrokerMessage } from '../../broker/broker.js';
import { createMemoryBroker } from '../../broker/memory-broker.js';
import { createMemoryInbox } from '../../inbox/memory-inbox.js';
import { createVirtualClock } from '../../virtual-clock.js';
import type { ChannelSetting, ConsumerDefinition, HandlerDefinition } from '../definition.js';
import { emitTo } from '../emit.js';
import { startConsumer } from '../start-consumer.js';
import type { ConsumerEvent, ConsumerOptions, EventHandlers } from '../types.js';

/** A handler of `OrderPlaced` that nothing comes of, but for what is said otherwise. */
export function handlerOf(change: Partial<HandlerDefinition> = {}): HandlerDefinition {
  const usual = { name: 'Mail', on: ['OrderPlaced'], correlation: 'orderId', needs: [], asks: [] };
  return { ...usual, idempotentBy: [], emits: [], fails: [], ...change };
}

/** A service that takes orders and payments from the channel `orders`, and sends mails over `mails`. */
export function definitionOf(
  handlers: readonly HandlerDefinition[],
  channel: Partial<ChannelSetting> = {},
): ConsumerDefinition {
  const shape = { fields: { orderId: 'string', total: 'int' }, optional: ['total'] } as const;
  return {
    service: 'mail',
    source: '/mail',
    envelope: 'plain',
    // Waiting moves the clock on by the hour, and what the inbox knows would be forgotten meanwhile.
    windowMs: Number.MAX_SAFE_INTEGER,
    channels: { orders: { ordering: 'none', retryDelaysMs: [60_000, 300_000], ...channel } },
    events: {
      OrderPlaced: { type: 'OrderPlaced', version: '2.0.0', channel: 'orders', key: 'orderId' },
      'OrderPlaced@1': { type: 'OrderPlaced', version: '1.0.0', oldMajor: 1, channel: 'orders', key: 'orderId' },
      OrderPaid: { type: 'Order.Paid', channel: 'orders', key: 'orderId' },
      MailSent: { type: 'MailSent', version: '1.2.0', channel: 'mails', key: 'orderId' },
      MailFailed: { type: 'MailFailed', channel: 'mails', key: 'orderId' },
    },
    handlers,
    commands: {},
    messages: { OrderPlaced: shape, 'OrderPlaced@1': shape, OrderPaid: shape, MailSent: shape, MailFailed: shape },
  };
}

export function messageOf(id: string, change: Partial<BrokerMessage> = {}): BrokerMessage {
  const orderId = change.key ?? 'o1';
  return { id, key: orderId, type: 'OrderPlaced', data: { orderId }, headers: {}, ...change };
}

/** A consumer in memory, whose time passes when nothing else happens. */
export async function setUp(
  definition: ConsumerDefinition,
  handlers: EventHandlers<unknown>,
  change: Partial<ConsumerOptions<unknown>> = {},
) {
  const clock = createVirtualClock();
  const broker = createMemoryBroker({ clock });
  const events: ConsumerEvent[] = [];
  const inbox = createMemoryInbox();
  const options: ConsumerOptions<unknown> = {
    definition,
    broker,
    inbox,
    handlers,
    emit: emitTo(broker),
    clock,
    random: () => 0.5,
    pollMs: 10 * 86_400_000,
    observer: { onEvent: (event) => void events.push(event) },
    ...change,
  };
  const consumer = await startConsumer(options);
  const kinds = () => events.map(({ kind }) => kind);
  /** Publishes, and resolves when so many things have become of messages. */
  async function publish(...messages: readonly BrokerMessage[]): Promise<void> {
    for (const message of messages) await broker.publish('orders', message);
  }
  async function until(isSo: () => boolean): Promise<void> {
    for (let turn = 0; !isSo(); turn += 1) {
      if (turn > 20_000) throw new Error(`it never came to that: ${JSON.stringify(events)}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const ends = async () => {
    await consumer.close();
    await broker.close();
  };
  return { clock, broker, inbox, consumer, events, kinds, publish, until, ends, options };
}
