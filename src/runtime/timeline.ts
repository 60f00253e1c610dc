import { describeEntry, type TimelineTone } from './describe-entry.js';
import type { JournalEntry } from './saga/journal.js';

/** One line of an instance's history for people. */
export interface TimelineLine {
  /** Milliseconds since the start of the instance. */
  readonly sinceStartMs: number;
  readonly tone: TimelineTone;
  /** Path of the step; missing where no step is concerned. */
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
