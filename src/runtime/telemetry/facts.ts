import type { AttemptProblem, JournalEntry } from '../saga/journal.js';
import type { Cause, Direction } from '../saga/state.js';

/** What may be told of a journal entry outside of it, by field: never the data of a message. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

/**
 * What logs and spans say of an entry. Names and numbers only; texts of errors, which may quote data, only where
 * `errorTexts` allows it. Why an operator acted is free text about a case and stays in the journal.
 */
export function factsOf(entry: JournalEntry, errorTexts: boolean): Facts {
  return { ...placeOf(entry), ...ownFacts(entry), ...(errorTexts && textOf(entry)) };
}

/** What went wrong as one low-cardinality word: a failure event, `timeout`, `deadline`, or what cancelled. */
export function causeWord(cause: Cause): string {
  switch (cause.kind) {
    case 'failure':
      return cause.event;
    case 'cancel':
      return cause.event ?? 'cancel';
    case 'timeout':
    case 'deadline':
      return cause.kind;
  }
}

/** What an attempt failed of as one low-cardinality word: its failure event, `timeout` or `error`. */
export function problemWord(problem: AttemptProblem): string {
  return problem.kind === 'failure' ? problem.event : problem.kind;
}

function placeOf(entry: JournalEntry): Facts {
  return {
    ...('step' in entry && { step: entry.step }),
    ...('direction' in entry && { direction: entry.direction }),
    ...('attempt' in entry && { attempt: entry.attempt }),
  };
}

function ownFacts(entry: JournalEntry): Facts {
  switch (entry.type) {
    case 'saga-started':
      return { version: entry.sagaVersion, message: entry.message, run: entry.run };
    case 'command-sent':
      return { command: entry.command, service: entry.service, key: entry.key };
    case 'step-succeeded':
      return { event: entry.event, pivot: entry.pivot };
    case 'attempt-failed':
      return { error_type: problemWord(entry.problem) };
    case 'step-checked':
      return { event: entry.event, happened: entry.happened };
    case 'step-failed':
      return { ...ofCause(entry.cause), may_have_happened: entry.mayHaveHappened, optional: entry.optional };
    case 'failure-passed-on':
    case 'unwinding-started':
      return ofCause(entry.cause);
    case 'late-success':
      return { event: entry.event, reopens: entry.reopens };
    case 'reply-ignored':
      return { event: entry.event, reason: entry.reason };
    case 'await-succeeded':
    case 'event-taken':
    case 'event-published':
    case 'start-answered':
      return { event: entry.event };
    case 'command-dispatched':
    case 'retry-scheduled':
    case 'await-started':
    case 'wait-started':
      return entry.dueAt === undefined ? {} : { due_at: timeText(entry.dueAt) };
    case 'wait-ended':
      return entry.event === undefined ? {} : { event: entry.event };
    case 'loop-started':
      return { rounds: entry.items.length };
    case 'loop-cut':
      return { event: entry.event, rounds: entry.rounds };
    case 'event-received':
      return { event: entry.event, use: entry.use };
    case 'deadline-passed':
      return { consequence: entry.consequence };
    case 'operator-acted':
      return { who: entry.who, action: entry.action, targets: entry.targets.map(targetText).join(', ') };
    case 'operator-refused':
      return { who: entry.who, action: entry.action };
    case 'saga-parked':
      return { problems: entry.problems.length };
    case 'step-skipped':
    case 'step-blocked':
    case 'saga-completed':
    case 'saga-aborted':
      return {};
  }
}

function textOf(entry: JournalEntry): Facts {
  switch (entry.type) {
    case 'attempt-failed':
      return entry.problem.kind === 'error' ? { error_text: entry.problem.error } : {};
    case 'step-blocked':
      return { error_text: entry.error };
    case 'operator-refused':
      return { error_text: entry.reason };
    case 'saga-parked':
      return { error_text: entry.problems.join(' ') };
    default:
      return {};
  }
}

function ofCause(cause: Cause): Facts {
  return { cause: causeWord(cause), ...('step' in cause && { cause_step: cause.step }) };
}

function targetText({ step, direction }: { readonly step: string; readonly direction: Direction }): string {
  return direction === 'do' ? step : `${direction} ${step}`;
}

/** ISO 8601 in UTC. */
export function timeText(at: number): string {
  return new Date(at).toISOString();
}
