import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 1_000;

/** Places orders at a steady rate. Resolves when the shop front has taken all of them. */
export async function placeSteadily(world, { seconds, perSecond }) {
  const began = Date.now();
  const placing = [];
  for (let count = 0; count < seconds * perSecond; count += 1) {
    await sleep(Math.max(0, began + (count * 1_000) / perSecond - Date.now()));
    const placed = world.placeOrders(1);
    placed.catch(() => undefined);
    placing.push(placed);
  }
  await Promise.all(placing);
}

/** Publishes what is planted, spread over the time, and again while the broker is away: somebody elsewhere who does not give up. */
export async function plant(channels, planted, seconds) {
  const began = Date.now();
  await Promise.all(
    planted.map(async ({ channel, message }, index) => {
      await sleep(Math.max(0, began + (index * seconds * 1_000) / planted.length - Date.now()));
      await stubbornly(() => channels.publish(channel, message));
    }),
  );
}

/** Does it until it works. Rejects with the last error after two minutes. */
export async function stubbornly(work) {
  const end = Date.now() + 120_000;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > end) throw error;
      await sleep(pause);
    }
  }
}

/** Looks at the lag all the time: what it was at most comes back when the signal is aborted. A broker that is away says nothing. */
export async function watchLag(channels, signal) {
  let most = { name: 'any channel', group: 'anybody', messages: 0 };
  while (!signal.aborted) {
    const lags = await channels.lag().catch(() => []);
    most = [most, ...lags].reduce((one, other) => (other.messages > one.messages ? other : one));
    await sleep(500, undefined, { signal }).catch(() => undefined);
  }
  return most;
}
