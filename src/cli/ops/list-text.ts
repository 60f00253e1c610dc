import { displayWidth, padTo, printable, wrapText } from '../../diagnostics/index.js';
import type { InstanceCount, InstanceSummary, SagaStatus } from '../../runtime/index.js';
import type { Painter, Style } from '../screen.js';
import { ageText } from './times.js';
import { shortWait } from './wait-text.js';

interface Page {
  /** May be without bound, where what reads it wants each row on one line. */
  readonly width: number;
  readonly paint: Painter;
}

/** Narrower than this, the last column gets lines of its own. */
const LEAST_FOR_REASON = 32;
const GAP = 2;

/** Instances as a table: status, age, id, and what each is stuck with or waits for. */
export function listText(shown: readonly InstanceSummary[], now: number, { width, paint }: Page): string {
  const rows = shown.map((summary) => ({
    status: summary.state.status,
    age: ageText(summary.state.startedAt, now),
    id: printable(summary.state.instance),
    reason: printable(reasonOf(summary, now)),
  }));
  const heads = { status: 'status', age: 'age', id: 'instance', reason: 'stuck with, or waits for' };
  const columns = (['status', 'age', 'id'] as const).map((key) =>
    Math.max(...[heads, ...rows].map((row) => displayWidth(row[key]))),
  );
  const indent = columns.reduce((sum, column) => sum + column + GAP, 0);
  const beside = width - indent >= LEAST_FOR_REASON;
  const head = line([heads.status, heads.age, heads.id], columns);
  const lines = rows.flatMap(({ status, age, id, reason }) => {
    const cells = line([status, age, id], columns);
    const start = paint(STYLE[status], cells.slice(0, status.length)) + cells.slice(status.length);
    const [first = '', ...rest] = wrapText(reason, beside ? width - indent : width - GAP);
    if (beside) return [`${start}${first}`.trimEnd(), ...rest.map((text) => ' '.repeat(indent) + text)];
    return [start.trimEnd(), ...[first, ...rest].filter((text) => text !== '').map((text) => `  ${text}`)];
  });
  return [paint('dim', beside ? `${head}${heads.reason}` : head.trimEnd()), ...lines].join('\n');
}

/** How many instances are in each state, and how old the oldest unfinished one is. */
export function countsText(counts: readonly InstanceCount[], now: number, width: number): string {
  const parts = STATUSES.flatMap((status) => {
    const ofStatus = counts.filter((count) => count.status === status);
    const total = ofStatus.reduce((sum, { count }) => sum + count, 0);
    return total === 0 ? [] : [`${total.toLocaleString('en')} ${status}`];
  });
  const unfinished = counts.filter(({ status }) => status !== 'completed' && status !== 'aborted');
  const oldest = Math.min(...unfinished.map(({ oldestStartedAt }) => oldestStartedAt));
  const age = unfinished.length === 0 ? '' : `; the oldest unfinished one is ${ageText(oldest, now)} old`;
  const text = parts.length === 0 ? 'The store holds none at all.' : `In the store: ${parts.join(', ')}${age}.`;
  return wrapText(text, width).join('\n');
}

const STATUSES: readonly SagaStatus[] = ['stuck', 'running', 'unwinding', 'completed', 'aborted'];

const STYLE: Readonly<Record<SagaStatus, Style>> = {
  stuck: 'red',
  running: 'bold',
  unwinding: 'magenta',
  completed: 'green',
  aborted: 'yellow',
};

function reasonOf({ problems, waits }: InstanceSummary, now: number): string {
  if (problems.length > 0) return problems.join(' ');
  const [first] = waits;
  if (first === undefined) return '';
  const others = waits.length > 1 ? `, and ${waits.length - 1} more` : '';
  return `${shortWait(first, now)}${others}`;
}

function line(cells: readonly string[], columns: readonly number[]): string {
  return cells.map((cell, index) => padTo(cell, (columns[index] ?? 0) + GAP)).join('');
}
