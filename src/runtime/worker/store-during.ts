import type { Clock } from '../clock.js';
import type { SagaStore } from '../store.js';
import { wrapStore } from './wrap-store.js';

/** The store, in front of a clock that stands still while it is at work; itself where time is real. */
export function storeDuring(store: SagaStore, clock: Clock): SagaStore {
  const { during } = clock;
  if (during === undefined) return store;
  return wrapStore(store, (_method, call) => {
    const result = call();
    return result instanceof Promise ? during(result) : result;
  });
}
