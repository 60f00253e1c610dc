import {
  createPostgresInbox,
  createPostgresOutboxStore,
  createRelay,
  postgresOutbox,
  startConsumer,
} from 'sagac/runtime';
import { CONCURRENCY, handleBare, withTables, writeEffect } from './database.mjs';
import { definitionOf } from './definition.mjs';
import { freshChannel, makeMessages } from './messages.mjs';

/** Between two messages, in milliseconds: about 100 a second. */
const PACE = 10;

/** From the commit that wrote a message until the commit of its effect in a consumer, in milliseconds. */
export async function measureLatency({ broker, bare, postgres, sizes }) {
  const ours = await watch(postgres, sizes.watched, (pool, channel, done) =>
    throughOutbox(broker, pool, channel, done),
  );
  const theirs = await watch(postgres, sizes.watched, (pool, channel, done) =>
    straight(broker, bare, pool, channel, done),
  );
  return { ours, bare: theirs };
}

async function watch(postgres, count, open) {
  return withTables(postgres, async (pool) => {
    const sentAt = new Map();
    const times = [];
    let end = () => undefined;
    const isDone = new Promise((resolve) => {
      end = resolve;
    });
    const done = (id) => {
      times.push(performance.now() - sentAt.get(id));
      if (times.length === count) end();
    };
    const { send, stop } = await open(pool, freshChannel('watched'), done);
    for (const message of makeMessages(count)) {
      await send(message, () => sentAt.set(message.id, performance.now()));
      await new Promise((resolve) => setTimeout(resolve, PACE));
    }
    await isDone;
    await stop();
    times.sort((a, b) => a - b);
    return { median: times[count >> 1], late: times[Math.floor(count * 0.99)] };
  });
}

async function throughOutbox(broker, pool, channel, done) {
  const consumer = await startConsumer({
    definition: definitionOf(channel),
    broker,
    inbox: createPostgresInbox(pool),
    handlers: { Book: (data, { tx, messageId }) => writeEffect(tx, messageId, data).then(() => undefined) },
    concurrency: CONCURRENCY,
    observer: { onEvent: ({ kind, messageId }) => kind === 'handled' && done(messageId) },
  });
  const relay = createRelay({ store: createPostgresOutboxStore(pool), broker });
  const running = relay.run();
  return {
    async send(message, committed) {
      const client = await pool.connect();
      await client.query('BEGIN');
      await postgresOutbox.add(client, { ...message, channel });
      committed();
      await client.query('COMMIT');
      client.release();
      relay.wake();
    },
    async stop() {
      await relay.stop();
      await running;
      await consumer.close();
    },
  };
}

/** The same without an outbox: committed, then published, and lost in between when the process dies there. */
async function straight(broker, bare, pool, channel, done) {
  await (await broker.subscribe(channel, 'bench', async () => undefined)).close();
  const stop = await bare.consume(channel, 'bench', CONCURRENCY, async ({ id, data }) => {
    await handleBare(pool, id, data);
    done(id);
  });
  return {
    async send(message, committed) {
      const client = await pool.connect();
      await client.query('BEGIN');
      await writeEffect(client, `sent ${message.id}`, message.data);
      committed();
      await client.query('COMMIT');
      client.release();
      await bare.publish(channel, { ...message, data: JSON.stringify(message.data) });
    },
    stop,
  };
}
