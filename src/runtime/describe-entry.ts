import { durationText } from './duration-text.js';
import { describeProblem } from './saga/describe-problem.js';
import type { JournalEntry, OperatorActed, ReplyIgnored, StepFailed } from './saga/journal.js';
import { either } from './saga/name-list.js';
import type { Cause, Direction } from './saga/state.js';

/** How a line is to be felt; reporters pick colours by it. */
export type TimelineTone = 'start' | 'progress' | 'success' | 'trouble' | 'undo' | 'failure' | 'note' | 'operator';

type Line = readonly [tone: TimelineTone, text: string];
type EntryOf<Type extends JournalEntry['type']> = Extract<JournalEntry, { readonly type: Type }>;
type Lines = { readonly [Type in JournalEntry['type']]: (entry: EntryOf<Type>) => Line };

/** What an entry says, as one line without a time. */
export function describeEntry(entry: JournalEntry): Line {
  return (LINES[entry.type] as (entry: JournalEntry) => Line)(entry);
}

/** What went wrong, as the second half of a sentence with "because". */
export function describeCause(cause: Cause): string {
  switch (cause.kind) {
    case 'failure':
      return `${cause.step} answered ${cause.event}`;
    case 'timeout':
      return `${cause.step} got no answer`;
    case 'deadline':
      return 'the deadline has passed';
    case 'cancel':
      return cause.event === undefined ? 'an operator cancelled it' : `${cause.event} has come`;
  }
}

const LINES: Lines = {
  'saga-started': ({ saga, sagaVersion, message, instance, replyTo }) => [
    'start',
    `${saga} ${sagaVersion} started by ${message}${replyTo?.instance ? ` of ${replyTo.instance}` : ''} (${instance})`,
  ],
  'step-skipped': (entry) => ['note', `${ofCall(entry)} skipped: its condition does not hold`],
  'command-sent': (entry) => [
    entry.direction === 'undo' ? 'undo' : 'progress',
    `${ofCommand(entry)}${entry.command} sent to ${entry.service}${attempt(entry.attempt)}`,
  ],
  'command-dispatched': (entry) => ['note', `${ofCall(entry)} handed over, the answer ${limit(entry)}`],
  'step-succeeded': (entry) => ['success', `${ofCall(entry)} answered ${entry.event}${pivot(entry)}`],
  'attempt-failed': (entry) => [
    'trouble',
    `${ofCall(entry)} attempt ${entry.attempt}: ${plain(describeProblem(entry.problem))}`,
  ],
  'retry-scheduled': (entry) => [
    'note',
    `${ofCall(entry)} will be tried again in ${durationText(entry.dueAt - entry.at)}`,
  ],
  'step-checked': ({ step, event, happened }) => [
    happened ? 'success' : 'trouble',
    `check ${step}: answered ${event}: it has ${happened ? '' : 'not '}happened`,
  ],
  'step-failed': (entry) => ['failure', `${ofCall(entry)} ${ending(entry)}${consequence(entry)}`],
  'failure-passed-on': ({ step }) => ['failure', `${step}: its failure is handled, and unwinds the saga all the same`],
  'step-blocked': (entry) => ['failure', `${ofCall(entry)} cannot be worked out: ${entry.error}`],
  'late-success': (entry) => [
    'note',
    `${ofCall(entry)} answered ${entry.event} after it was given up${entry.reopens ? ': the saga goes on' : ''}${pivot(entry)}`,
  ],
  'reply-ignored': (entry) => [
    'note',
    `${ofCall(entry)} answered ${entry.event} ${WHY_IGNORED[entry.reason]}: ignored`,
  ],
  'await-started': (entry) => ['progress', `${entry.step}: waits for ${either(entry.events)}, which ${limit(entry)}`],
  'await-succeeded': (entry) => ['success', `${entry.step}: ended by ${entry.event}${pivot(entry)}`],
  'wait-started': ({ step, at, dueAt }) => ['progress', `${step}: pauses for ${durationText(Math.max(0, dueAt - at))}`],
  'wait-ended': ({ step, event }) => [
    'success',
    event === undefined ? `${step}: the pause is over` : `${step}: the pause is cut short by ${event}`,
  ],
  'loop-started': ({ step, items }) => ['progress', `${step}: ${rounds(items.length)} to do`],
  'loop-cut': (entry) => ['note', `${entry.step}: ${entry.event} has come: ends after ${rounds(entry.rounds)}`],
  'event-received': ({ event, use }) => [use === 'cancels' ? 'trouble' : 'note', `${event} has come${USES[use]}`],
  'event-taken': ({ step, event }) => ['note', `${step}: takes ${event}, which had come before`],
  'deadline-passed': ({ consequence: then }) => ['trouble', `the deadline has passed${AFTER_DEADLINE[then]}`],
  'unwinding-started': ({ cause }) => ['failure', `unwinding because ${describeCause(cause)}`],
  'event-published': ({ event }) => ['progress', `${event} published`],
  'start-answered': ({ to, event }) => ['progress', `${to.instance ?? to.channel ?? to.key} is answered with ${event}`],
  'operator-acted': (entry) => ['operator', `${entry.who} ${acted(entry)}: "${entry.why}"`],
  'operator-refused': ({ who, action, reason, why }) => [
    'operator',
    `${who} could not ${action}, because ${plain(reason)}: "${why}"`,
  ],
  'saga-completed': () => ['success', 'completed'],
  'saga-aborted': () => ['failure', 'aborted: everything is undone'],
  'saga-parked': ({ problems }) => ['failure', `stuck, an operator is needed: ${plain(problems.join(' '))}`],
};

