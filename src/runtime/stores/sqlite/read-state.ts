import { evolve } from '../../saga/evolve.js';
import type { JournalEntry } from '../../saga/journal.js';
import type { SagaState } from '../../saga/state.js';
import type { Statements, StateRow } from './statements.js';

/** Makes a value of JSON text, or throws that the store is damaged. */
export type Parse = <T>(text: string) => T;

/** The state of an instance: as it was written down, and what its journal has added since. */
export function readState(statements: Statements, { row, version, state: text }: StateRow, parse: Parse): SagaState {
  const kept = text === null ? undefined : parse<SagaState>(text);
  if (kept?.version === version) return kept;
  const entries = statements.journalSince
    .all(row, kept?.version ?? 0)
    .flatMap(({ entries }) => parse<readonly JournalEntry[]>(entries));
  const state = entries.reduce<SagaState | undefined>(evolve, kept);
  if (state === undefined) throw new Error(`the instance in row ${row} has no journal`);
  return state;
}
