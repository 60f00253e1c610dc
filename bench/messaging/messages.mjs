import { randomUUID } from 'node:crypto';

/** A channel that nothing else uses. */
export function freshChannel(what) {
  return `bench.${what}.${randomUUID().slice(0, 8)}`;
}

/** Orders of about 200 bytes over 1,000 keys. */
export function makeMessages(count) {
  return Array.from({ length: count }, (_, index) => {
    const orderId = `order-${index % 1_000}`;
    const data = { orderId, customerId: `customer-${index % 97}`, total: index, note: 'x'.repeat(100) };
    return { id: randomUUID(), key: orderId, type: 'OrderPlaced', data, headers: {} };
  });
}

/** Publishes with many on their way at once, each key in order. */
export async function publishAll(broker, channel, messages) {
  const lines = Map.groupBy === undefined ? groupBy(messages) : Map.groupBy(messages, ({ key }) => key);
  await Promise.all(
    [...lines.values()].map(async (line) => {
      for (const message of line) await broker.publish(channel, message);
    }),
  );
}

function groupBy(messages) {
  const lines = new Map();
  for (const message of messages) lines.set(message.key, [...(lines.get(message.key) ?? []), message]);
  return lines;
}

/** The best of some rounds of each, taken in turns so that a noisy moment of the machine falls on all. */
export async function inTurns(rounds, measures) {
  const best = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, measure] of Object.entries(measures)) best[name] = Math.max(best[name] ?? 0, await measure());
  }
  return best;
}
