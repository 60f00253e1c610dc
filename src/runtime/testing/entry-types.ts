import type { JournalEntry } from '../saga/journal.js';

const ENTRY_TYPES: Readonly<Record<JournalEntry['type'], true>> = {
  'attempt-failed': true,
  'await-started': true,
  'await-succeeded': true,
  'command-dispatched': true,
  'command-sent': true,
  'deadline-passed': true,
  'event-published': true,
  'event-received': true,
  'event-taken': true,
  'failure-passed-on': true,
  'late-success': true,
  'loop-cut': true,
  'loop-started': true,
  'operator-acted': true,
  'operator-refused': true,
  'reply-ignored': true,
  'retry-scheduled': true,
  'saga-aborted': true,
  'saga-completed': true,
  'saga-parked': true,
  'saga-started': true,
  'start-answered': true,
  'step-blocked': true,
  'step-checked': true,
  'step-failed': true,
  'step-skipped': true,
  'step-succeeded': true,
  'unwinding-started': true,
  'wait-ended': true,
  'wait-started': true,
};

/** Every kind of journal entry, in alphabetical order; the compiler sees to it that none is missing. */
export const entryTypes: readonly string[] = Object.keys(ENTRY_TYPES);
