import { Connection } from 'rabbitmq-client';
import { byKey } from './by-key.mjs';

export async function open(url) {
  const connection = new Connection(url);
  connection.on('error', (error) => console.error(error));
  await connection.onConnect(10_000);
  const publisher = connection.createPublisher({ confirm: true });
  return {
    async publish(channel, { id, key, type, data }) {
      const headers = { 'cloudEvents:id': id, 'cloudEvents:type': type, 'cloudEvents:partitionkey': key };
      const envelope = { exchange: channel, durable: true, messageId: id, contentType: 'application/json', headers };
      await publisher.send(envelope, Buffer.from(data));
    },
    async consume(channel, group, concurrency, handler) {
      const inOrder = byKey(concurrency);
      const consumer = connection.createConsumer(
        { queue: `${channel}:${group}`, queueOptions: { passive: true }, qos: { prefetchCount: 200 }, requeue: true },
        ({ headers = {}, messageId, body }) => {
          const id = headers['cloudEvents:id'] ?? messageId;
          const data = Buffer.isBuffer(body) ? JSON.parse(body.toString('utf8')) : body;
          return inOrder(headers['cloudEvents:partitionkey'] ?? id, () => handler({ id, data }));
        },
      );
      return () => consumer.close();
    },
    async close() {
      await publisher.close();
      await connection.close();
    },
  };
}
