import type { SagaStore } from '../store.js';

/** The same store, whose methods are called by `around`: it decides when, and what comes of it. */
export function wrapStore(
  store: SagaStore,
  around: (method: keyof SagaStore, call: () => unknown, args: readonly unknown[]) => unknown,
): SagaStore {
  return new Proxy(store, {
    get(target, name: keyof SagaStore) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: readonly unknown[]): unknown => around(name, () => Reflect.apply(member, target, args), args);
    },
  });
}
