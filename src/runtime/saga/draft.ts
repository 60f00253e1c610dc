import { evolve } from './evolve.js';
import type { JournalEntry } from './journal.js';
import type { MappingContext } from './mapping.js';
import type { SagaPlan } from './plan.js';
import type { SagaState } from './state.js';

/** A decision in the making: entries are added one by one, and the state keeps up with them. */
export interface Draft {
  readonly plan: SagaPlan;
  /** Milliseconds since 1970; every entry of one decision has the same. */
  readonly now: number;
  readonly entries: JournalEntry[];
  state: SagaState;
}

type WithoutTime<Entry> = Entry extends unknown ? Omit<Entry, 'at'> : never;

/** Adds an entry, which is the draft's own from then on. */
export function record(draft: Draft, entry: WithoutTime<JournalEntry>): void {
  // Entries have thirty shapes: to copy one takes as long as all the rest of a decision.
  const timed: JournalEntry = Object.assign(entry, { at: draft.now });
  draft.entries.push(timed);
  draft.state = evolve(draft.state, timed);
}

/** What guards and mappings see from a step, or from the saga itself with an empty path. */
export function viewFrom({ plan, state, now }: Draft, path: string, undoing = false): MappingContext {
  return { plan, state, path, undoing, now };
}
