import type { Clock } from '../clock.js';
import { systemClock } from '../clock.js';
import type { CrashContext, CrashPoint } from '../crash-points.js';
import type { SagaDefinition } from '../saga/definition.js';
import type { CommandMessage } from '../saga/effects.js';
import type { SagaPlan } from '../saga/plan.js';
import type { Owner, SagaStore } from '../store.js';
import { type Bell, createBell } from './bell.js';
import { createEnds, type Ends } from './ends.js';
import type { Held } from './held.js';
import { createNoticeDesk, type NoticeDesk } from './notice-desk.js';
import { createPlaces, type Places } from './places.js';
import { describeWorkerProblem, type WorkerProblem } from './problems.js';
import { storeDuring } from './store-during.js';
import type { WorkerOptions } from './types.js';

/** From so many commands that wait for a place, or notices that wait to go out, no more are taken: they wait in the store. */
export const FULL_HANDS = 1_000;

export interface Lease {
  readonly owner: Owner;
  /** When it was last asked for with success, by this worker's clock. */
  renewedAt: number;
}

export interface KnownDefinition {
  readonly definition: SagaDefinition;
  readonly plan?: SagaPlan;
}

/** Options with their defaults. */
export interface Settings {
  readonly concurrency: number;
  readonly pollMs: number;
  readonly leaseMs: number;
  readonly attemptTimeoutMs: number;
  readonly stopTimeoutMs: number;
}

/** What the parts of one worker share. */
export interface WorkerCore {
  readonly options: WorkerOptions;
  readonly settings: Settings;
  readonly store: SagaStore;
  readonly clock: Clock;
  /** What this worker can run, by hash of the definition. */
  readonly plans: Map<string, SagaPlan>;
  /** Every definition of the store that was met so far, by hash; without a plan where it is of a newer format. */
  readonly known: Map<string, KnownDefinition>;
  /** What this worker starts, by name of the saga. */
  readonly starts: ReadonlyMap<string, SagaPlan>;
  /** Hands a command of an instance over, to whomever it is for. */
  readonly deliver: (core: WorkerCore, held: Held, message: CommandMessage) => void;
  /** Instances in this worker's hands. */
  readonly held: Map<string, Held>;
  /** Instances that showed a bug. */
  readonly broken: Set<string>;
  readonly places: Places;
  /** How to break off the calls that participants work on. */
  readonly calls: Set<() => void>;
  readonly ends: Ends;
  readonly notices: NoticeDesk;
  readonly bell: Bell;
  /** Aborted by `stop`: nothing new is taken, and what only waits for another try gives up. */
  readonly stopping: AbortController;
  /** Aborted when the worker is over. */
  readonly over: AbortController;
  /** Missing before `run`, after it, and while the store cannot be reached. */
  lease?: Lease | undefined;
  /** An owner of ours whose lease may go on although nothing is held by it any more. */
  abandoned?: Owner | undefined;
  renewing?: Promise<void> | undefined;
  /** Ends the renewals, while there are any. */
  keeper?: AbortController | undefined;
  running: boolean;
  /** Something was left in the store because too many commands wait for a place. */
  isFull: boolean;
  /** When to look into the store, as far as is known. */
  lookAt: number;
  /** Work under way, participants aside. */
  errands: number;
  /** The store is asked for ends that others may have brought. */
  looksForEnds: boolean;
  /** Somebody waits until this worker's hands are empty. */
  awaitsQuiet: boolean;
  ignoredEvents: number;
  saidEventsUnheard: boolean;
  /** Why the worker died; nothing is written after it. */
  death?: { readonly cause: unknown };
}

export function createCore(
  options: WorkerOptions,
  starts: ReadonlyMap<string, SagaPlan>,
  deliver: WorkerCore['deliver'],
): WorkerCore {
  const settings = settingsOf(options);
  const clock = options.clock ?? options.store.clock ?? systemClock;
  return {
    options,
    settings,
    store: storeDuring(options.store, clock),
    clock,
    plans: new Map([...starts.values()].map((plan) => [plan.hash, plan])),
    known: new Map(),
    starts,
    deliver,
    held: new Map(),
    broken: new Set(),
    places: createPlaces(settings.concurrency),
    calls: new Set(),
    ends: createEnds(),
    notices: createNoticeDesk(),
    bell: createBell(),
    stopping: new AbortController(),
    over: new AbortController(),
    running: false,
    isFull: false,
    lookAt: Number.POSITIVE_INFINITY,
    errands: 0,
    looksForEnds: false,
    awaitsQuiet: false,
    ignoredEvents: 0,
    saidEventsUnheard: false,
  };
}

function settingsOf(options: WorkerOptions): Settings {
  const { concurrency = 100, pollMs = 1_000, leaseMs = 10_000 } = options;
  const { attemptTimeoutMs = 60_000, stopTimeoutMs = 10_000 } = options;
  return { concurrency, pollMs, leaseMs, attemptTimeoutMs, stopTimeoutMs };
}

/** Ends the worker on the spot. */
export function die(core: WorkerCore, cause: unknown): void {
  core.death ??= { cause };
  core.stopping.abort();
  endWork(core);
  core.bell.ring();
}

/** Breaks off whatever still goes on, and listens to nothing that comes of it. */
export function endWork(core: WorkerCore): void {
  core.over.abort();
  core.keeper?.abort();
  for (const breakOff of core.calls) breakOff();
  core.calls.clear();
}

/** Throws what the worker died of. */
export function assertAlive(core: WorkerCore): void {
  if (core.death !== undefined) throw core.death.cause;
}

/** Passes a crash point: the hook may end the worker here. */
export function pass(core: WorkerCore, point: CrashPoint, context: CrashContext = {}): void {
  assertAlive(core);
  try {
    core.options.crashPoint?.(point, context);
  } catch (error) {
    die(core, error);
    throw error;
  }
}

/** Tells of a problem; a hook that throws ends the worker. */
export function report(core: WorkerCore, problem: WorkerProblem): void {
  const { onProblem = writeProblem } = core.options;
  try {
    onProblem(problem);
  } catch (error) {
    die(core, error);
  }
}

function writeProblem(problem: WorkerProblem): void {
  process.stderr.write(`sagac: ${describeWorkerProblem(problem)}\n`);
}

/** Sees to it that the loop looks into the store at the given time, at once by default. */
export function lookBy(core: WorkerCore, time = 0): void {
  if (time >= core.lookAt) return;
  core.lookAt = time;
  core.bell.ring();
}

/** Looks into the store again where too much was in hand before. */
export function noteRoom(core: WorkerCore): void {
  if (!core.isFull || core.places.waiting() >= FULL_HANDS / 2) return;
  core.isFull = false;
  lookBy(core);
}

/** Whether nothing at all is under way. */
export function isQuiet(core: WorkerCore): boolean {
  return core.errands === 0 && core.places.taken() === 0;
}

/** Wakes whoever waits for the quiet. */
export function noteQuiet(core: WorkerCore): void {
  if (core.awaitsQuiet && isQuiet(core)) core.bell.ring();
}
