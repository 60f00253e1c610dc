import { printable, printableLine, wrapText } from '../../diagnostics/index.js';
import { countOf, listed } from '../../model/facts/name-list.js';
import { type DeadLetter, type DeadLetterReason, deadLetterFacts, deadLetterReasons } from '../../runtime/index.js';
import { ageText, agoText, timeText } from '../ops/times.js';
import type { Painter } from '../screen.js';
import { table } from '../table.js';
import { dlqLine, type Session } from './command-line.js';
import type { Grave } from './graves.js';

/** What was found in a channel of dead letters. */
export interface GraveReport extends Grave {
  /** How many letters that are meant there are. */
  readonly found: number;
  /** Those of them that were read, oldest first. */
  readonly letters: readonly DeadLetter[];
  /** Whether every letter of the channel was read. */
  readonly isAll: boolean;
}

export interface ListPage {
  /** Of text for people. */
  readonly columns: number;
  /** Of tables; may be without bound, where what reads them wants each row on one line. */
  readonly tableColumns: number;
  readonly paint: Painter;
  readonly now: number;
  readonly session: Session;
  /** Letters of a channel that are shown. */
  readonly limit: number;
  /** The broker, without a password. */
  readonly place: string;
}

/** Dead letters by channel: how many, since when, why, whose, and what to do next. */
export function listText(reports: readonly GraveReport[], page: ListPage): string {
  const full = reports.filter(({ found }) => found > 0);
  return [summary(reports, full, page), ...full.map((report) => graveText(report, page))].join('\n\n');
}

/** Why the letters of a channel are there, as far as they were read. */
export function reportedReasons({ letters }: GraveReport): readonly DeadLetterReason[] {
  return deadLetterReasons(letters);
}

function summary(reports: readonly GraveReport[], full: readonly GraveReport[], page: ListPage): string {
  const { columns, paint, now, place } = page;
  const at = printableLine(place);
  const wrapped = (text: string) => wrapText(text, columns).join('\n');
  if (reports.length === 0) return wrapped(`There is no channel of dead letters at ${at}.`);
  const all = countOf(reports.length, 'channel');
  if (full.length === 0) return wrapped(`No dead letters in ${all} at ${at}.`);
  const count = full.reduce((sum, { found }) => sum + found, 0);
  const oldest = oldestOf(full.flatMap(({ letters }) => letters));
  const since = oldest === undefined ? '' : `; the oldest came ${agoText(oldest, now)}`;
  const where = full.length === reports.length ? all : `${full.length} of ${all}`;
  return paint('bold', wrapped(`${countOf(count, 'dead letter')} in ${where} at ${at}${since}.`));
}

function graveText(report: GraveReport, page: ListPage): string {
  const { paint, session } = page;
  const { channel, found } = report;
  const [first] = report.letters;
  const next = [
    ...(first === undefined ? [] : [dlqLine(session, 'show', channel, first.position)]),
    dlqLine(session, 'replay', channel, '--all', '--dry-run'),
  ];
  return [
    `${paint('red', printableLine(channel))}  ${countOf(found, 'letter')}`,
    ...factLines(report, page),
    ...reasonLines(report, page),
    ...letterLines(report, page),
    ...next.map((line) => `  ${paint('cyan', '$')} ${printableLine(line)}`),
  ].join('\n');
}

function factLines({ letters, owners }: GraveReport, { columns, now, paint }: ListPage): readonly string[] {
  const oldest = oldestOf(letters);
  const facts = letters.map(deadLetterFacts);
  const from = unique(facts.map(({ channel = 'somewhere', group }) => `${channel}${group ? ` (group ${group})` : ''}`));
  const lines: readonly (readonly [string, string])[] = [
    ['since', oldest === undefined ? '' : `${timeText(oldest)}, ${agoText(oldest, now)}`],
    ['from', listed(from)],
    ['whose', listed(owners)],
  ];
  return lines
    .filter(([, text]) => text !== '')
    .flatMap(([label, text]) =>
      wrapText(printable(text), columns - 9).map(
        (line, index) => `  ${paint('dim', index === 0 ? label.padEnd(5) : '     ')}  ${line}`,
      ),
    );
}

const MOST_REASONS = 10;

function reasonLines(report: GraveReport, { columns, paint }: ListPage): readonly string[] {
  const reasons = reportedReasons(report);
  const shown = reasons.slice(0, MOST_REASONS);
  const width = Math.max(3, ...shown.map(({ count }) => String(count).length));
  const lines = shown.flatMap(({ reason, count, types, handlers }) => {
    const by = handlers.length === 0 ? '' : `, handler ${listed(handlers)}`;
    const text = `${printable(reason)} (${printable(listed(types))}${printable(by)})`;
    return wrapText(text, columns - width - 6).map(
      (line, index) => `  ${index === 0 ? `${String(count).padStart(width)} x` : ' '.repeat(width + 2)}  ${line}`,
    );
  });
  const others = reasons.length - shown.length;
  const notes = [
    ...(others > 0 ? [`and ${countOf(others, 'other reason')}: \`--json\` has all`] : []),
    ...(report.isAll ? [] : [`of the oldest ${report.letters.length.toLocaleString('en')} that were read`]),
  ];
  return [...lines, ...notes.map((note) => `  ${paint('dim', note)}`)];
}

const HEADS = ['position', 'age', 'type', 'key', 'id', 'attempts', 'reason'];
/** Narrower than this, attempts and reasons have no room. */
const LEAST_FOR_ALL = 72;

function letterLines(
  { letters, found }: GraveReport,
  { limit, now, tableColumns, paint }: ListPage,
): readonly string[] {
  const shown = letters.slice(0, limit);
  if (shown.length === 0) return [];
  const columns = tableColumns < LEAST_FOR_ALL ? HEADS.indexOf('attempts') : HEADS.length;
  const rows = shown.map((letter) => {
    const { message, position, at } = letter;
    const { attempts, reason = '' } = deadLetterFacts(letter);
    const age = at === undefined ? '' : ageText(at, now);
    const cells = [position, age, message.type, message.key, message.id, String(attempts ?? ''), reason];
    return cells.slice(0, columns).map(printableLine);
  });
  const { head, lines } = table(HEADS.slice(0, columns), rows, tableColumns - 2);
  const more = found - shown.length;
  const note = more > 0 ? [paint('dim', `and ${countOf(more, 'more letter')}: \`--limit\` shows more`)] : [];
  return [paint('dim', head), ...lines, ...note].map((line) => `  ${line}`);
}

function oldestOf(letters: readonly DeadLetter[]): number | undefined {
  const times = letters.flatMap(({ at }) => at ?? []);
  return times.length === 0 ? undefined : times.reduce((oldest, at) => Math.min(oldest, at));
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
