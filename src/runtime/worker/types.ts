import type { Clock } from '../clock.js';
import type { CrashHook } from '../crash-points.js';
import type { JsonObject } from '../json.js';
import type { SagaDefinition } from '../saga/definition.js';
import type { AlertMessage, EventMessage } from '../saga/effects.js';
import type { JournalEntry } from '../saga/journal.js';
import type { Direction, SagaState } from '../saga/state.js';
import type { PostResult, SagaStore } from '../store.js';
import type { WorkerProblem } from './problems.js';
import type { CommandReceipt, IncomingCommand, IncomingReply, RemoteLink } from './remote-link.js';

/** What a participant knows about the command it is given. */
export interface CommandContext {
  /** The same in all attempts of one step and direction: doing it twice must have one effect. */
  readonly idempotencyKey: string;
  readonly attempt: number;
  /** Aborted when the attempt's time is up. */
  readonly signal: AbortSignal;
  readonly instanceId: string;
  /** Path of the step: its name, with the round or try where it may run more than once. */
  readonly step: string;
  readonly direction: Direction;
  /** W3C trace context that the saga was started with. */
  readonly traceparent?: string;
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

export interface WorkerOptions {
  readonly store: SagaStore;
  /** The sagas that this worker starts. Stored instances of other versions run if the handlers suffice. */
  readonly sagas: readonly SagaDefinition[];
  /** Participants in this process. A command without one goes to the saga that it starts, or over `remote`. */
  readonly handlers: CommandHandlers;
  /** The way to participants, events and sagas elsewhere. */
  readonly remote?: RemoteLink;
  /** Default: the store's clock, or else the machine's. */
  readonly clock?: Clock;
  /** Commands that participants of this process work on at the same time. Default 100. */
  readonly concurrency?: number;
  /** How often to look for what other processes wrote, in milliseconds. Default 1000; 0 never looks. */
  readonly pollMs?: number;
  /** How long others wait for a worker that has vanished before they take over, in milliseconds. Default 10000. */
  readonly leaseMs?: number;
  /** Time of an attempt whose command declares none, in milliseconds. Default 60000. */
  readonly attemptTimeoutMs?: number;
  /** How long `stop` waits for the participants at work, in milliseconds. Default 10000. */
  readonly stopTimeoutMs?: number;
  /**
   * Publishes an event of the saga itself; called at least once per event, in order. Without it, and without a link
   * that publishes, the first event raises the problem `events-unheard`, and all stand in the journal only.
   */
  readonly onEvent?: (message: EventMessage) => void | Promise<void>;
  /** Tells a person; called at least once per alert, in order. Default: a line on the standard error stream. */
  readonly onAlert?: (message: AlertMessage) => void | Promise<void>;
  /** Called once after each commit; what it throws ends the worker. */
  readonly onTransition?: (transition: CommittedTransition) => void;
  /** What it throws ends the worker. Default: a line on the standard error stream. */
  readonly onProblem?: (problem: WorkerProblem) => void;
  readonly crashPoint?: CrashHook;
}

export interface StartOptions {
  /** Id of the start message; the same id twice is one start, and an error with other data. Default: made from the data. */
  readonly messageId?: string;
  /** W3C trace context of the start message. */
  readonly traceparent?: string;
}

export interface StartResult {
  readonly instance: string;
  /** False when this start had been committed before. */
  readonly started: boolean;
}

export interface ReceiveOptions {
  /** Id of the event's message: the same id again changes nothing. */
  readonly id: string;
  readonly traceparent?: string;
}

/** What became of an event of the outside; nothing at all where it concerns no instance. */
export interface ReceiveResult {
  /** Instances that it started, now or when it came before. */
  readonly started: readonly string[];
  /** Instances that it was left for. */
  readonly posted: readonly string[];
}

export interface RunOptions {
  /**
   * Return once nothing is in this worker's hands, nothing in the store is due now or later, and no other worker holds
   * anything. What is under way in a broker is not seen.
   */
  readonly untilIdle?: boolean;
  /** Called once the worker takes what comes: from here on its channels are subscribed to, and nothing published there is lost to it. */
  readonly onReady?: () => void;
}

/** Numbers since the worker was made. */
export interface WorkerCounts {
  /** Events that concerned no instance. */
  readonly ignoredEvents: number;
}

/**
 * Runs sagas against a store. Workers that share one divide the instances among them; when one vanishes, others take
 * over what it held after its lease, and may hand out a command again, with the same key. Each transition is written
 * once, whatever they do at the same time.
 */
export interface Worker {
  /**
   * Commits the start of an instance; `run` moves it on. Rejects with `unknown-saga`, `invalid-start`, or
   * `start-conflict` if the correlation value or the message id was used with other data.
   */
  start(saga: string, data: JsonObject, options?: StartOptions): Promise<StartResult>;
  /**
   * Takes an event of the outside: starts the sagas that begin by it, and else leaves it for the instances that it names.
   * When it resolves, it is on disk. Rejects as `start` does, and with `invalid-event` where its data is not of its type.
   */
  receive(event: string, data: JsonObject, options: ReceiveOptions): Promise<ReceiveResult>;
  /** Takes the answer of a participant elsewhere. Where nobody knows its instance, it belongs to the dead letters. */
  receiveReply(reply: IncomingReply): Promise<PostResult>;
  /** Takes a command of elsewhere that starts a saga here; the answer follows when it ends. */
  receiveCommand(command: IncomingCommand): Promise<CommandReceipt>;
  /**
   * Works until `stop`, and never again after it. Goes on by itself when its lease was lost or the store could not be
   * reached. Rejects if the store fails for good or a hook or crash point throws; a new worker then resumes.
   */
  run(options?: RunOptions): Promise<void>;
  /**
   * Resolves with the state once the instance has completed, aborted or got stuck, while `run` is at work. Rejects with
   * `unknown-instance`, or `worker-stopped` when the worker stops before that.
   */
  ended(instance: string): Promise<SagaState>;
  /** Takes nothing new, waits for the participants at work, leaves everything to others, then lets `run` return. */
  stop(): Promise<void>;
  counts(): WorkerCounts;
}
