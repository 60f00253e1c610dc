import { describeProblem } from './saga/describe-problem.js';
import type { JournalEntry, ReplyIgnored, RetryScheduled, StepFailed } from './saga/journal.js';
import type { Cause } from './saga/state.js';

/** How a line is to be felt; reporters pick colours by it. */
export type TimelineTone = 'start' | 'progress' | 'success' | 'trouble' | 'undo' | 'failure' | 'note';

/** One line of an instance's history for people. */
export interface TimelineLine {
  /** Milliseconds since the start of the instance. */
  readonly sinceStartMs: number;
  readonly tone: TimelineTone;
  /** Missing where no step is concerned. */
  readonly step?: string;
  readonly text: string;
}

/** The journal as readable lines, one per entry. */
export function timelineOf(entries: readonly JournalEntry[]): readonly TimelineLine[] {
  const startedAt = entries[0]?.at ?? 0;
  return entries.map((entry) => timelineLine(entry, startedAt));
}

/** One entry as a line. `startedAt` is the time of the journal's first entry. */
export function timelineLine(entry: JournalEntry, startedAt: number): TimelineLine {
  const [tone, text] = describeEntry(entry);
  const step = 'step' in entry ? { step: entry.step } : {};
  return { sinceStartMs: entry.at - startedAt, tone, text, ...step };
}

function describeEntry(entry: JournalEntry): readonly [TimelineTone, string] {
  switch (entry.type) {
    case 'saga-started':
      return ['start', `${entry.saga} ${entry.sagaVersion} started by ${entry.message} (${entry.instance})`];
    case 'step-skipped':
      return ['note', `${ofCall(entry)} skipped: its condition does not hold`];
    case 'command-sent':
      return entry.direction === 'undo'
        ? ['undo', `undo ${entry.step}: ${entry.command} sent to ${entry.service}${attempt(entry.attempt)}`]
        : ['progress', `${entry.command} sent to ${entry.service}${attempt(entry.attempt)}`];
    case 'step-succeeded':
      return ['success', `${ofCall(entry)} answered ${entry.event}${entry.pivot ? ' (point of no return)' : ''}`];
    case 'attempt-failed':
      return [
        'trouble',
        `${ofCall(entry)} attempt ${entry.attempt}: ${describeProblem(entry.problem).replaceAll('`', '')}`,
      ];
    case 'retry-scheduled':
      return ['note', `${ofCall(entry)} will be tried again ${describeDelay(entry)}`];
    case 'step-failed':
      return ['failure', `${ofCall(entry)} ${ending(entry)}${entry.optional ? ', the saga goes on without it' : ''}`];
    case 'step-blocked':
      return ['failure', `${ofCall(entry)} cannot be worked out: ${entry.error}`];
    case 'late-success':
      return [
        'note',
        `${ofCall(entry)} answered ${entry.event} after it was given up${entry.reopens ? ': not over yet' : ''}`,
      ];
    case 'reply-ignored':
      return ['note', `${ofCall(entry)} answered ${entry.event} ${WHY_IGNORED[entry.reason]}: ignored`];
    case 'deadline-passed':
      return [
        'trouble',
        entry.consequence === 'unwind' ? 'the deadline has passed' : 'the deadline has passed: alert only',
      ];
    case 'unwinding-started':
      return ['failure', `unwinding because ${describeCause(entry.cause)}`];
    case 'event-published':
      return ['progress', `${entry.event} published`];
    case 'saga-completed':
      return ['success', 'completed'];
    case 'saga-aborted':
      return ['failure', 'aborted: everything is undone'];
    case 'saga-parked':
      return ['failure', `stuck, an operator is needed: ${entry.problems.join(' ').replaceAll('`', '')}`];
  }
}

const WHY_IGNORED: Readonly<Record<ReplyIgnored['reason'], string>> = {
  duplicate: 'again',
  late: 'too late',
  unexpected: 'unasked',
};

function ofCall(entry: { readonly step: string; readonly direction: 'do' | 'undo' }): string {
  return entry.direction === 'undo' ? `undo ${entry.step}:` : `${entry.step}:`;
}

function attempt(number: number): string {
  return number === 1 ? '' : ` (attempt ${number})`;
}

function describeDelay({ minDelayMs, maxDelayMs }: RetryScheduled): string {
  return `${minDelayMs === maxDelayMs ? 'in' : 'within'} ${describeTime(maxDelayMs)}`;
}

function describeTime(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${ms / 1_000} s`;
}

function ending({ direction, mayHaveHappened }: StepFailed): string {
  if (direction === 'undo') return 'given up';
  return mayHaveHappened ? 'given up, though it may have happened' : 'did not happen';
}

/** What went wrong, as the second half of a sentence with "because". */
export function describeCause(cause: Cause): string {
  switch (cause.kind) {
    case 'failure':
      return `${cause.step} answered ${cause.event}`;
    case 'timeout':
      return `${cause.command} gave no answer`;
    case 'deadline':
      return 'the deadline has passed';
  }
}
