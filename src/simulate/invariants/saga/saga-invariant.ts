import type { JournalEntry } from '../../../runtime/saga/journal.js';
import type { Breach } from '../../explore/model.js';
import type { SagaMove } from '../../saga/moves.js';
import type { SagaSetting } from '../../saga/setting.js';
import type { World } from '../../saga/world.js';
import type { InvariantText } from '../invariant.js';

/** One transition, as an invariant is asked about it. */
export interface SagaStep {
  readonly setting: SagaSetting;
  readonly before: World;
  readonly move: SagaMove;
  readonly after: World;
}

/** What is known when everything within the bounds has been explored. */
export interface SagaWhole {
  readonly setting: SagaSetting;
  /** Names of steps that some run has reached. */
  readonly reached: ReadonlySet<string>;
  /** Steps that may only be out of reach because no sample makes their guard true. */
  readonly guarded: ReadonlySet<string>;
  /** False where a bound cut the search short. */
  readonly complete: boolean;
  /** At most so many in one run. */
  readonly faults: number;
}

/** Something that holds in every run of every saga. */
export interface SagaInvariant extends InvariantText {
  readonly about: 'sagas';
  /** The entries without which a transition cannot break it; missing where any transition can. */
  readonly on?: readonly JournalEntry['type'][];
  /** What is wrong with a transition. */
  readonly check?: (step: SagaStep) => readonly Omit<Breach, 'invariant'>[];
  /** What no run does. */
  readonly checkWhole?: (whole: SagaWhole) => readonly Omit<Breach, 'invariant'>[];
}

type EntryOf<Type extends JournalEntry['type']> = Extract<JournalEntry, { readonly type: Type }>;

/** The entries of a kind that the transition has written. */
export function written<Type extends JournalEntry['type']>({ after }: SagaStep, type: Type): readonly EntryOf<Type>[] {
  return after.last.entries.filter((entry): entry is EntryOf<Type> => entry.type === type);
}

/** Whether the transition has brought the instance into this state. */
export function hasBecome({ before, after }: SagaStep, status: World['saga']['status']): boolean {
  return after.saga.status === status && before.saga.status !== status;
}
