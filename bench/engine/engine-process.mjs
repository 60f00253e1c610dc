/**
 * One process of a measurement: opens an engine, warms it up, and when told so drives its share of the callers. Its
 * parent sends `measure` and, after all shares are done, `finish`.
 */
import { once } from 'node:events';
import { closedLoop } from './measure/closed-loop.mjs';

const order = JSON.parse(process.argv[2]);
const { openEngine } = await import(`./engines/${order.engine}.mjs`);
const engine = await openEngine(order);

async function loop(name, seconds) {
  const run = (number) => engine.run(`${order.share}-${name}-${number}`, order.kind);
  return closedLoop({ callers: order.callers, seconds, run });
}

const warmUp = await loop('warm', order.warmUpSeconds);
const told = once(process, 'message');
process.send({ type: 'ready' });
await told;
const measured = await loop('run', order.seconds);
const memory = process.memoryUsage().rss / 2 ** 20;
await engine.settled?.();
const calls = engine.calls();
const finish = once(process, 'message');
process.send({
  ...measured,
  type: 'measured',
  latencies: Float64Array.from(measured.latencies),
  warmUpOutcomes: warmUp.outcomes,
  memory,
  calls,
});
await finish;
process.send({ type: 'finished', stored: await engine.stored?.() });
await engine.close();
process.disconnect();
// An engine may leave timers or sockets behind.
process.exit(0);
