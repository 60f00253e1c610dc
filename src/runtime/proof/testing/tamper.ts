import { evolve } from '../../saga/evolve.js';
import type { JournalEntry } from '../../saga/journal.js';
import { nextTimerOf, type SagaState } from '../../saga/state.js';
import { type Evidence, type InstanceRow, journalOf, type LedgerLine } from '../evidence.js';

/** The first instance of which something is so; without one the test would tamper with nothing. */
export function someRow(
  evidence: Evidence,
  is: (row: InstanceRow, entries: readonly JournalEntry[]) => boolean,
): InstanceRow {
  const found = evidence.instances.find((row) => is(row, journalOf(row)));
  if (found === undefined) throw new Error('no instance is like that');
  return found;
}

/** The evidence with one row exchanged; without a new one it is gone. */
export function exchange(evidence: Evidence, old: InstanceRow, row?: InstanceRow): Evidence {
  return { ...evidence, instances: evidence.instances.flatMap((each) => (each === old ? (row ?? []) : each)) };
}

/** The row with other entries, as if an engine with a bug had written them: the state and all columns agree with them. */
export function rewrite(row: InstanceRow, entries: readonly JournalEntry[]): InstanceRow {
  const state = entries.reduce<SagaState | undefined>(evolve, undefined);
  if (state === undefined) throw new Error('a journal has at least one entry');
  const { wakeAt: _wakeAt, ...rest } = row;
  const wakeAt = nextTimerOf(state);
  const journal = entries.map((entry, index) => ({ position: index + 1, entries: [entry] }));
  return {
    ...rest,
    ...(wakeAt !== undefined && { wakeAt }),
    state,
    status: state.status,
    version: state.version,
    journal,
  };
}

/** Exchanges one line of the ledger for others. */
export function rewriteLedger(
  evidence: Evidence,
  is: (line: LedgerLine) => boolean,
  change: (line: LedgerLine) => readonly LedgerLine[],
): Evidence {
  const index = evidence.ledger.findIndex(is);
  const line = evidence.ledger[index];
  if (line === undefined) throw new Error('no line is like that');
  return { ...evidence, ledger: evidence.ledger.toSpliced(index, 1, ...change(line)) };
}

/** Whether a line is the effect of a key. */
export function isEffect(line: LedgerLine, key: string): boolean {
  return line.kind === 'answer' && line.effect && line.key === key;
}

/** What was tampered with, the rule that must notice it, what that says, and the evidence after it. */
export type Tampering = readonly [name: string, rule: string, says: RegExp, tampered: () => Evidence];

/** The evidence with one entry of a journal exchanged for others, or taken away. */
export function withEntry(
  evidence: Evidence,
  row: InstanceRow,
  is: (entry: JournalEntry) => boolean,
  change: (entry: JournalEntry) => readonly JournalEntry[],
): Evidence {
  const entries = journalOf(row);
  const index = entries.findIndex(is);
  const entry = entries[index];
  if (entry === undefined) throw new Error('no entry is like that');
  return exchange(evidence, row, rewrite(row, entries.toSpliced(index, 1, ...change(entry))));
}

export function ofType(type: JournalEntry['type']): (entry: JournalEntry) => boolean {
  return (entry) => entry.type === type;
}

/** The first step that succeeded and was undone. */
export function undonePathOf(row: InstanceRow): string | undefined {
  const entries = journalOf(row);
  const successes = entries.flatMap((entry) => (entry.type === 'step-succeeded' ? [entry] : []));
  const undone = successes.filter(({ direction }) => direction === 'undo').map(({ step }) => step);
  return successes.find(({ step, direction }) => direction === 'do' && undone.includes(step))?.step;
}
