import type { JournalEntry } from '../../saga/journal.js';
import { idempotencyKey } from '../../saga/names.js';
import { nameOfPath } from '../../saga/paths.js';
import type { SagaPlan } from '../../saga/plan.js';
import { wrongUndoOrder } from '../../testing/undo-order.js';
import { type InstanceRow, journalOf, type Violation } from '../evidence.js';
import type { Case } from './check-evidence.js';

/** Each entry makes sense behind those before it. */
export function checkEntries({ instances, plans }: Case): readonly Violation[] {
  return instances.flatMap((row) => {
    const plan = plans.get(row.state.definition);
    const texts = plan === undefined ? [] : nonsenseIn(plan, row);
    return texts.map((text) => ({ rule: 'entries', instance: row.id, text }));
  });
}

/** What is known behind some entries of a journal. */
interface Reading {
  readonly instance: string;
  readonly plan: SagaPlan;
  /** Number of the latest attempt, by key. */
  readonly sent: Map<string, number>;
  readonly succeeded: Set<string>;
  /** Keys of what may have happened. */
  readonly open: Set<string>;
  unwinding: boolean;
  ended: boolean;
}

function nonsenseIn(plan: SagaPlan, row: InstanceRow): readonly string[] {
  const reading: Reading = {
    instance: row.id,
    plan,
    sent: new Map(),
    succeeded: new Set(),
    open: new Set(),
    unwinding: false,
    ended: false,
  };
  const entries = journalOf(row);
  const texts = entries.flatMap((entry, index) => {
    const problem = afterEnd(reading, entry) ?? read(reading, entry);
    return problem === undefined ? [] : [`position ${index + 1}, ${entry.type}: ${problem}`];
  });
  const order = wrongUndoOrder(plan.definition.steps, row.state, entries);
  return order === undefined ? texts : [...texts, `${order[0]} was undone before ${order[1]}, which came later`];
}

/** Only what comes late is still noted, and only a late success begins anything again. */
function afterEnd(reading: Reading, entry: JournalEntry): string | undefined {
  if (!reading.ended) return undefined;
  if (entry.type === 'late-success') reading.ended = !entry.reopens;
  const isLate = ['late-success', 'reply-ignored', 'event-received'].includes(entry.type);
  return isLate ? undefined : 'it had ended';
}

function read(reading: Reading, entry: JournalEntry): string | undefined {
  switch (entry.type) {
    case 'command-sent':
      return readSent(reading, entry);
    case 'command-dispatched':
    case 'attempt-failed':
      return readAnswer(reading, entry);
    case 'step-succeeded':
    case 'late-success':
      return readSuccess(reading, entry);
    case 'retry-scheduled': {
      const due = (reading.sent.get(keyOf(reading, entry)) ?? 0) + 1;
      return entry.attempt === due ? undefined : `attempt ${entry.attempt} is scheduled where ${due} is due`;
    }
    case 'step-failed':
      if (entry.direction === 'do' && entry.mayHaveHappened) reading.open.add(keyOf(reading, entry));
      return undefined;
    case 'unwinding-started':
      if (reading.unwinding) return 'it unwound already';
      reading.unwinding = true;
      return undefined;
    case 'saga-completed':
    case 'saga-aborted':
    case 'saga-parked':
      reading.ended = true;
      return undefined;
    default:
      return undefined;
  }
}

function keyOf({ instance }: Reading, { step, direction }: Extract<JournalEntry, { direction: unknown }>): string {
  return idempotencyKey(instance, step, direction);
}

function readSent(reading: Reading, entry: Extract<JournalEntry, { type: 'command-sent' }>): string | undefined {
  const key = keyOf(reading, entry);
  const due = (reading.sent.get(key) ?? 0) + 1;
  reading.sent.set(key, entry.attempt);
  if (entry.key !== key) return `the key is ${entry.key}`;
  if (entry.attempt !== due) return `attempt ${entry.attempt} of ${key} is sent where ${due} is due`;
  if (reading.succeeded.has(key)) return `${key} had succeeded`;
  if (entry.direction === 'do' && reading.unwinding) return 'nothing new begins while it unwinds';
  const startsSo = reading.plan.steps.get(nameOfPath(entry.step))?.kind === 'undo';
  const isNeeded =
    entry.direction !== 'undo' || startsSo || reading.open.has(idempotencyKey(reading.instance, entry.step, 'do'));
  return isNeeded ? undefined : 'there was nothing to undo';
}

type Answer = Extract<JournalEntry, { direction: unknown; attempt: number }>;

function readAnswer(reading: Reading, entry: Answer): string | undefined {
  const sent = reading.sent.get(keyOf(reading, entry)) ?? 0;
  return entry.attempt <= sent ? undefined : `attempt ${entry.attempt} was never sent`;
}

function readSuccess(reading: Reading, entry: Answer): string | undefined {
  const key = keyOf(reading, entry);
  const isSecond = reading.succeeded.has(key);
  reading.succeeded.add(key);
  if (entry.direction === 'do') reading.open.add(key);
  return isSecond ? `${key} had succeeded already` : readAnswer(reading, entry);
}
