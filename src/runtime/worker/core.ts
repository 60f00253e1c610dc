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
  /** Commands that participants work on now. */
  calls: number;
  readonly waiters: Map<string, Waiter[]>;
  /** Aborted by `stop`: nothing new is taken, and what only waits for another try gives up. */
  readonly stopping: AbortController;
  /** Aborted when the worker is over. */
  readonly over: AbortController;
  /**
   * Time limits that run now, aborted with the worker so that nothing of it sleeps on. They do not hang on the signal of
   * `over`: Node 20 would keep every one of them for as long as the worker lives.
   */
  readonly limits: Set<AbortController>;
  readonly bell: Bell;
  /** The last event and the last alert on their way; the next of their kind waits for it. */
  readonly notices: Record<'event' | 'alert', Promise<void>>;
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
    calls: 0,
    waiters: new Map(),
    stopping: new AbortController(),
    over: new AbortController(),
    limits: new Set(),
    bell: createBell(),
    notices: { event: Promise.resolve(), alert: Promise.resolve() },
  };
}

/** Ends the worker on the spot. */
export function die(core: WorkerCore, cause: unknown): void {
  core.death ??= { cause };
  core.stopping.abort();
  core.over.abort();
  for (const limit of core.limits) limit.abort();
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
