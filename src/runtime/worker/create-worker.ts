import { SagaError } from '../errors.js';
import { isEnded, type SagaState } from '../saga/state.js';
import { abandonWaiters, announceEnd, assertAlive, createCore, die, type WorkerCore } from './core.js';
import { planSagas } from './known-definitions.js';
import { runLoop } from './run-loop.js';
import { startInstance } from './start-instance.js';
import type { RunOptions, Worker, WorkerOptions } from './types.js';

/**
 * Makes a worker that runs sagas against a store with in-process participants. Throws `unsupported-saga` or
 * `missing-handler` if it could not run one of its sagas to the end.
 */
export function createWorker(options: WorkerOptions): Worker {
  const core = createCore(options, planSagas(options));
  let saved: Promise<void> | undefined;
  let running: Promise<void> | undefined;
  function ready(): Promise<void> {
    saved ??= saveDefinitions(core).catch((error: unknown) => {
      saved = undefined;
      throw error;
    });
    return saved;
  }
  return {
    async start(saga, data, startOptions = {}) {
      assertAlive(core);
      await ready();
      return startInstance(core, saga, data, startOptions);
    },
    run(runOptions = {}) {
      running ??= runToEnd(core, ready, runOptions).finally(() => {
        running = undefined;
      });
      return running;
    },
    ended: (instance) => waitForEnd(core, instance),
    async stop() {
      core.stopping.abort();
      core.bell.ring();
      await running?.catch(() => undefined);
      core.over.abort();
      abandonWaiters(core);
    },
  };
}

async function saveDefinitions({ store, starts }: WorkerCore): Promise<void> {
  for (const { hash, definition } of starts.values()) await store.saveDefinition(hash, definition);
}

async function runToEnd(core: WorkerCore, ready: () => Promise<void>, options: RunOptions): Promise<void> {
  try {
    await ready();
    await runLoop(core, options);
    await Promise.all(core.inFlight);
    assertAlive(core);
  } catch (error) {
    die(core, error);
    throw error;
  } finally {
    abandonWaiters(core);
  }
}

async function waitForEnd(core: WorkerCore, instance: string): Promise<SagaState> {
  const end = new Promise<SagaState>((resolve, reject) => {
    const waiter = { resolve, reject };
    core.waiters.set(instance, [...(core.waiters.get(instance) ?? []), waiter]);
  });
  // Somebody else may fail it before it is awaited below.
  end.catch(() => undefined);
  const state = await core.store.load(instance);
  if (state === undefined) {
    core.waiters.delete(instance);
    throw new SagaError('unknown-instance', `there is no instance \`${instance}\``);
  }
  if (isEnded(state)) announceEnd(core, state);
  else if (core.over.signal.aborted) abandonWaiters(core);
  return end;
}
