import { evolve } from './evolve.js';
import type { JournalEntry } from './journal.js';
import type { SagaState } from './state.js';
import type { SagaPlan } from './steps.js';

/** A decision in the making: entries are added one by one, and the state keeps up with them. */
export interface Draft {
  readonly plan: SagaPlan;
  /** Milliseconds since 1970; every entry of one decision has the same. */
  readonly now: number;
  readonly entries: JournalEntry[];
  state: SagaState;
}

type WithoutTime<Entry> = Entry extends unknown ? Omit<Entry, 'at'> : never;

/** Adds an entry. */
export function record(draft: Draft, entry: WithoutTime<JournalEntry>): void {
  const timed: JournalEntry = { ...entry, at: draft.now };
  draft.entries.push(timed);
  draft.state = evolve(draft.state, timed);
}
