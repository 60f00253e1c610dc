import { kinds } from '../saga.mjs';
import { startChild } from './child.mjs';
import { watchProcessors } from './processors.mjs';
import { latencies } from './statistics.mjs';

const SHARE = new URL('../engine-process.mjs', import.meta.url);

/**
 * Measures one row once: `workers` processes share the callers and begin together. Gives sagas per second, latencies,
 * memory in megabytes, processor time per saga in milliseconds (`cost`), and `problem` where not every saga ended as it must.
 */
export async function measure(row, order, serverMemory) {
  const callers = Math.max(1, Math.floor(row.callers / row.workers));
  const shares = [];
  try {
    // One after the other: not every engine can make its tables in two processes at once.
    for (let share = 0; share < row.workers; share++) {
      shares.push(startChild(SHARE, { ...order, share, callers, kind: row.kind, engine: row.engine }));
      await shares[share].next('ready');
    }
    return await drive(row, shares, serverMemory);
  } finally {
    for (const share of shares) share.stop();
    await Promise.all(shares.map(({ ended }) => ended));
  }
}

async function drive(row, shares, serverMemory) {
  const usedSince = watchProcessors();
  const results = await tellAll(shares, 'measure', 'measured');
  const used = usedSince();
  const server = serverMemory?.();
  const [first] = await tellAll(shares, 'finish', 'finished');
  const all = results.flatMap((result) => Array.from(result.latencies));
  const begin = Math.min(...results.map(({ startedAt }) => startedAt));
  const end = Math.max(...results.map(({ endedAt }) => endedAt));
  return {
    sagas: all.length,
    seconds: (end - begin) / 1000,
    perSecond: (all.length * 1000) / (end - begin),
    ...latencies(all),
    memory: sum(results.map(({ memory }) => memory)),
    ...(server && { serverMemory: server }),
    ...(used && { others: used.others, cost: (used.own * 1000) / all.length }),
    ...problemOf(row, results, first.stored),
  };
}

/** Tells all processes something and gives their answers. */
export function tellAll(shares, what, answer) {
  return Promise.all(
    shares.map((share) => {
      const answered = share.next(answer);
      share.tell(what);
      return answered;
    }),
  );
}

/** Every saga ended as its kind must, called its participants so often and no more, and the store says the same. */
function problemOf(row, results, stored) {
  const { outcome, calls } = kinds[row.kind];
  const ended = add(results.flatMap((result) => [result.outcomes, result.warmUpOutcomes]));
  const total = sum(Object.values(ended));
  const called = sum(results.map((result) => result.calls));
  const expected = stored?.ended === undefined ? { [outcome]: total } : { ended: total };
  const errors = results.flatMap((result) => result.errors);
  if (ended[outcome] !== total) return { problem: [`sagas ended as ${JSON.stringify(ended)}`, ...errors].join('; ') };
  if (called !== total * calls) return { problem: `${called} calls of participants for ${total} sagas` };
  if (stored && !sameTally(stored, expected)) return { problem: `the store has ${JSON.stringify(stored)} of ${total}` };
  return {};
}

function sameTally(one, other) {
  return (
    Object.keys(one).length === Object.keys(other).length && Object.keys(one).every((key) => one[key] === other[key])
  );
}

function add(tallies) {
  const total = {};
  for (const [key, count] of tallies.flatMap(Object.entries)) total[key] = (total[key] ?? 0) + count;
  return total;
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
