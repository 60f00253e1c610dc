import type { Clock } from '../clock.js';
import type { CrashHook } from '../crash-points.js';
import type { JsonObject } from '../json.js';
import type { SagaDefinition } from '../saga/definition.js';
import type { AlertMessage, EventMessage } from '../saga/effects.js';
import type { JournalEntry } from '../saga/journal.js';
import type { Direction, SagaState } from '../saga/state.js';
import type { UnsupportedForm } from '../saga/unsupported-forms.js';
import type { SagaStore } from '../store.js';

/** What a participant knows about the command it is given. */
export interface CommandContext {
  /** The same in all attempts of one step and direction: doing it twice must have one effect. */
  readonly idempotencyKey: string;
  readonly attempt: number;
  /** Aborted when the attempt's time is up. */
  readonly signal: AbortSignal;
  readonly instanceId: string;
  readonly step: string;
  readonly direction: Direction;
}

/** A participant's answer: the name of one of the command's success or failure events, and its data. */
export interface CommandAnswer {
  readonly outcome: string;
  readonly data: JsonObject;
}

/** Carries a command out. What it throws is an unknown outcome: the command is sent again with the same key. */
export type CommandHandler = (input: JsonObject, context: CommandContext) => Promise<CommandAnswer>;

/** In-process participants, by command name. */
export type CommandHandlers = Readonly<Record<string, CommandHandler>>;

/** A committed transition, for live timelines. */
export interface CommittedTransition {
  readonly instance: string;
  readonly entries: readonly JournalEntry[];
  readonly state: SagaState;
}

/** Something that an operator should hear about and that is no part of any saga's course. */
export type WorkerProblem =
  /** Unfinished instances run a definition that this worker cannot run; it leaves them alone. */
  | {
      readonly kind: 'definition-left-alone';
      readonly saga: string;
      readonly version: string;
      readonly definition: string;
      readonly missingHandlers: readonly string[];
      readonly unsupportedForms: readonly UnsupportedForm[];
    }
  /** A hook threw; it is called again later. */
  | { readonly kind: 'hook-failed'; readonly hook: 'onEvent' | 'onAlert'; readonly id: string; readonly error: string };

export interface WorkerOptions {
  readonly store: SagaStore;
  /** The sagas that this worker starts. Stored instances of other versions run if the handlers suffice. */
  readonly sagas: readonly SagaDefinition[];
  readonly handlers: CommandHandlers;
  /** Default: the machine's clock. */
  readonly clock?: Clock;
  /** Commands that participants work on at the same time. Default 100. */
  readonly concurrency?: number;
  /** From 0 up to 1, for jitter. Default: `Math.random`. */
  readonly random?: () => number;
  /** How often to look for what other processes wrote, in milliseconds. Default 1000; 0 never looks. */
  readonly pollMs?: number;
  /** Publishes an event of the saga itself; called at least once per event, in order. */
  readonly onEvent?: (message: EventMessage) => void | Promise<void>;
  /** Tells a person; called at least once per alert, in order. */
  readonly onAlert?: (message: AlertMessage) => void | Promise<void>;
  /** Called once after each commit; what it throws ends the worker. */
  readonly onTransition?: (transition: CommittedTransition) => void;
  readonly onProblem?: (problem: WorkerProblem) => void;
  readonly crashPoint?: CrashHook;
}

export interface StartOptions {
  /** Id of the start message; the same id twice is one start, and an error with other data. Default: made from the data. */
  readonly messageId?: string;
}

export interface StartResult {
  readonly instance: string;
  /** False when this start had been committed before. */
  readonly started: boolean;
}

export interface RunOptions {
  /** Return once nothing is in flight, nothing is to be sent and no timer runs. */
  readonly untilIdle?: boolean;
}

/**
 * Runs sagas against a store. Workers that share one may hand out the same command twice, with the same key; whatever
 * they do at the same time, each transition is written once.
 */
export interface Worker {
  /**
   * Commits the start of an instance; `run` moves it on. Rejects with `unknown-saga`, `invalid-start`, or
   * `start-conflict` if the correlation value or the message id was used with other data.
   */
  start(saga: string, data: JsonObject, options?: StartOptions): Promise<StartResult>;
  /** Works until `stop`, and never again after it. Rejects if the store fails or a hook or crash point throws; a new worker then resumes. */
  run(options?: RunOptions): Promise<void>;
  /**
   * Resolves with the state once the instance has completed, aborted or got stuck, while `run` is at work. Rejects with
   * `unknown-instance`, or `worker-stopped` when the worker stops before that.
   */
  ended(instance: string): Promise<SagaState>;
  /** Takes nothing new, waits for the participants at work, then lets `run` return. */
  stop(): Promise<void>;
}
