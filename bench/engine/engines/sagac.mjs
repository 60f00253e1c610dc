import { createWorker } from 'sagac/runtime';
import { createParticipants, orderOf } from '../saga.mjs';
import { handlersOf, order } from './sagac-definition.mjs';

const OUTCOMES = { completed: 'completed', aborted: 'compensated' };

/** sagac in this process on the given store. Unlike the other engines it also publishes an event when a saga ends. */
export function runOn(store) {
  const participants = createParticipants();
  const worker = createWorker({ store, sagas: [order], handlers: handlersOf(participants), onEvent: () => undefined });
  const running = worker.run();
  return {
    calls: () => participants.calls,
    async run(id, kind) {
      const { instance } = await worker.start(order.saga, orderOf(id, kind));
      const { status } = await worker.ended(instance);
      return OUTCOMES[status] ?? status;
    },
    async stored() {
      const counts = await store.count();
      return Object.fromEntries(counts.map(({ status, count }) => [OUTCOMES[status] ?? status, count]));
    },
    async close() {
      await worker.stop();
      await running;
      await store.close();
    },
  };
}
