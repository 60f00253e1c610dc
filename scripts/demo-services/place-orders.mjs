import { setTimeout as sleep } from 'node:timers/promises';

/** Orders that are on their way to the shop front at the same time. */
const AT_ONCE = 8;
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 1_000;

/** Brings orders to the shop front, again and again while it is away. Rejects where one is refused, or the signal is aborted. */
export async function placeOrders(port, orders, signal) {
  const waiting = [...orders];
  const lines = Array.from({ length: AT_ONCE }, async () => {
    for (let order = waiting.shift(); order !== undefined; order = waiting.shift()) await place(port, order, signal);
  });
  await Promise.all(lines);
}

async function place(port, { placed }, signal) {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    signal.throwIfAborted();
    const body = JSON.stringify(placed);
    const request = fetch(`http://127.0.0.1:${port}/orders`, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(10_000),
    });
    const response = await request.catch(() => undefined);
    if (response?.status === 202) return;
    if (response !== undefined && response.status < 500) {
      throw new Error(`Order ${placed.orderId} was refused: ${(await response.text()).trim()}`);
    }
    // Whether it was taken is not known; the same order twice is one.
    await sleep(pause);
  }
}
