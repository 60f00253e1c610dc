import { Consumer, MessagesStreamModes, Producer } from '@platformatic/kafka';
import { byKey } from './by-key.mjs';

const COMMIT_EVERY = 100;

export async function open(url) {
  const bootstrapBrokers = [new URL(url).host];
  // Its idempotent mode loses count when several sends are on their way.
  const producer = new Producer({ clientId: 'bench', bootstrapBrokers, acks: -1 });
  return {
    async publish(channel, { id, key, type, data }) {
      const headers = new Map([
        [Buffer.from('ce_id'), Buffer.from(id)],
        [Buffer.from('ce_type'), Buffer.from(type)],
      ]);
      await producer.send({ messages: [{ topic: channel, key: Buffer.from(key), value: Buffer.from(data), headers }] });
    },
    async consume(channel, group, concurrency, handler) {
      const consumer = new Consumer({
        clientId: 'bench',
        groupId: `${group}-bare-${channel}`,
        bootstrapBrokers,
        autocommit: false,
      });
      const stream = await consumer.consume({ topics: [channel], mode: MessagesStreamModes.EARLIEST });
      const inOrder = byKey(concurrency);
      const pending = new Map();
      let settled = 0;
      const commit = () => {
        const offsets = [...pending].map(([partition, line]) => ({
          topic: channel,
          partition,
          offset: line.next,
          leaderEpoch: 0,
        }));
        return consumer.commit({ offsets });
      };
      const loop = (async () => {
        for await (const message of stream) {
          const line = pending.get(message.partition) ?? { open: [], next: message.offset };
          pending.set(message.partition, line);
          line.open.push(message.offset);
          const id = String(
            message.headers.get('ce_id') ?? [...message.headers].find(([name]) => String(name) === 'ce_id')?.[1],
          );
          void inOrder(String(message.key), async () => {
            await handler({ id, data: JSON.parse(message.value.toString('utf8')) });
            line.open.splice(line.open.indexOf(message.offset), 1);
            line.next = line.open[0] ?? message.offset + 1n;
            settled += 1;
            if (settled % COMMIT_EVERY === 0) await commit();
          });
        }
      })().catch(() => undefined);
      return async () => {
        await commit();
        await consumer.close(true);
        await loop;
      };
    },
    close: () => producer.close(),
  };
}
