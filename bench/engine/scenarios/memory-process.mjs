/** Runs instances in chunks and samples this process's memory in megabytes after each; see memory.mjs. */
import { closedLoop } from '../measure/closed-loop.mjs';
import { kinds } from '../saga.mjs';

const order = JSON.parse(process.argv[2]);
const { openEngine } = await import(`../engines/${order.engine}.mjs`);
const engine = await openEngine(order);
const samples = [];

for (let chunk = 1; chunk <= order.chunks; chunk++) {
  const run = (number) => engine.run(`${chunk}-${number}`, 'ok');
  const { outcomes } = await closedLoop({ callers: 100, seconds: 600, limit: order.chunk, run });
  if (outcomes[kinds.ok.outcome] !== order.chunk) throw new Error(`sagas ended as ${JSON.stringify(outcomes)}`);
  globalThis.gc();
  const { rss, heapUsed } = process.memoryUsage();
  samples.push({ instances: chunk * order.chunk, heap: heapUsed / 2 ** 20, resident: rss / 2 ** 20 });
}
process.send({ type: 'measured', samples });
await engine.close();
process.disconnect();
process.exit(0);
