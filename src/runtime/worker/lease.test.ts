import { describe, expect, it } from 'vitest';
import { testCall, testFinalStep, testSaga } from '../testing/definitions.js';
import { ORDER, setUp } from '../testing/set-up-worker.js';
import { createVirtualClock } from '../virtual-clock.js';
import type { WorkerProblem } from './problems.js';

describe('a worker that had nothing in hand for a while', () => {
  it('does not lose its lease with what it takes in hand shortly before the end', async () => {
    const clock = createVirtualClock();
    const saga = testSaga([testFinalStep('A', { call: testCall('A', { timeoutMs: 60_000 }) })]);
    const problems: WorkerProblem[] = [];
    let calls = 0;
    const A = async () => {
      calls += 1;
      await clock.sleep(20_000);
      return { outcome: 'ADone', data: {} };
    };
    const { worker } = setUp(saga, { A }, { clock, onProblem: (problem) => problems.push(problem) });
    const running = worker.run();
    await clock.sleep(9_000);
    await worker.start('Checkout', ORDER);
    expect((await worker.ended('Checkout.o1')).status).toBe('completed');
    expect({ calls, problems }).toEqual({ calls: 1, problems: [] });
    await worker.stop();
    await running;
  });
});
