import type { Clock } from '../clock.js';
import type { SagaStore } from '../store.js';

/** What acting on instances needs. */
export interface Desk {
  readonly store: SagaStore;
  readonly clock: Clock;
  /** How long to wait for the worker that owns an instance, in milliseconds. */
  readonly patienceMs: number;
}
