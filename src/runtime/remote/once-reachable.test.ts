import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryBroker } from '../broker/memory-broker.js';
import { starting } from '../broker/testing/starting-broker.js';
import { definitionOf, handlerOf, messageOf, setUp } from '../consumer/testing/set-up.js';
import { createMemoryStore } from '../stores/memory/index.js';
import { testFinalStep, testSaga } from '../testing/definitions.js';
import { createVirtualClock } from '../virtual-clock.js';
import { createWorker } from '../worker/create-worker.js';
import type { WorkerProblem } from '../worker/problems.js';
import { createRemoteLink } from './remote-link.js';
import { serveCommands } from './serve-commands.js';

describe('a broker that cannot be reached when a service begins', () => {
  const said: string[] = [];
  beforeEach(() => {
    said.length = 0;
    const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
    return () => write.mockRestore();
  });

  it('is waited for by a consumer, which says so', async () => {
    const clock = createVirtualClock();
    const memory = createMemoryBroker({ clock });
    const world = await setUp(
      definitionOf([handlerOf()]),
      { Mail: async () => undefined },
      { clock, broker: starting(memory, 3) },
    );
    expect(clock.now()).toBe(7_000);
    expect(said).toEqual(Array(3).fill('sagac: mail waits for the broker: SagaError: no answer\n'));
    await memory.publish('orders', messageOf('1'));
    await world.until(() => world.kinds().includes('handled'));
    await world.ends();
  });

  it('is waited for by whoever carries out commands', async () => {
    const clock = createVirtualClock();
    const broker = starting(createMemoryBroker({ clock }), 1);
    await serveCommands({ broker, channel: 'pay', group: 'payment', handlers: {}, clock });
    expect(said).toEqual(['sagac: payment waits for the broker: SagaError: no answer\n']);
    await broker.close();
  });

  it('ends whoever begins where it will not be otherwise', async () => {
    const broker = starting(createMemoryBroker(), 1, 'channel-missing');
    await expect(setUp(definitionOf([handlerOf()]), { Mail: async () => undefined }, { broker })).rejects.toThrow(
      'no answer',
    );
  });

  const run = (refusals: number) => {
    const clock = createVirtualClock();
    const problems: WorkerProblem[] = [];
    const broker = starting(createMemoryBroker({ clock }), refusals);
    const link = { broker, group: 'g', services: { participant: 'pay' }, replyChannel: 'replies' };
    const worker = createWorker({
      store: createMemoryStore(),
      handlers: {},
      clock,
      onEvent: () => undefined,
      onProblem: (problem) => problems.push(problem),
      pollMs: 0,
      sagas: [testSaga([testFinalStep('C')])],
      remote: createRemoteLink(link),
    });
    return { worker, problems };
  };

  it('is waited for by a worker, which tells its problem', async () => {
    const { worker, problems } = run(2);
    await new Promise<void>((resolve, reject) => worker.run({ onReady: resolve }).catch(reject));
    expect(problems).toEqual(Array(2).fill({ kind: 'broker-unreachable', error: 'SagaError: no answer' }));
    await worker.stop();
  });

  it('does not keep a worker that is to stop', async () => {
    const { worker, problems } = run(Number.POSITIVE_INFINITY);
    const running = worker.run();
    await vi.waitUntil(() => problems.length > 2);
    await worker.stop();
    await running;
  });
});
