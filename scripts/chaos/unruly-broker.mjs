// Stands between a service and its broker, in the process of the service, and does what brokers and networks are allowed to do: a message
// is there twice, comes again after it was acknowledged, overtakes those of other keys, and a word of acknowledgement is lost. It writes
// down what was published and what is done, which a crash cannot take back. BROKER_WRAPPER switches it on, which
// `services/common/platform.ts` of the demo reads.
import { openSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createRandom } from './random.mjs';

const TWICE = { probability: 0.08, latestMs: 2_000 };
const AGAIN = { probability: 0.06, latestMs: 2_000 };
const HELD = { probability: 0.08, longestMs: 1_200 };
const LOST_WORD = 0.03;

/** The same broker, less well-behaved. */
export function wrap(broker) {
  // Two processes of one service, and the one after a crash, go ways of their own.
  const random = createRandom((Number(process.env.CHAOS_SEED) * 1_000_003 + process.pid) >>> 0);
  const note = openNotes();
  const timers = new Set();
  const handled = new Set();

  function later(longestMs, work) {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        // Nobody waits for it, so nobody is told.
        work().catch(() => undefined);
      },
      random.between(0, longestMs),
    );
    timers.add(timer);
  }

  function unruly(channel, group, handler) {
    return async (message, delivery) => {
      const about = [channel, group, message];
      const name = `${channel} ${group} ${message.id}`;
      if (handled.has(name)) note('again', ...about);
      if (delivery.attempt > 1) note('redelivered', ...about);
      if (random.chance(HELD.probability)) {
        note('held', ...about);
        await new Promise((resolve) => setTimeout(resolve, random.between(0, HELD.longestMs)));
      }
      await handler(message, delivery).catch((error) => {
        // It is done with, by whoever puts it to the dead letters.
        if (error.name === 'Unprocessable') note('done', ...about);
        throw error;
      });
      note('done', ...about);
      handled.add(name);
      if (random.chance(AGAIN.probability)) {
        note('again', ...about);
        later(AGAIN.latestMs, () => handler(message, { ...delivery, attempt: 1 }));
      }
      if (!random.chance(LOST_WORD)) return;
      note('unacknowledged', ...about);
      throw new Error('the word that it was handled is lost');
    };
  }

  return {
    async publish(channel, message) {
      await broker.publish(channel, message);
      note('published', channel, '-', message);
      if (!random.chance(TWICE.probability)) return;
      note('twice', channel, '-', message);
      later(TWICE.latestMs, () => broker.publish(channel, message));
    },
    subscribe: (channel, group, handler, options) =>
      broker.subscribe(channel, group, unruly(channel, group, handler), options),
    async close() {
      for (const timer of timers) clearTimeout(timer);
      await broker.close();
    },
  };
}

/** A file of this process, written at once: `time what channel group type id`. */
function openNotes() {
  const file = openSync(join(process.env.CHAOS_NOTES, `${basename(process.cwd())}-${process.pid}.log`), 'a');
  return (what, channel, group, { type, id }) =>
    void writeSync(file, `${new Date().toISOString()} ${what} ${channel} ${group} ${type} ${id}\n`);
}
