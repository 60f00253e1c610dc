import { evolve } from '../../saga/evolve.js';
import type { JournalEntry } from '../../saga/journal.js';
import type { SagaState } from '../../saga/state.js';

/** Where a state is: as it was written down last, and what the journal has added since, as a list of lists. */
export interface StateRow {
  readonly state: string | null;
  readonly since: string | null;
}

/** The columns of a `StateRow`, for rows of `instances` under the name `i`. */
export function stateColumns(schema: string): string {
  return `i.state, CASE WHEN i.state_version < i.version THEN (
      SELECT '[' || string_agg(j.entries, ',' ORDER BY j.position) || ']' FROM ${schema}.journal j
      WHERE j.instance = i.id AND j.position > i.state_version
    ) END AS since`;
}

/** The state of an instance. */
export function readState({ state: text, since }: StateRow): SagaState {
  const kept = text === null ? undefined : (JSON.parse(text) as SagaState);
  const added = since === null ? [] : (JSON.parse(since) as readonly (readonly JournalEntry[])[]).flat();
  const state = added.reduce<SagaState | undefined>(evolve, kept);
  if (state === undefined) throw new Error('an instance has no journal');
  return state;
}
