import { createPostgresInbox, startConsumer } from 'sagac/runtime';
import { assertEffects, CONCURRENCY, handleBare, withTables, writeEffect } from './database.mjs';
import { definitionOf } from './definition.mjs';
import { freshChannel, inTurns, makeMessages, publishAll } from './messages.mjs';

/**
 * Messages a second from a full channel until their effects are committed: note and effect in one transaction each, acknowledged, in
 * order by key. The time until the first one is not counted.
 */
export function measureConsuming({ broker, bare, postgres, sizes }) {
  const count = sizes.consumed;
  return inTurns(sizes.rounds, {
    ours: () =>
      measureRound(postgres, broker, count, (pool, channel, watch) => consumeOurs(broker, pool, channel, watch)),
    bare: () =>
      measureRound(postgres, broker, count, (pool, channel, watch) => consumeBare(bare, pool, channel, watch)),
  });
}

async function measureRound(postgres, broker, count, consume) {
  return withTables(postgres, async (pool) => {
    const channel = freshChannel('consumed');
    // A group that is known beforehand, for brokers that keep nothing for others.
    await (await broker.subscribe(channel, 'bench', async () => undefined)).close();
    await publishAll(broker, channel, makeMessages(count));
    const watch = stopwatch(count);
    const stop = await consume(pool, channel, watch);
    const rate = await watch.rate;
    await stop();
    await assertEffects(pool, count);
    return rate;
  });
}

async function consumeOurs(broker, pool, channel, watch) {
  const handler = async (data, { tx, messageId }) => {
    await writeEffect(tx, messageId, data);
  };
  const consumer = await startConsumer({
    definition: definitionOf(channel),
    broker,
    inbox: createPostgresInbox(pool),
    handlers: { Book: handler },
    concurrency: CONCURRENCY,
    observer: { onEvent: ({ kind }) => kind === 'handled' && watch.tick() },
  });
  return () => consumer.close();
}

async function consumeBare(bare, pool, channel, watch) {
  return bare.consume(channel, 'bench', CONCURRENCY, async ({ id, data }) => {
    await handleBare(pool, id, data);
    watch.tick();
  });
}

/** From the first to the last of so many ticks. */
function stopwatch(count) {
  let ticks = 0;
  let began = 0;
  let end = () => undefined;
  const rate = new Promise((resolve) => {
    end = resolve;
  });
  return {
    rate,
    tick() {
      ticks += 1;
      if (ticks === 1) began = performance.now();
      if (ticks === count) end(((count - 1) * 1_000) / (performance.now() - began));
    },
  };
}
