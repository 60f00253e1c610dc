import type { SagaState } from '../saga/state.js';

interface Waiter {
  resolve(state: SagaState): void;
  reject(error: unknown): void;
}

/** Those who wait for the end of instances. */
export interface Ends {
  /** Instances that somebody waits for. */
  readonly awaited: () => readonly string[];
  wait(instance: string): Promise<SagaState>;
  /** Tells everybody who waits for this instance that it has ended. */
  announce(state: SagaState): void;
  /** Tells everybody who waits for this instance, or for any, that the end will not come. */
  abandon(error: unknown, instance?: string): void;
}

export function createEnds(): Ends {
  const waiters = new Map<string, Waiter[]>();
  return {
    awaited: () => [...waiters.keys()],
    wait: (instance) =>
      new Promise((resolve, reject) => {
        const others = waiters.get(instance);
        if (others) others.push({ resolve, reject });
        else waiters.set(instance, [{ resolve, reject }]);
      }),
    announce(state) {
      const own = waiters.get(state.instance);
      if (own === undefined) return;
      waiters.delete(state.instance);
      for (const waiter of own) waiter.resolve(state);
    },
    abandon(error, instance) {
      for (const name of instance === undefined ? [...waiters.keys()] : [instance]) {
        for (const waiter of waiters.get(name) ?? []) waiter.reject(error);
        waiters.delete(name);
      }
    },
  };
}
