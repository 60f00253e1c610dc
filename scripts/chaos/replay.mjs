import { messageBehind } from '../../dist/runtime.js';
import { SERVICES } from '../demo-services/build-services.mjs';
import { stubbornly } from './load.mjs';

const PUBLISHED = `SELECT id, channel, message_key AS key, type, data, headers FROM sagac_outbox WHERE published_at IS NOT NULL ORDER BY seq`;

/**
 * Mends letters of which it is known how, each twice: as by an operator who was not sure of the first time. Gives what has to be there
 * afterwards, by service: `[{ orderId, type }]`.
 */
export async function replayMended(channels, planted, letters) {
  const mendable = planted.filter(({ mended }) => mended !== undefined);
  for (const { message, channel, mended } of mendable) {
    const letter = letters.find((one) => one.message.id === message.id);
    const whole = { ...messageBehind(letter), data: mended };
    for (let time = 1; time <= 2; time += 1) await stubbornly(() => channels.publish(channel, whole));
    for (const copy of letters.filter((one) => one.message.id === message.id)) await channels.remove(copy);
  }
  return mendable.map(({ orderId, message }) => ({ orderId, type: message.type, id: message.id }));
}

/** Publishes everything once more that the services have ever published by their outbox. Gives how much that was. */
export async function replayAll(channels, database) {
  let count = 0;
  for (const service of SERVICES) {
    const rows = await database.rows(service, PUBLISHED);
    for (const { id, channel, key, type, data, headers } of rows) {
      const message = { id, key, type, data: JSON.parse(data), headers: JSON.parse(headers) };
      await stubbornly(() => channels.publish(channel, message));
      count += 1;
    }
  }
  return count;
}

/** What is wrong after replays: all is as before, but for what was mended, which has happened once. */
export function replayProblems(before, after, mended) {
  const strange = new Set(mended.map(({ orderId }) => orderId));
  const parts = ['orders', 'payments', 'stockMoves', 'parcels', 'points', 'mails', 'heard'];
  const changed = parts.flatMap((part) => {
    const own = after[part].filter(({ order }) => !strange.has(order));
    const isSame = textOf(own) === textOf(before[part]);
    return isSame
      ? []
      : [`Replayed messages have changed ${part}: ${before[part].length} rows, and now ${own.length}.`];
  });
  const twice = mended.flatMap(({ orderId, type, id }) => {
    const rows = type === 'CapturePayment' ? after.payments : after.heard;
    const count = rows.filter(({ order }) => order === orderId).length;
    return count === 1 ? [] : [`The mended ${type} ${id} was replayed twice and has happened ${count} times.`];
  });
  return [...changed, ...twice];
}

function textOf(rows) {
  return JSON.stringify(rows.map((row) => JSON.stringify(row)).sort());
}
