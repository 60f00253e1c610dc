import type { Choice, Model } from './model.js';

/** One way through a model: where it begins, and what happens then. */
export interface Run<Move extends Choice> {
  /** Index of the start. */
  readonly start: number;
  readonly moves: readonly Move[];
}

/** States are not kept: a run is made again from the numbers of its choices. */
export function runOf<State, Move extends Choice>(
  model: Model<State, Move>,
  start: number,
  choices: readonly number[],
): Run<Move> {
  let state = model.starts[start] as State;
  const moves = choices.map((index) => {
    const move = model.choices(state, true)[index] as Move;
    state = model.next(state, move);
    return move;
  });
  return { start, moves };
}