const WHY_IGNORED: Readonly<Record<ReplyIgnored['reason'], string>> = {
  duplicate: 'again',
  late: 'too late',
  unexpected: 'unasked',
};

const USES: Readonly<Record<EntryOf<'event-received'>['use'], string>> = {
  noted: '',
  kept: ' early: kept for the step that waits for it',
  cancels: ' and cancels the saga',
  ignored: ': ignored, nothing waits for it',
};

const AFTER_DEADLINE: Readonly<Record<EntryOf<'deadline-passed'>['consequence'], string>> = {
  unwind: '',
  alert: ': alert only',
  none: ': it unwinds already',
};

const ACTED: Readonly<Record<OperatorActed['action'], string>> = {
  retry: 'retried',
  skip: 'skipped',
  resolve: 'resolved',
  cancel: 'cancelled the saga',
};

const HANDLED: Readonly<Record<NonNullable<StepFailed['handled']>['then'], string>> = {
  retry: 'then it is tried anew',
  continue: 'then the saga goes on, and what may have happened stands',
  skip: 'then the saga goes on without it',
  unwind: 'then the saga unwinds',
};

function acted({ action, targets }: OperatorActed): string {
  const names = targets.map(({ step, direction }) => (direction === 'do' ? step : `the ${direction} of ${step}`));
  return [ACTED[action], [...new Set(names)].join(', ')].filter((part) => part !== '').join(' ');
}

function ofCall(entry: { readonly step: string; readonly direction: Direction }): string {
  return entry.direction === 'do' ? `${entry.step}:` : `${entry.direction} ${entry.step}:`;
}

/** Most steps are called as their command is: that is said once. */
function ofCommand(entry: EntryOf<'command-sent'>): string {
  return entry.direction === 'do' && entry.step === entry.command ? '' : `${ofCall(entry)} `;
}

function attempt(number: number): string {
  return number === 1 ? '' : ` (attempt ${number})`;
}

function pivot(entry: { readonly pivot: boolean }): string {
  return entry.pivot ? ' (point of no return)' : '';
}

function limit({ at, dueAt }: { readonly at: number; readonly dueAt?: number }): string {
  return dueAt === undefined ? 'may take any time' : `is due within ${durationText(Math.max(0, dueAt - at))}`;
}

function rounds(number: number): string {
  return `${number} ${number === 1 ? 'round' : 'rounds'}`;
}

function ending({ direction, mayHaveHappened, key, cause }: StepFailed): string {
  if (direction === 'undo') return 'given up';
  if (direction === 'check') return 'given up, nobody knows whether it has happened';
  if (mayHaveHappened) return 'given up, though it may have happened';
  if (key !== undefined) return 'did not happen';
  // Nothing was sent: it waited for an event or for its time.
  if (cause.kind === 'failure') return `ended by ${cause.event}`;
  return cause.kind === 'timeout' ? 'nothing has come in time' : `given up, ${describeCause(cause)}`;
}

function consequence({ optional, handled, direction }: StepFailed): string {
  if (handled) return `; handled as ${handled.on}, ${HANDLED[handled.then]}`;
  return optional && direction === 'do' ? ', the saga goes on without it' : '';
}

/** Lines have no marks for code. */
function plain(text: string): string {
  return text.replaceAll('`', '');
}
