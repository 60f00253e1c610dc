import { performance } from 'node:perf_hooks';

/**
 * A closed loop: so many callers, each starts its next run when the last one has ended, until the time is up or `limit`
 * runs were started. Gives the latencies in milliseconds, how runs ended, and when the loop began and ended (wall clock).
 */
export async function closedLoop({ callers, seconds, limit = Number.POSITIVE_INFINITY, run }) {
  const tally = { latencies: [], outcomes: {}, errors: [] };
  const startedAt = Date.now();
  const until = performance.now() + seconds * 1000;
  let started = 0;
  async function call() {
    while (started < limit && performance.now() < until) await timeOne(tally, run, started++);
  }
  await Promise.all(Array.from({ length: callers }, call));
  return { ...tally, startedAt, endedAt: Date.now() };
}

async function timeOne(tally, run, number) {
  const begin = performance.now();
  const outcome = await run(number).catch((error) => {
    if (tally.errors.length < 3) tally.errors.push(String(error?.message ?? error));
    return 'error';
  });
  tally.latencies.push(performance.now() - begin);
  tally.outcomes[outcome] = (tally.outcomes[outcome] ?? 0) + 1;
}
