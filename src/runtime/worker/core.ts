import { type Clock, systemClock } from '../clock.js';
import type { CrashContext, CrashPoint } from '../crash-points.js';
import { SagaError } from '../errors.js';
import type { SagaState } from '../saga/state.js';
import type { SagaPlan } from '../saga/steps.js';
import type { SagaStore } from '../store.js';
import type { CommandHandlers, WorkerOptions } from './types.js';

/** What the parts of one worker share. */
export interface WorkerCore {
  readonly options: WorkerOptions;
  readonly store: SagaStore;
  readonly handlers: CommandHandlers;
  readonly clock: Clock;
  readonly random: () => number;
  /** What this worker can run, by hash of the definition. */
  readonly plans: Map<string, SagaPlan>;
  /** What this worker starts, by name of the saga. */
  readonly starts: ReadonlyMap<string, SagaPlan>;
  /** Work that `run` waits for before it returns. */
  readonly inFlight: Set<Promise<void>>;
  readonly waiters: Map<string, Waiter[]>;
  /** Aborted when the worker is over, so that nothing of it sleeps on. */
  readonly over: AbortController;
  readonly bell: Bell;
  /** The last notice on its way; the next one waits for it. */
  notices: Promise<void>;
  stopping: boolean;
  /** Why the worker died; nothing is written after it. */
  death?: { readonly cause: unknown };
}

/** Somebody who waits for the end of an instance. */
export interface Waiter {
  resolve(state: SagaState): void;
  reject(error: unknown): void;
}

/** Wakes the loop; a ring while nobody listens is kept. */
export interface Bell {
  ring(): void;
  /** Says whether it has rung since the last wait. */
  hasRung(): boolean;
  /** Resolves at the next ring, or at once if it has rung since the last wait. */
  wait(): Promise<void>;
}

export function createCore(options: WorkerOptions, starts: ReadonlyMap<string, SagaPlan>): WorkerCore {
  return {
    options,
    store: options.store,
    handlers: options.handlers,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    plans: new Map([...starts.values()].map((plan) => [plan.hash, plan])),
    starts,
    inFlight: new Set(),
    waiters: new Map(),
    over: new AbortController(),
    bell: createBell(),
    notices: Promise.resolve(),
    stopping: false,
  };
}

/** Ends the worker on the spot. */
export function die(core: WorkerCore, cause: unknown): void {
  core.death ??= { cause };
  core.over.abort();
  core.bell.ring();
}

/** Throws what the worker died of. */
export function assertAlive(core: WorkerCore): void {
  if (core.death !== undefined) throw core.death.cause;
}

/** Passes a crash point: the hook may end the worker here. */
export function pass(core: WorkerCore, point: CrashPoint, context: CrashContext): void {
  assertAlive(core);
  try {
    core.options.crashPoint?.(point, context);
  } catch (error) {
    die(core, error);
    throw error;
  }
}

/** Runs work beside the loop; what it throws ends the worker. */
export function launch(core: WorkerCore, work: () => Promise<void>): void {
  const running = work()
    .catch((error: unknown) => die(core, error))
    .finally(() => {
      core.inFlight.delete(running);
      core.bell.ring();
    });
  core.inFlight.add(running);
}

/** Tells everybody who waits for this instance that it has ended. */
export function announceEnd(core: WorkerCore, state: SagaState): void {
  for (const waiter of core.waiters.get(state.instance) ?? []) waiter.resolve(state);
  core.waiters.delete(state.instance);
}

/** Tells everybody who still waits that this worker will not bring the end. */
export function abandonWaiters(core: WorkerCore): void {
  const error = core.death?.cause ?? new SagaError('worker-stopped', 'the worker stopped before the saga ended');
  for (const waiter of [...core.waiters.values()].flat()) waiter.reject(error);
  core.waiters.clear();
}

function createBell(): Bell {
  let rung = false;
  let listener: (() => void) | undefined;
  return {
    hasRung: () => rung,
    ring() {
      rung = true;
      listener?.();
    },
    async wait() {
      if (!rung) await new Promise<void>((resolve) => (listener = resolve));
      listener = undefined;
      rung = false;
    },
  };
}
