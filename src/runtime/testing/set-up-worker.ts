import type { JsonObject } from '../json.js';
import type { SagaDefinition } from '../saga/definition.js';
import { createMemoryStore } from '../stores/memory/index.js';
import { createVirtualClock } from '../virtual-clock.js';
import { createWorker } from '../worker/create-worker.js';
import type { CommandHandlers, WorkerOptions } from '../worker/types.js';

/** A start message of the checkout. */
export const ORDER = { orderId: 'o1', total: { amount: '150.00' } };

/** A worker on a memory store and a virtual clock, and a way to run one journey to its end. */
export function setUp(saga: SagaDefinition, handlers: CommandHandlers, change: Partial<WorkerOptions> = {}) {
  const store = createMemoryStore();
  const clock = createVirtualClock();
  const onEvent = (): void => undefined;
  const worker = createWorker({ store, sagas: [saga], handlers, clock, onEvent, pollMs: 0, ...change });
  async function journey(data: JsonObject = ORDER) {
    const { instance } = await worker.start(saga.saga, data);
    await worker.run({ untilIdle: true });
    return { state: await store.load(instance), journal: await store.journal(instance) };
  }
  return { store, clock, worker, journey };
}
