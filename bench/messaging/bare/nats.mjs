import { AckPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, headers } from '@nats-io/transport-node';
import { byKey } from './by-key.mjs';

export async function open(url) {
  const connection = await connect({ servers: new URL(url).host });
  const js = jetstream(connection);
  const manager = await jetstreamManager(connection);
  return {
    async publish(channel, { id, key, type, data }) {
      const head = headers();
      head.set('ce-id', id);
      head.set('ce-type', type);
      head.set('ce-partitionkey', key);
      await js.publish(channel, data, { headers: head });
    },
    async consume(channel, group, concurrency, handler) {
      const stream = await manager.streams.find(channel);
      await manager.consumers.add(stream, {
        durable_name: `${group}-bare`,
        ack_policy: AckPolicy.Explicit,
        max_ack_pending: 1_000,
      });
      const consumer = await js.consumers.get(stream, `${group}-bare`);
      const messages = await consumer.consume({ max_messages: 200 });
      const inOrder = byKey(concurrency);
      const loop = (async () => {
        for await (const message of messages) {
          const id = message.headers?.get('ce-id') ?? '';
          void inOrder(message.headers?.get('ce-partitionkey') ?? id, async () => {
            await handler({ id, data: message.json() });
            message.ack();
          });
        }
      })();
      return async () => {
        await messages.close();
        await loop;
      };
    },
    close: () => connection.drain(),
  };
}
