import type { JsonObject } from '../json.js';
import type { SagaDefinition } from '../saga/definition.js';
import type { JournalEntry } from '../saga/journal.js';
import type { Direction, SagaState } from '../saga/state.js';

/** One row of an instance's journal, as it lies in the database. */
export interface JournalRow {
  /** Of its first entry, counted from 1. */
  readonly position: number;
  readonly entries: readonly JournalEntry[];
}

/** One instance, as it lies in the database. */
export interface InstanceRow {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly owner?: number;
  readonly wakeAt?: number;
  readonly state: SagaState;
  readonly journal: readonly JournalRow[];
}

/** Rows that somebody still has to do something about. */
export interface Leftovers {
  readonly notices: number;
  readonly mail: number;
  readonly leases: number;
}

/** A call that a participant got. */
export interface CallLine {
  readonly kind: 'call';
  readonly key: string;
  readonly attempt: number;
  readonly command: string;
  readonly instance: string;
  readonly step: string;
  readonly direction: Direction;
  readonly input: JsonObject;
}

/** What a participant decided for a key, once and for all. `effect`: something happened in the world. */
export interface AnswerLine {
  readonly kind: 'answer';
  readonly key: string;
  readonly outcome: string;
  readonly effect: boolean;
}

/** An event that the saga published, or an alert that it raised, as its hook wrote it down before it returned. */
export interface NoticeLine {
  readonly kind: 'published' | 'alerted';
  readonly id: string;
  readonly instance: string;
  /** The event and its data, or the problems. */
  readonly body: JsonObject;
}

/** What a worker complained of. */
export interface ProblemLine {
  readonly kind: 'problem';
  readonly problem: string;
  readonly text: string;
}

/** One line of what really happened outside of the store. */
export type LedgerLine = CallLine | AnswerLine | NoticeLine | ProblemLine;

/** A start that a worker has acknowledged. */
export interface StartReceipt {
  readonly instance: string;
  readonly data: JsonObject;
}

/** An event of the outside that a worker has acknowledged; `nonce` is in its data. */
export interface EventReceipt {
  readonly nonce: string;
  readonly event: string;
  readonly instances: readonly string[];
}

/** Everything that is left when a proof is over. */
export interface Evidence {
  readonly definitions: ReadonlyMap<string, SagaDefinition>;
  readonly instances: readonly InstanceRow[];
  readonly leftovers: Leftovers;
  /** In the order in which they were written. */
  readonly ledger: readonly LedgerLine[];
  readonly starts: readonly StartReceipt[];
  readonly events: readonly EventReceipt[];
  /** Workers that ended although nobody killed them, and what they said. */
  readonly deaths: readonly string[];
}

/** Something that must not be. */
export interface Violation {
  readonly rule: string;
  /** Missing where it concerns no instance. */
  readonly instance?: string;
  readonly text: string;
}

/** The whole journal of an instance. */
export function journalOf({ journal }: InstanceRow): readonly JournalEntry[] {
  return journal.flatMap(({ entries }) => entries);
}
