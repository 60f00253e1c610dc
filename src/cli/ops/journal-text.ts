import { printable, wrapText } from '../../diagnostics/index.js';
import { dayOf } from '../../model/facts/days.js';
import { type JournalEntry, timelineOf } from '../../runtime/index.js';
import type { Painter } from '../screen.js';
import { MARKS, STYLES } from '../tones.js';
import { clockText } from './times.js';

export interface JournalPage {
  readonly columns: number;
  readonly paint: Painter;
  /** Show the data of messages as well. */
  readonly data: boolean;
}

/** Time, two spaces, mark, one space. */
const INDENT = 16;

/** Entries as a timeline in UTC, with a line for each day that begins. */
export function journalText(entries: readonly JournalEntry[], page: JournalPage): string {
  let day = '';
  const lines = timelineOf(entries).flatMap((line, index) => {
    const entry = entries[index];
    if (entry === undefined) return [];
    const before = day;
    day = dayOf(entry.at);
    return [...(day === before ? [] : [page.paint('dim', day)]), ...entryLines(entry, line, page)];
  });
  return lines.join('\n');
}

function entryLines(
  entry: JournalEntry,
  { tone, text }: ReturnType<typeof timelineOf>[number],
  { columns, paint, data }: JournalPage,
): readonly string[] {
  const style = STYLES[tone];
  const width = Math.max(20, columns - INDENT);
  const [first = '', ...rest] = wrapText(printable(text).replaceAll('\n', ' '), width).map((part) =>
    style === undefined ? part : paint(style, part),
  );
  const mark = style === undefined ? MARKS[tone] : paint(style, MARKS[tone]);
  const shown = data ? dataOf(entry).map((part) => paint('dim', part)) : [];
  const indent = ' '.repeat(INDENT);
  const more = [...rest, ...shown].map((part) => indent + part);
  return [`${paint('dim', clockText(entry.at))}  ${mark} ${first}`, ...more];
}

/** The data that an entry carries, as JSON on one line each: it stays whole for whoever copies it. */
function dataOf(entry: JournalEntry): readonly string[] {
  const values = [
    'data' in entry ? entry.data : undefined,
    'input' in entry ? entry.input : undefined,
    'items' in entry ? entry.items : undefined,
    entry.type === 'attempt-failed' && entry.problem.kind === 'failure' ? entry.problem.data : undefined,
  ];
  return values.flatMap((value) => (value === undefined ? [] : [printable(JSON.stringify(value))]));
}
