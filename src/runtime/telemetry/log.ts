import type { JournalEntry } from '../saga/journal.js';
import { describeWorkerProblem, type WorkerProblem } from '../worker/problems.js';
import type { CommittedTransition } from '../worker/types.js';
import { factsOf, timeText } from './facts.js';
import { readTraceparent } from './traceparent.js';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One thing that happened. `docs/observability.md` has the fields by `type`. */
export interface LogRecord {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly level: LogLevel;
  /** Type of the journal entry, or `problem`. */
  readonly type: JournalEntry['type'] | 'problem';
  readonly saga?: string;
  readonly instance?: string;
  readonly trace_id?: string;
  readonly [fact: string]: string | number | boolean | undefined;
}

/** The records of a transition, one per entry. */
export function logRecords(
  { instance, entries, state }: CommittedTransition,
  errorTexts: boolean,
): readonly LogRecord[] {
  const traceId = readTraceparent(state.traceparent)?.traceId;
  const trace = traceId === undefined ? {} : { trace_id: traceId };
  return entries.map((entry) => ({
    time: timeText(entry.at),
    level: LEVELS[entry.type],
    type: entry.type,
    saga: state.saga,
    instance,
    ...trace,
    ...factsOf(entry, errorTexts),
  }));
}

/** The record of a problem that belongs to no instance's course. */
export function problemRecord(problem: WorkerProblem, now: number): LogRecord {
  const { kind } = problem;
  return { time: timeText(now), level: 'error', type: 'problem', kind, message: describeWorkerProblem(problem) };
}

/** Writes records as JSON, one a line: `toJsonLines(process.stdout)`. */
export function toJsonLines(
  stream: { write(text: string): unknown },
  least: LogLevel = 'debug',
): (record: LogRecord) => void {
  return (record) => {
    if (ORDER.indexOf(record.level) >= ORDER.indexOf(least)) stream.write(`${JSON.stringify(record)}\n`);
  };
}

const ORDER: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

const LEVELS: Readonly<Record<JournalEntry['type'], LogLevel>> = {
  'saga-started': 'info',
  'step-skipped': 'debug',
  'command-sent': 'info',
  'command-dispatched': 'debug',
  'step-succeeded': 'info',
  'attempt-failed': 'warn',
  'retry-scheduled': 'info',
  'step-checked': 'info',
  'step-failed': 'warn',
  'failure-passed-on': 'warn',
  'step-blocked': 'error',
  'late-success': 'warn',
  'reply-ignored': 'debug',
  'await-started': 'info',
  'await-succeeded': 'info',
  'wait-started': 'info',
  'wait-ended': 'info',
  'loop-started': 'debug',
  'loop-cut': 'info',
  'event-received': 'debug',
  'event-taken': 'debug',
  'deadline-passed': 'warn',
  'unwinding-started': 'warn',
  'event-published': 'info',
  'start-answered': 'debug',
  'operator-acted': 'warn',
  'operator-refused': 'warn',
  'saga-completed': 'info',
  'saga-aborted': 'warn',
  'saga-parked': 'error',
};
