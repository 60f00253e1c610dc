/** Either starts sleeping instances, or is a worker that they wake up in; see sleepers.mjs. */
import { once } from 'node:events';
import { createWorker } from 'sagac/runtime';
import { openPostgresStore } from 'sagac/runtime/postgres';
import { closedLoop } from '../measure/closed-loop.mjs';
import { reminder } from './reminder.mjs';

const order = JSON.parse(process.argv[2]);
const store = await openPostgresStore(order.url);
const lateness = [];
const worker = createWorker({
  store,
  sagas: [reminder],
  handlers: {
    async Remind({ wakeAt }) {
      lateness.push(Date.now() - Date.parse(wakeAt));
      return { outcome: 'Reminded', data: {} };
    },
  },
});

/** Only starts them: without `run` nothing wakes here. */
async function startSleepers({ name, count, wakeFrom, wakeSpanMs }) {
  const { errors } = await closedLoop({
    callers: 200,
    seconds: 3600,
    limit: count,
    async run(number) {
      const wakeAt = new Date(wakeFrom + Math.floor((number / count) * wakeSpanMs)).toISOString();
      await worker.start(reminder.saga, { reminderId: `${name}-${number}`, wakeAt });
      return 'started';
    },
  });
  if (errors.length > 0) throw new Error(errors[0]);
  await worker.stop();
  process.send({ type: 'started' });
}

async function work() {
  const running = worker.run();
  const told = once(process, 'message');
  process.send({ type: 'working' });
  await told;
  await worker.stop();
  await running;
  process.send({ type: 'worked', lateness, counts: await store.count() });
}

await (order.task === 'start' ? startSleepers(order) : work());
await store.close();
process.disconnect();
process.exit(0);
