import type { SagaDefinition } from './saga/definition.js';
import type { OutgoingMessage } from './saga/effects.js';
import type { Timer } from './saga/input.js';
import type { JournalEntry } from './saga/journal.js';
import type { CorrelationValue } from './saga/names.js';
import type { SagaState, SagaStatus } from './saga/state.js';

/** A timer as it is stored; `owner` is the idempotency key or `deadline`, unique within the instance. */
export interface StoredTimer {
  readonly instance: string;
  readonly owner: string;
  readonly timer: Timer;
  /** Milliseconds since 1970. */
  readonly dueAt: number;
}

export type TimerChange =
  | { readonly type: 'set'; readonly owner: string; readonly timer: Timer; readonly dueAt: number }
  | { readonly type: 'cancel'; readonly owner: string }
  | { readonly type: 'cancel-all' };

/** What a transition takes away: the outbox row that was delivered, the timer that fired, and the id to remember. */
export interface Consumed {
  /** Id of an outgoing message that is done with. */
  readonly message?: string;
  /** Removed only if it is still this very timer. */
  readonly timer?: StoredTimer;
  /** Id of an incoming message; a commit with an id that is already known is refused as `duplicate`. */
  readonly inbox?: string;
}

/** Everything that one transition writes, in one transaction. */
export interface Transition {
  readonly instance: string;
  /** Journal entries that the instance has now; 0 creates it. */
  readonly expectedVersion: number;
  readonly entries: readonly JournalEntry[];
  /** State after the entries. Its `version` is `expectedVersion + entries.length`. */
  readonly state: SagaState;
  readonly messages: readonly OutgoingMessage[];
  /** Applied in this order, after the fired timer is gone. */
  readonly timers: readonly TimerChange[];
  readonly consumed: Consumed;
}

/** `conflict`: somebody else was faster; load again and decide anew. Nothing is written then, nor for a duplicate. */
export type CommitResult = 'committed' | 'conflict' | 'duplicate';

export interface InstanceFilter {
  readonly saga?: string;
  readonly status?: SagaStatus;
  /** Hash of the definition that they run. */
  readonly definition?: string;
  /** At most so many. */
  readonly limit?: number;
}

/**
 * Where instances live. A store hands rows of definitions that it is not asked for to nobody, so a worker never sees
 * what it cannot run. Methods reject with `SagaError` only. Commits may be gathered into one transaction of the
 * database (group commit): a promise that resolves means that its transition is on disk.
 */
export interface SagaStore {
  /** Keeps a definition under its hash; a known hash is left as it is. */
  saveDefinition(hash: string, definition: SagaDefinition): Promise<void>;
  /** Every definition that was ever saved, by hash. */
  definitions(): Promise<ReadonlyMap<string, SagaDefinition>>;
  commit(transition: Transition): Promise<CommitResult>;
  load(instance: string): Promise<SagaState | undefined>;
  /** The last run for a correlation value, however it ended. */
  latestRun(saga: string, correlation: CorrelationValue): Promise<SagaState | undefined>;
  /** Instance that an incoming message was committed for. */
  inboxEntry(id: string): Promise<string | undefined>;
  /** An instance's history in order; empty for an unknown one. */
  journal(instance: string): Promise<readonly JournalEntry[]>;
  /** States in order of their start. */
  list(filter?: InstanceFilter): Promise<readonly SagaState[]>;
  /**
   * Outgoing messages in order of their commit. Each is handed out once; what was handed out and never consumed is
   * handed out again after the store is opened anew.
   */
  takeMessages(definitions: readonly string[], limit: number): Promise<readonly OutgoingMessage[]>;
  /** Forgets messages that were delivered and move no instance: events and alerts. */
  removeMessages(ids: readonly string[]): Promise<void>;
  /** Timers due at `now`, the oldest first. They stay until a transition consumes them. */
  dueTimers(definitions: readonly string[], now: number, limit: number): Promise<readonly StoredTimer[]>;
  /** When the next timer is due, in milliseconds since 1970. */
  nextTimerAt(definitions: readonly string[]): Promise<number | undefined>;
  close(): Promise<void>;
}
