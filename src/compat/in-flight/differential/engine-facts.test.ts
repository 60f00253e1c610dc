import { describe, expect, it } from 'vitest';
import type { SagaDefinition } from '../../../runtime/saga/definition.js';
import { createMemoryData, createMemoryStore, type MemoryData } from '../../../runtime/stores/memory/index.js';
import { testFinalStep, testSaga, testStep } from '../../../runtime/testing/definitions.js';
import { createWorld } from '../../../runtime/testing/participants.js';
import { ORDER, setUp } from '../../../runtime/testing/set-up-worker.js';

const once = testSaga([testFinalStep('Charge')]);
const again: SagaDefinition = { ...once, version: '2.0.0', repeat: true };

function workerOf(saga: SagaDefinition, data: MemoryData, handlers = createWorld(saga).handlers) {
  return setUp(saga, handlers, { store: createMemoryStore(data), onProblem: () => undefined });
}

/** Begins and ends a run by one definition, and starts the same value by another; both without message ids. */
async function startAgain(old: SagaDefinition, next: SagaDefinition, order: typeof ORDER) {
  const data = createMemoryData();
  await workerOf(old, data).journey();
  return workerOf(next, data).worker.start('Checkout', order);
}

describe('what the engine does where a check sees a risk', () => {
  it('saga-repeat-changed: a start that comes again without its message id begins another run', async () => {
    expect(await startAgain(once, again, ORDER)).toEqual({ instance: 'Checkout.o1.2', started: true });
    expect(await startAgain(once, once, ORDER)).toEqual({ instance: 'Checkout.o1', started: false });
  });

  it('saga-repeat-changed: a value that ran is taken for ever', async () => {
    const other = { ...ORDER, total: { amount: '7.00' } };
    await expect(startAgain(again, once, other)).rejects.toMatchObject({ code: 'start-conflict' });
    expect(await startAgain(again, again, other)).toMatchObject({ started: true });
  });

  it('saga-start-changed: a worker of the old definition begins nothing by the new message', async () => {
    const { worker } = workerOf(once, createMemoryData());
    const received = await worker.receive('OrderAsked', ORDER, { id: 'e1' });
    expect(received).toEqual({ started: [], posted: [] });
    expect(worker.counts().ignoredEvents).toBe(1);
  });

  it('saga-handler-moved: an instance in flight still names the old service', async () => {
    const data = createMemoryData();
    const old = testSaga([testStep('Ask')]);
    await workerOf(old, data).worker.start('Checkout', ORDER);
    const [stored] = [...(await createMemoryStore(data).definitions()).values()];
    const [step] = stored?.steps ?? [];
    expect(step?.kind === 'do' && step.call.service).toBe('participant');
  });

  it('step-undo-removed: without a handler for an undo, an instance is left alone before it comes to it', async () => {
    const data = createMemoryData();
    const old = testSaga([testStep('Ask')]);
    await workerOf(old, data).worker.start('Checkout', ORDER);
    const problems: unknown[] = [];
    const next = testSaga([testFinalStep('Ask')], { version: '2.0.0' });
    const store = createMemoryStore(data);
    const { worker } = setUp(next, createWorld(next).handlers, {
      store,
      onProblem: (problem) => problems.push(problem),
    });
    await worker.run({ untilIdle: true });
    expect(problems).toMatchObject([{ kind: 'definition-left-alone', missingHandlers: ['UndoAsk'] }]);
    expect((await store.load('Checkout.o1'))?.status).toBe('running');
  });
});
