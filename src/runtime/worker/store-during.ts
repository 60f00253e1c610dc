import type { Clock } from '../clock.js';
import type { SagaStore } from '../store.js';

/** The store, in front of a clock that stands still while it is at work; itself where time is real. */
export function storeDuring(store: SagaStore, clock: Clock): SagaStore {
  const { during } = clock;
  if (during === undefined) return store;
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: readonly unknown[]): unknown => {
        const result: unknown = Reflect.apply(member, target, args);
        return result instanceof Promise ? during(result) : result;
      };
    },
  });
}
