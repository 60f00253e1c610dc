import { setTimeout as pause } from 'node:timers/promises';
import { startChild } from '../measure/child.mjs';
import { tellAll } from '../measure/measure.mjs';
import { latencies } from '../measure/statistics.mjs';

const PROCESS = new URL('./sleepers-process.mjs', import.meta.url);
const WORKERS = 2;
const DUE = 2000;
const DAY_MS = 86_400_000;
/** Workers begin; after `SETTLE` nothing happens for `IDLE`; at `WAKE` the first is due, the last `SPAN` later. */
const SETTLE_MS = 15_000;
const IDLE_MS = 20_000;
const WAKE_MS = 45_000;
const SPAN_MS = 20_000;
const PATIENCE_MS = 10_000;
/** The database's clock, by which workers go, and this machine's may differ by so much. */
const EARLY_MS = 20;

/**
 * Puts very many instances to sleep for a month or more, lets 2,000 others fall due while they sleep, and measures how
 * late those are called and what two workers ask of the database while nothing is due.
 */
export async function measureSleepers(count, surroundings) {
  const server = await surroundings.postgres();
  return server.withDatabase(async (url) => {
    const begin = Date.now();
    await fill(url, count);
    const fillSeconds = (Date.now() - begin) / 1000;
    await server.tidy(url);
    const wakeFrom = Date.now() + WAKE_MS;
    await startSome(url, { name: 'due', count: DUE, wakeFrom, wakeSpanMs: SPAN_MS });
    return { sleepers: count, workers: WORKERS, fillSeconds, ...(await watchWorkers(url, server, wakeFrom)) };
  });
}

function fill(url, count) {
  const share = Math.ceil(count / WORKERS);
  const far = { wakeFrom: Date.now() + 30 * DAY_MS, wakeSpanMs: 300 * DAY_MS };
  return Promise.all(
    Array.from({ length: WORKERS }, (_, worker) => startSome(url, { name: `far-${worker}`, count: share, ...far })),
  );
}

async function startSome(url, some) {
  const child = startChild(PROCESS, { task: 'start', url, ...some });
  await child.next('started');
  await child.ended;
}

async function watchWorkers(url, server, wakeFrom) {
  const workers = Array.from({ length: WORKERS }, () => startChild(PROCESS, { task: 'work', url }));
  try {
    await Promise.all(workers.map((worker) => worker.next('working')));
    await pause(SETTLE_MS);
    const before = await server.transactions(url);
    await pause(IDLE_MS);
    const idle = (await server.transactions(url)) - before;
    const slack = wakeFrom - Date.now();
    await pause(Math.max(0, slack) + SPAN_MS + PATIENCE_MS);
    const results = await tellAll(workers, 'finish', 'worked');
    return { idlePerSecond: (idle * 1000) / IDLE_MS, ...resultOf(results, slack) };
  } finally {
    for (const worker of workers) worker.stop();
    await Promise.all(workers.map(({ ended }) => ended));
  }
}

function resultOf(results, slack) {
  const lateness = results.flatMap((result) => result.lateness);
  const completed = results.at(-1).counts.find(({ status }) => status === 'completed')?.count ?? 0;
  const problem =
    slack < 0
      ? 'the first was due before the idle time was over'
      : lateness.length !== DUE || completed !== DUE
        ? `${lateness.length} calls and ${completed} completed instances of ${DUE}`
        : Math.min(...lateness) < -EARLY_MS && 'an instance was called before its time';
  return { ...(lateness.length > 0 && { lateness: latencies(lateness) }), ...(problem && { problem }) };
}

export function describeSleepers({ sleepers, workers, fillSeconds, idlePerSecond, lateness, problem }) {
  const late = lateness && `late by p50 ${lateness.p50} ms, p99 ${lateness.p99} ms, at most ${lateness.max} ms`;
  const result = problem ? `NOT VERIFIED: ${problem}` : lateness.max <= 1000 ? 'within a second' : 'TOO LATE';
  return [
    `sleepers: ${sleepers} asleep on PostgreSQL (started in ${fillSeconds.toFixed(0)} s), ${workers} workers`,
    `  idle: ${idlePerSecond.toFixed(2)} transactions a second, of all workers together`,
    `  ${DUE} fell due over ${SPAN_MS / 1000} s: ${[late, result].filter(Boolean).join('; ')}`,
  ].join('\n');
}
