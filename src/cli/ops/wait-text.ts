import type { Wait } from '../../runtime/index.js';
import { dueText, timeText } from './times.js';

/** What an instance waits for, in a few words for a table. */
export function shortWait(wait: Wait, now: number): string {
  const due = wait.dueAt === undefined ? '' : ` (${dueText(wait.dueAt, now)})`;
  return `${describe(wait)}${due}`;
}

/** The same with the time when it is over, and what the last attempt said. */
export function longWait(wait: Wait, now: number): string {
  const due = wait.dueAt === undefined ? 'without a limit' : `${timeText(wait.dueAt)}, ${dueText(wait.dueAt, now)}`;
  const limit = wait.kind === 'worker' && wait.dueAt === undefined ? '' : `, ${PREPOSITION[wait.kind]}${due}`;
  const problem = wait.problem === undefined ? '' : `; the last attempt: ${wait.problem}`;
  return `${wait.step}: ${describe(wait)}${limit}${problem}`;
}

const PREPOSITION: Readonly<Record<Wait['kind'], string>> = {
  worker: '',
  answer: '',
  event: '',
  attempt: 'at ',
  time: 'at ',
};

function describe({ kind, names, service, attempt = 1, direction }: Wait): string {
  const name = names.map((each) => `\`${each}\``).join(' or ');
  const undo = direction === 'undo' ? ', an undo' : direction === 'check' ? ', a check' : '';
  switch (kind) {
    case 'worker':
      return `a worker with ${name}${undo}${numbered(attempt)}`;
    case 'answer':
      return `the answer of \`${service}\` to ${name}${undo}${numbered(attempt)}`;
    case 'attempt':
      return `attempt ${attempt} of ${name}${undo}`;
    case 'event':
      return name;
    case 'time':
      return name === '' ? 'the end of its pause' : `the end of its pause, or ${name}`;
  }
}

function numbered(attempt: number): string {
  return attempt > 1 ? ` (attempt ${attempt})` : '';
}
