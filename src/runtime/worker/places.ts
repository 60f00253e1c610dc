import { createFifo } from './fifo.js';

/** How many commands participants may work on at the same time; the others wait their turn. */
export interface Places {
  readonly taken: () => number;
  readonly waiting: () => number;
  /** Runs the work now or when there is a place. It has to `leave` in the end. */
  enter(work: () => void): void;
  leave(): void;
  /** Sends away whoever waits. */
  clear(): void;
}

export function createPlaces(limit: number): Places {
  const queue = createFifo<() => void>();
  let taken = 0;
  let freed = 0;
  return {
    taken: () => taken,
    waiting: () => queue.size(),
    enter(work) {
      if (taken >= limit) return queue.push(work);
      taken += 1;
      work();
    },
    leave() {
      freed += 1;
      // What gets a place may leave it at once, which must not pile up calls.
      if (freed > 1) return;
      for (; freed > 0; freed -= 1) {
        const next = queue.shift();
        if (next === undefined) taken -= 1;
        else next();
      }
    },
    clear: () => queue.clear(),
  };
}
