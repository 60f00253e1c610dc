import { hashJson } from '../json.js';
import type { SagaDefinition } from '../saga/definition.js';
import { planSaga } from '../saga/plan.js';
import type { SagaStore } from '../store.js';
import { createWorker } from '../worker/create-worker.js';
import type { CommandHandler } from '../worker/types.js';
import { checkout } from './definitions.js';

const RETRY = { attempts: 3, backoff: 'fixed', delayMs: 5, maxDelayMs: 20, jitter: 'full' };

/** The checkout in a hurry: short time limits and short pauses, on the machine's clock. */
const hurriedCheckout: SagaDefinition = JSON.parse(JSON.stringify(checkout), (key, value: unknown) => {
  if (key === 'retry') return RETRY;
  return key === 'timeoutMs' ? 60 : value;
});

/** Starts instances `o0`, `o1` ... on a store that others work on as well, and goes on until all of them have ended. */
export async function race(store: SagaStore, count: number): Promise<void> {
  const handlers = Object.fromEntries(
    planSaga(hurriedCheckout).commands.map(({ command }) => [command, behave(command)]),
  );
  const worker = createWorker({ store, sagas: [hurriedCheckout], handlers, pollMs: 5 });
  const running = worker.run();
  const orders = Array.from({ length: count }, (_, index) => ({ orderId: `o${index}`, total: { amount: '150.00' } }));
  const started = await Promise.all(orders.map((order) => worker.start('Checkout', order)));
  await Promise.all(started.map(({ instance }) => worker.ended(instance)));
  await worker.stop();
  await running;
}

/** What a participant does follows from key and attempt, so that every worker's participants agree. */
function behave(command: string): CommandHandler {
  return async (_input, { idempotencyKey, attempt }) => {
    const luck = Number.parseInt(hashJson([idempotencyKey, attempt]).slice(0, 4), 16) % 100;
    if (luck < 10) throw new Error('out of order');
    const isForward = !command.startsWith('Undo');
    if (luck < 15 && isForward) return { outcome: `${command}Refused`, data: {} };
    await new Promise((resolve) => setTimeout(resolve, luck < 25 ? 90 : luck % 5));
    return { outcome: `${command}Done`, data: {} };
  };
}
