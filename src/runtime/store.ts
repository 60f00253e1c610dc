import type { Clock } from './clock.js';
import type { SagaDefinition } from './saga/definition.js';
import type { Notice } from './saga/effects.js';
import type { MailInput } from './saga/input.js';
import type { JournalEntry } from './saga/journal.js';
import type { CorrelationValue } from './saga/names.js';
import type { SagaState, SagaStatus } from './saga/state.js';

/** What a worker is known by while its lease lasts: a fencing token, never given twice by one store. */
export type Owner = number;

/** What somebody left for an instance; it stays until a transition consumes it. */
export interface Mail {
  /** Unique for ever: the same id again is a duplicate, even after the mail was consumed. */
  readonly id: string;
  readonly instance: string;
  readonly input: MailInput;
}

/** What a transition takes away or remembers. */
export interface Consumed {
  /** Id of the mail that it answers. */
  readonly mail?: string;
  /** Id of an incoming message; a commit with an id that is already known is refused as `duplicate`. */
  readonly inbox?: string;
}

/** Everything that one transition writes, in one transaction of the database. */
export interface Transition {
  readonly instance: string;
  /** Journal entries that the instance has now; 0 creates it. */
  readonly expectedVersion: number;
  /** Who must own the instance now; missing = nobody may. Ignored when it is created. */
  readonly owner?: Owner;
  /** Who owns it afterwards; missing = nobody. */
  readonly nextOwner?: Owner;
  /**
   * When the instance is to be claimed, in milliseconds since 1970: the next timer, or 0 where it is left without an
   * owner although there is work to do. Missing where only mail will move it on.
   */
  readonly wakeAt?: number;
  /** May be empty: then only mail is consumed, or the owner changes. */
  readonly entries: readonly JournalEntry[];
  /**
   * State after the entries, as `evolve` makes it of them: a store may keep the entries alone. Its `version` is
   * `expectedVersion + entries.length`.
   */
  readonly state: SagaState;
  /** For the outbox. They belong to `owner` or, when the instance is created, `nextOwner`; without one to nobody. */
  readonly notices: readonly Notice[];
  readonly consumed: Consumed;
}

/**
 * `conflict`: another version, or another owner, or the next owner has no lease; nothing of the transition is written.
 * `duplicate`: the inbox knows the message, and nothing is written either.
 */
export type CommitResult = 'committed' | 'conflict' | 'duplicate';

/** `duplicate`: mail of this id has been here before, and nothing is left now. */
export type PostResult = 'posted' | 'duplicate' | 'unknown-instance';

export interface ClaimRequest {
  readonly owner: Owner;
  /** Hashes of the definitions that the worker can run. */
  readonly definitions: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly limit: number;
}

/** An instance that its claimer owns now, with the mail that lies there, oldest first. */
export interface Claim {
  readonly state: SagaState;
  readonly mail: readonly Mail[];
}

export interface InstanceFilter {
  readonly saga?: string;
  readonly status?: SagaStatus | readonly SagaStatus[];
  readonly correlation?: CorrelationValue;
  /** Hash of the definition that they run. */
  readonly definition?: string;
  /** Not touched since, in milliseconds since 1970. */
  readonly untouchedSince?: number;
  /** At most so many. */
  readonly limit?: number;
}

export interface InstanceCount {
  readonly saga: string;
  readonly status: SagaStatus;
  readonly count: number;
  /** Start of the oldest, in milliseconds since 1970. */
  readonly oldestStartedAt: number;
}

/** Ways to find an instance by an event: the value that names the run, or that of an id made at the start. */
export interface InstanceNames {
  readonly correlation?: CorrelationValue;
  readonly ids: readonly string[];
}

/**
 * Where instances live. One worker at a time owns an instance: it claims it, commits its transitions, and lets go of it
 * in the transition after which nothing is in its own hands. Owners hold a lease; what an owner without a lease holds is
 * free again, and its late commits are refused by the fencing token. Methods reject with `SagaError` only. Commits may be
 * gathered into one transaction of the database (group commit): a promise that resolves means it is on disk.
 */
export interface SagaStore {
  /** The time of the store itself, where its users may disagree about theirs; workers then go by it. */
  readonly clock?: Clock;
  /** Keeps a definition under its hash; a known hash is left as it is. */
  saveDefinition(hash: string, definition: SagaDefinition): Promise<void>;
  /** Every definition that was ever saved, by hash. */
  definitions(): Promise<ReadonlyMap<string, SagaDefinition>>;

  /**
   * Gives a new owner a lease of `leaseMs` from `now`. A store with a clock of its own goes by that for leases. Frees what
   * ended leases held: such instances are due at once (0), as commands may be undelivered, and their notices are nobody's.
   */
  register(now: number, leaseMs: number): Promise<Owner>;
  /** Prolongs the lease; false where it has ended and the owner must register anew. Frees what ended leases held. */
  renew(owner: Owner, now: number, leaseMs: number): Promise<boolean>;
  /** When the first lease ends of another owner that holds instances or notices; undefined where there is none. */
  leaseEnd(owner: Owner): Promise<number | undefined>;
  /** Ends the lease and frees everything that it held, for anybody to claim at once. */
  resign(owner: Owner): Promise<void>;

  commit(transition: Transition): Promise<CommitResult>;
  /**
   * Instances that need their owner: free or its own ones that are due (`wakeAt <= now`), and those with mail. Free ones
   * are its own from now on. What is due longest comes first. A `wakeAt` of 0 is answered by this: from then on the next
   * timer of the state counts. An owner without a lease is given nothing.
   */
  claim(request: ClaimRequest): Promise<readonly Claim[]>;
  /** When the next free or own instance is due; undefined if none ever is. */
  nextWakeAt(request: Omit<ClaimRequest, 'now' | 'limit'>): Promise<number | undefined>;
  /** Leaves mail for an instance, whoever owns it. */
  post(mail: Mail): Promise<PostResult>;

  load(instance: string): Promise<SagaState | undefined>;
  /** The last run for a correlation value, however it ended. */
  latestRun(saga: string, correlation: CorrelationValue): Promise<SagaState | undefined>;
  /** Latest run of each saga instance that answers to one of the names; ids are those of `SagaState.ids`. */
  find(saga: string, names: InstanceNames): Promise<readonly string[]>;
  /** Instance that an incoming message was committed for. */
  inboxEntry(id: string): Promise<string | undefined>;
  /** An instance's history in order; empty for an unknown one. */
  journal(instance: string): Promise<readonly JournalEntry[]>;
  /** States in order of their start. */
  list(filter?: InstanceFilter): Promise<readonly SagaState[]>;
  count(): Promise<readonly InstanceCount[]>;

  /** Takes notices that belong to nobody (their owner's lease ended, or it never had one), oldest first. */
  takeNotices(owner: Owner, limit: number): Promise<readonly Notice[]>;
  /** Forgets notices that were delivered. */
  removeNotices(ids: readonly string[]): Promise<void>;

  /** Calls back when another user of the same data left something to claim; returns how to stop that. */
  watch(listener: () => void): () => void;
  close(): Promise<void>;
}
