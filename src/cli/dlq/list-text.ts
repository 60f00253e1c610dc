import { displayWidth, printable, printableLine, wrapText } from '../../diagnostics/index.js';
import { countOf, listed } from '../../model/facts/name-list.js';
import { type DeadLetter, type DeadLetterReason, deadLetterFacts, deadLetterReasons } from '../../runtime/index.js';
import { ageText, agoText, timeText } from '../ops/times.js';
import type { Painter } from '../screen.js';
import { table } from '../table.js';
import { dlqLine, type Session } from './command-line.js';
import type { Grave } from './graves.js';
import { strangersOf } from './strangers.js';

/** What was found in a channel of dead letters. */
export interface GraveReport extends Grave {
  /** Whether the broker has it: a catalog may name what nobody has made yet. */
  readonly exists: boolean;
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
  /** Whether a catalog names the channels. */
  readonly isOfCatalog: boolean;
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
  const { columns, paint, now, place, isOfCatalog } = page;
  const at = printableLine(place);
  const wrapped = (text: string) => wrapText(text, columns).join('\n');
  if (reports.length === 0 && isOfCatalog) {
    const instead = 'name a channel with `--channel`, or ask the broker with `--no-catalog`';
    return wrapped(`The catalog has no channel of dead letters on a broker like ${at}: ${instead}.`);
  }
  if (reports.length === 0) return wrapped(`There is no channel of dead letters at ${at}.`);
  const all = countOf(reports.length, 'channel');
  if (full.length === 0) return wrapped(noneText(reports, at));
  const count = full.reduce((sum, { found }) => sum + found, 0);
  const oldest = oldestOf(full.flatMap(({ letters }) => letters));
  const since = oldest === undefined ? '' : `; the oldest came ${agoText(oldest, now)}`;
  const where = full.length === reports.length ? all : `${full.length} of ${all}`;
  return paint('bold', wrapped(`${countOf(count, 'dead letter')} in ${where} at ${at}${since}.`));
}

/** No letters are good news only where the channels are: at a wrong broker there are none, either. */
function noneText(reports: readonly GraveReport[], at: string): string {
  const all = countOf(reports.length, 'channel');
  const there = reports.filter(({ exists }) => exists).length;
  if (there === 0)
    return `No dead letters: ${at} has none of the ${all} that the catalog names. Is it the right broker?`;
  return `No dead letters in ${all} at ${at}${there < reports.length ? `, which has ${there} of them` : ''}.`;
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
    ...strangerLines(report, page),
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
    // What could not be read has no type.
    const named = types.filter((type) => type !== '');
    const about = [
      ...(named.length > 0 ? [listed(named)] : []),
      ...(handlers.length > 0 ? [`handler ${listed(handlers)}`] : []),
    ];
    const text = printable(about.length === 0 ? reason : `${reason} (${about.join(', ')})`);
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

/** A channel that was named by mistake is full of what nobody has given up. */
function strangerLines({ channel, letters }: GraveReport, { columns, paint }: ListPage): readonly string[] {
  const count = strangersOf(channel, letters).length;
  if (count === 0) return [];
  const who =
    count === letters.length
      ? 'nothing says that these are dead letters'
      : `${count} do not say that they are dead letters`;
  return wrapText(`${who}: is this the right channel?`, columns - 2).map((line) => `  ${paint('yellow', line)}`);
}

const HEADS = ['position', 'age', 'type', 'key', 'id', 'attempts', 'reason'] as const;
type Head = (typeof HEADS)[number];

/** What a table has, as its room gets less: a key, a reason or an id is in `show` as well, but what is broken cannot be copied. */
const CHOICES: readonly [readonly Head[], ...(readonly Head[])[]] = [
  ['position', 'age', 'type'],
  ['position', 'age', 'type', 'id'],
  ['position', 'age', 'type', 'key', 'id'],
  ['position', 'age', 'type', 'id', 'attempts', 'reason'],
  HEADS,
];
/** A reason wraps, but not into less than this. */
const LEAST_REASON = 24;

function letterLines(
  { letters, found }: GraveReport,
  { limit, now, tableColumns, paint }: ListPage,
): readonly string[] {
  const shown = letters.slice(0, limit);
  if (shown.length === 0) return [];
  const all = shown.map((letter) => cellsOf(letter, now));
  const width = tableColumns - 2;
  const heads = CHOICES.findLast((choice) => leastWidth(choice, all) <= width) ?? CHOICES[0];
  const rows = all.map((cells) => heads.map((name) => cells[name]));
  const { head, lines } = table(heads, rows, width);
  const more = found - shown.length;
  const note = more > 0 ? [paint('dim', `and ${countOf(more, 'more letter')}: \`--limit\` shows more`)] : [];
  return [paint('dim', head), ...lines, ...note].map((line) => `  ${line}`);
}

function cellsOf(letter: DeadLetter, now: number): Readonly<Record<Head, string>> {
  const { message, position, at } = letter;
  const { attempts, reason = '' } = deadLetterFacts(letter);
  const age = at === undefined ? '' : ageText(at, now);
  return {
    position: printableLine(position),
    age: printableLine(age),
    type: printableLine(message.type),
    key: printableLine(message.key),
    id: printableLine(message.id),
    attempts: String(attempts ?? ''),
    reason: printableLine(reason),
  };
}

/** Columns that these cells need when nothing of them is broken but reasons. */
function leastWidth(heads: readonly Head[], rows: readonly Readonly<Record<Head, string>>[]): number {
  const widths = heads.map((name) => {
    const cells = rows.map((row) => displayWidth(row[name]));
    const widest = Math.max(0, ...cells);
    if (widest === 0) return -2;
    const whole = Math.max(name.length, widest);
    return name === 'reason' ? Math.min(LEAST_REASON, whole) : whole;
  });
  return widths.reduce((sum, width) => sum + width + 2, -2);
}

function oldestOf(letters: readonly DeadLetter[]): number | undefined {
  const times = letters.flatMap(({ at }) => at ?? []);
  return times.length === 0 ? undefined : times.reduce((oldest, at) => Math.min(oldest, at));
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
