import { displayWidth, padTo, printable, wrapText } from '../../diagnostics/index.js';
import {
  describeCause,
  type InstanceReport,
  type PossibleAct,
  type SagaState,
  type StuckCall,
} from '../../runtime/index.js';
import { actLine, type Session } from './act-line.js';
import { type JournalPage, journalText } from './journal-text.js';
import { agoText, dueText, timeText } from './times.js';
import { longWait } from './wait-text.js';

export interface InstancePage extends JournalPage {
  readonly now: number;
  readonly session: Session;
}

/** All that is known of an instance, in the order in which one wants to know it. */
export function instanceText(report: InstanceReport, page: InstancePage): string {
  const { state, problems, stuckCalls, waits, journal } = report;
  const { paint, now } = page;
  const parts = [
    `${paint('bold', printable(state.instance))}  ${paint(COLOUR[state.status], headline(state))}`,
    facts(factsOf(report, now), page),
    section(
      'Stuck with',
      problems.map((problem) => bullets(problem, page)),
      page,
    ),
    section('Ask the participant for', stuckCalls.map(keyLine), page),
    section(
      'Waits for',
      waits.map((wait) => bullets(longWait(wait, now), page)),
      page,
    ),
    section('What you can do', actBlocks(report, page), page),
    [paint('bold', 'Journal'), journalText(journal, page)].join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

const COLOUR = { stuck: 'red', running: 'cyan', unwinding: 'magenta', completed: 'green', aborted: 'yellow' } as const;

function headline({ status, parkedFrom }: SagaState): string {
  if (status !== 'stuck') return status;
  return parkedFrom === 'unwinding' ? 'stuck while unwinding' : 'stuck on the way forward';
}

function factsOf(
  { state, definition }: InstanceReport,
  now: number,
): readonly (readonly [string, string | undefined])[] {
  const { startedAt, updatedAt, endedAt, deadlineAt, cause, replyTo } = state;
  const when = (ms: number | undefined) => (ms === undefined ? undefined : `${timeText(ms)}, ${agoText(ms, now)}`);
  const isOver = endedAt !== undefined;
  const version = definition?.version ?? '(its definition is missing)';
  return [
    ['saga', `${state.saga} ${version}${state.run > 1 ? `, run ${state.run}` : ''}`],
    ['correlation', String(state.correlation)],
    ['started', when(startedAt)],
    [state.status === 'stuck' ? 'stuck since' : 'ended', when(endedAt)],
    ['last entry', isOver && updatedAt === endedAt ? undefined : when(updatedAt)],
    [
      'deadline',
      deadlineAt !== undefined && !isOver ? `${timeText(deadlineAt)}, ${dueText(deadlineAt, now)}` : undefined,
    ],
    ['no return', state.pivotPassed ? 'the point of no return is behind' : undefined],
    ['cause', cause && describeCause(cause)],
    ['answers to', replyTo?.instance ?? replyTo?.channel],
    ['alert', definition?.stuck?.alert],
    ['runbook', definition?.stuck?.runbook],
  ];
}

function facts(known: readonly (readonly [string, string | undefined])[], { columns, paint }: InstancePage): string {
  const shown = known.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]));
  const width = Math.max(...shown.map(([label]) => displayWidth(label)));
  const lines = shown.flatMap(([label, value]) => {
    const [first = '', ...rest] = wrapText(printable(value), Math.max(20, columns - width - 4));
    return [`  ${paint('dim', padTo(label, width))}  ${first}`, ...rest.map((text) => ' '.repeat(width + 4) + text)];
  });
  return lines.join('\n');
}

function section(title: string, blocks: readonly string[], { paint }: InstancePage): string {
  return blocks.length === 0 ? '' : [paint('bold', title), ...blocks].join('\n');
}

function bullets(text: string, { columns }: InstancePage): string {
  const [first = '', ...rest] = wrapText(printable(text), columns - 4);
  return [`  - ${first}`, ...rest.map((line) => `    ${line}`)].join('\n');
}

/** On one line, so that it can be copied. */
function keyLine({ command, service, key }: StuckCall): string {
  return `  - ${printable(`\`${command}\` at \`${service}\`, idempotency key ${key}`)}`;
}

/** What to do about each problem; the commands stay on one line each, so that they can be copied. */
function actBlocks({ state, acts }: InstanceReport, page: InstancePage): readonly string[] {
  return acts.map((act) => actBlock(state.instance, act, page));
}

function actBlock(instance: string, act: PossibleAct, { columns, paint, session }: InstancePage): string {
  const effect = wrapText(printable(act.effect), columns - 6).map((line) => paint('dim', `      ${line}`));
  return [`  ${paint('cyan', '$')} ${printable(actLine(instance, act, session))}`, ...effect].join('\n');
}
