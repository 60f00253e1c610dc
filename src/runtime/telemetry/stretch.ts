import type { JournalEntry, SagaStarted } from '../saga/journal.js';

/** The part of a journal that one span of the instance covers: from its start, or from where it was resumed, to an end. */
export interface Stretch {
  /** First entry of the whole journal. */
  readonly started: SagaStarted;
  readonly entries: readonly JournalEntry[];
  /** It goes on after an end: an operator or a late success has resumed it. */
  readonly resumed: boolean;
}

/** The latest stretch of a journal that has come to an end. Throws where it has no beginning. */
export function lastStretch(journal: readonly JournalEntry[]): Stretch {
  const end = journal.findLastIndex(isEnd);
  const before = journal.slice(0, end).findLastIndex(isEnd);
  const started = journal[0];
  if (started?.type !== 'saga-started') throw new Error('the journal has no beginning');
  const begin = before === -1 ? 0 : resumption(journal, before);
  return { started, entries: journal.slice(begin, end + 1), resumed: before !== -1 };
}

/** Says whether an entry ends an instance, for good or until somebody resumes it. */
export function isEnd({ type }: JournalEntry): boolean {
  return type === 'saga-completed' || type === 'saga-aborted' || type === 'saga-parked';
}

/** What came to an ended instance and changed nothing belongs to no stretch. */
function resumption(journal: readonly JournalEntry[], end: number): number {
  const found = journal.findIndex((entry, index) => index > end && resumes(entry));
  return found === -1 ? end + 1 : found;
}

function resumes(entry: JournalEntry): boolean {
  return entry.type === 'operator-acted' || (entry.type === 'late-success' && entry.reopens);
}
