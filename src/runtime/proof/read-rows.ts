import type { JournalEntry } from '../saga/journal.js';
import type { SagaState } from '../saga/state.js';
import type { SagaStore } from '../store.js';
import { openStore } from '../stores/open-store.js';
import type { InstanceRow, JournalRow } from './evidence.js';

/** Rows as a driver gives them, with JSON as text. */
export interface TableRows {
  readonly instances: readonly {
    readonly id: string;
    readonly status: string;
    readonly version: number;
    readonly owner: number | null;
    readonly wakeAt: number | null;
  }[];
  /** In order of their positions. */
  readonly journal: readonly { readonly instance: string; readonly position: number; readonly entries: string }[];
}

/** Puts the rows of each instance, its journal, and the state that the store says it has together. */
export function readInstances({ instances, journal }: TableRows, states: readonly SagaState[]): readonly InstanceRow[] {
  const known = new Map(states.map((state) => [state.instance, state]));
  const rows = new Map<string, JournalRow[]>(instances.map(({ id }) => [id, []]));
  for (const { instance, position, entries } of journal) {
    rows.get(instance)?.push({ position, entries: JSON.parse(entries) as readonly JournalEntry[] });
  }
  return instances.map(({ id, status, version, owner, wakeAt }) => ({
    id,
    status,
    version,
    ...(owner !== null && { owner }),
    ...(wakeAt !== null && { wakeAt }),
    state: stateOf(known, id),
    journal: rows.get(id) ?? [],
  }));
}

/** Asks a store something and closes it again. */
export async function askStore<Result>(
  address: string,
  question: (store: SagaStore) => Promise<Result>,
): Promise<Result> {
  const store = await openStore(address);
  try {
    return await question(store);
  } finally {
    await store.close();
  }
}

/** What has not ended. */
export function unfinishedStates(address: string): Promise<readonly SagaState[]> {
  return askStore(address, (store) => store.list({ status: ['running', 'unwinding'] }));
}

function stateOf(states: ReadonlyMap<string, SagaState>, id: string): SagaState {
  const state = states.get(id);
  if (state === undefined) throw new Error(`the store does not list \`${id}\`, which is in its tables`);
  return state;
}
