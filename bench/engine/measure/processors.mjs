import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';
import { familyProcessorTime } from './processes.mjs';

/**
 * Begins to watch the processors; the function it returns ends that. It gives the seconds that this run has used with all
 * its processes, and how many cores somebody else kept busy; nothing where the system does not say. A server that was
 * not started here counts as somebody else.
 */
export function watchProcessors() {
  const before = sample();
  return () => {
    const after = sample();
    const own = after.own - before.own;
    if (own === 0) return undefined;
    return { own, others: Math.max(0, (after.busy - before.busy - own) / (after.at - before.at)) };
  };
}

function sample() {
  const busy = cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1000;
  return { at: performance.now() / 1000, busy, own: familyProcessorTime(process.pid) };
}
