/** Something that may happen next in a world. */
export interface Choice {
  /** Unique among the choices of one state, and the same in every run: traces and seeds go by it. */
  readonly id: string;
  /** How much goes wrong with it: nothing in what a kind world does. */
  readonly faults: 0 | 1;
}

/** An invariant that does not hold. */
export interface Breach {
  /** Id of the invariant. */
  readonly invariant: string;
  /** What it is about, such as a step or a reaction: of each invariant, the first breach about a thing is told. */
  readonly about: string;
  /** One sentence, names in backquotes. */
  readonly message: string;
  /** What to do about it. */
  readonly help?: string;
}

/**
 * A world that moves by choices, all of them known at every state. Pure and deterministic: the same choices lead to equal
 * states, in every run.
 */
export interface Model<State, Move extends Choice> {
  /** Where it may begin: one state for each set of data that makes a difference. */
  readonly starts: readonly State[];
  /**
   * What can happen next, without faults first; none where nothing is left to happen. Where nothing `mayFail`, what has
   * faults may be left out.
   */
  choices(state: State, mayFail: boolean): readonly Move[];
  next(state: State, choice: Move): State;
  /** What has to be kept of a state until it is looked at: less than all of it takes less memory. */
  kept?(state: State): State;
  /** Equal where the same can happen from now on, and the same will be said of it. */
  keyOf(state: State): string;
  /** Whether all that had to happen has happened; stragglers may still come. */
  isEnd(state: State): boolean;
  /** What is wrong with a transition, or with the state it leads to. */
  breaches(before: State, choice: Move, after: State): readonly Breach[];
}
