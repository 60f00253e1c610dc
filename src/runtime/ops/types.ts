import type { Clock } from '../clock.js';
import type { SagaDefinition } from '../saga/definition.js';
import type { OutgoingMessage } from '../saga/effects.js';
import type { OperatorAct } from '../saga/input.js';
import type { JournalEntry } from '../saga/journal.js';
import type { CorrelationValue } from '../saga/names.js';
import type { SagaState } from '../saga/state.js';
import type { InstanceFilter, SagaStore } from '../store.js';
import type { PossibleAct } from './possible-acts.js';
import type { StuckCall, Wait } from './waits.js';

export interface OperatorOptions {
  readonly store: SagaStore;
  /** Default: the store's clock, or else the machine's. */
  readonly clock?: Clock;
  /** How long an act waits for the worker that has the instance in hand, in milliseconds. Default 5000. */
  readonly patienceMs?: number;
}

/** Where an instance stands, and what it waits for. */
export interface InstanceSummary {
  readonly state: SagaState;
  /** What it is stuck with, one sentence each; empty unless it is stuck. */
  readonly problems: readonly string[];
  readonly waits: readonly Wait[];
}

/** All that is known of an instance. */
export interface InstanceReport extends InstanceSummary {
  /** Missing where the store lacks it: then waits, problems, calls and acts are not known either. */
  readonly definition?: SagaDefinition;
  readonly acts: readonly PossibleAct[];
  /** The commands that it is stuck with. */
  readonly stuckCalls: readonly StuckCall[];
  readonly journal: readonly JournalEntry[];
}

/** What is to be done, by whom, and for what reason; both stand in the journal for ever. */
export interface ActRequest {
  readonly who: string;
  readonly why: string;
  readonly act: OperatorAct;
}

/** Nothing was written: the act does not fit the instance. */
export interface ActRefused {
  readonly outcome: 'refused';
  /** The second half of a sentence: why it cannot be done. */
  readonly reason: string;
  /** What can be done instead. */
  readonly instead: readonly PossibleAct[];
}

/** What an act would lead to at once. */
export interface ActPossible {
  readonly outcome: 'possible';
  readonly entries: readonly JournalEntry[];
  readonly messages: readonly OutgoingMessage[];
  readonly state: SagaState;
}

/** The act stands in the journal, and the instance has gone on from there. */
export interface ActDone {
  readonly outcome: 'done';
  /** Who wrote it: the operator at once, or the worker that had the instance in hand. */
  readonly by: 'operator' | 'worker';
  /** The act, and what has followed from it so far. */
  readonly entries: readonly JournalEntry[];
  readonly state: SagaState;
}

/** A worker has the instance in hand and has not taken the act yet: it lies in the mailbox, and nobody need repeat it. */
export interface ActLeft {
  readonly outcome: 'left';
}

export type ActPreview = ActPossible | ActRefused;
export type ActOutcome = ActDone | ActRefused | ActLeft;

/** The id of an instance, or the saga and the value that name its last run. */
export type InstanceReference = string | { readonly saga: string; readonly correlation: CorrelationValue };

/** Looks after instances in a store, whether workers run or not. Methods reject with `SagaError` only. */
export interface Operator {
  /** In order of their start. */
  list(filter?: InstanceFilter): Promise<readonly InstanceSummary[]>;
  /** Undefined where there is no such instance. */
  show(instance: InstanceReference): Promise<InstanceReport | undefined>;
  /** What an act would lead to; writes nothing. Rejects with `unknown-instance`. */
  preview(instance: string, request: ActRequest): Promise<ActPreview>;
  /**
   * Does something to an instance. Where a worker has it in hand, that worker is asked to, and waited for. Rejects with
   * `unknown-instance`.
   */
  act(instance: string, request: ActRequest): Promise<ActOutcome>;
}
