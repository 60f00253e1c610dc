import type { SimulationBounds } from '../report.js';
import { createBreachNotes } from './breach-notes.js';
import { createFrontier, type Frontier } from './frontier.js';
import type { Breach, Choice, Model } from './model.js';
import { type Run, runOf } from './run.js';
import { createStateTable, type StateTable, type Way } from './state-table.js';

/** Looks on while a model is explored. */
export interface Watcher<State, Move extends Choice> {
  /**
   * Every transition, the fewest faults and then the fewest steps first. `from` leads to `before`; `faults` are those of the
   * run so far, this transition included.
   */
  move(before: State, choice: Move, after: State, from: number, faults: number): void;
}

/** A breach with the run that shows it: the fewest things that go wrong, and of these the fewest steps. */
export interface FoundBreach<Move extends Choice> {
  readonly breach: Breach;
  readonly run: Run<Move>;
  readonly faults: number;
}

export interface Exploration<Move extends Choice> {
  readonly states: number;
  readonly transitions: number;
  /** Transitions into an end. */
  readonly runs: number;
  /** Steps of the longest run. */
  readonly depth: number;
  /** False where a bound cut the search short. */
  readonly complete: boolean;
  /** Runs with at most so many faults have all been looked at; -1 where not even those without any. */
  readonly faultsDone: number;
  readonly bound?: 'states' | 'depth';
  readonly breaches: readonly FoundBreach<Move>[];
  /** The run that leads to a state that a watcher was told of. */
  runTo(node: number): Run<Move>;
}

/**
 * Looks at every state that can be reached within the bounds, each once, in the order of what it takes to get there: so
 * what it finds first is the shortest counterexample. States that are equal by key count as one.
 */
export function explore<State, Move extends Choice>(
  model: Model<State, Move>,
  bounds: SimulationBounds,
  watcher?: Watcher<State, Move>,
): Exploration<Move> {
  const table = createStateTable();
  const frontier = createFrontier<State>();
  const enter = (state: State, way: Way) => meet(model, table, frontier, state, way);
  const notes = createBreachNotes<{ readonly from: number; readonly choice: number }>();
  const counts = { transitions: 0, runs: 0, depth: 0 };

  function expand(state: State, from: number): void {
    const { faults, depth } = table.wayTo(from);
    for (const [choice, move] of model.choices(state, faults < bounds.maxFaults).entries()) {
      const way: Way = { parent: from, choice, faults: faults + move.faults, depth: depth + 1 };
      if (way.faults > bounds.maxFaults) continue;
      // Nobody knows how many choices a state has.
      if (table.size > bounds.maxStates) return;
      const after = model.next(state, move);
      counts.transitions += 1;
      if (model.isEnd(after) && !model.isEnd(state)) counts.runs += 1;
      for (const breach of model.breaches(state, move, after)) notes.note(breach, way, { from, choice });
      watcher?.move(state, move, after, from, way.faults);
      enter(after, way);
    }
  }

  for (const [choice, state] of model.starts.entries()) enter(state, { parent: -1, choice, faults: 0, depth: 0 });
  const done = search(model, bounds, { table, frontier, expand, counts });
  const found = notes.all().map(({ breach, faults, where: { from, choice } }) => {
    const { start, choices } = table.choicesTo(from);
    return { breach, faults, run: runOf(model, start, [...choices, choice]) };
  });
  return {
    ...counts,
    ...done,
    states: table.size,
    complete: done.bound === undefined,
    breaches: found,
    runTo(node) {
      const { start, choices } = table.choicesTo(node);
      return runOf(model, start, choices);
    },
  };
}

/** A state that was reached: it is looked at in its turn, if it has to be. */
function meet<State>(
  model: Model<State, Choice>,
  table: StateTable,
  frontier: Frontier<State>,
  state: State,
  way: Way,
): void {
  const node = table.enter(model.keyOf(state), way);
  if (node === undefined) return;
  frontier.push(way.faults, way.depth, { node, state: model.kept?.(state) ?? state });
}

interface Searching<State> {
  readonly table: StateTable;
  readonly frontier: Frontier<State>;
  readonly counts: { depth: number };
  expand(state: State, from: number): void;
}

/** Looks at one state after the other until none is left, or there are more than may be. */
function search<State>(
  model: Model<State, Choice>,
  { maxFaults, maxDepth, maxStates }: SimulationBounds,
  { table, frontier, expand, counts }: Searching<State>,
): Pick<Exploration<Choice>, 'faultsDone' | 'bound'> {
  let isCut = false;
  for (let next = frontier.pop(); next !== undefined; next = frontier.pop()) {
    if (!table.close(next.node)) continue;
    if (table.size > maxStates) return { faultsDone: next.faults - 1, bound: 'states' };
    counts.depth = Math.max(counts.depth, next.depth);
    if (next.depth < maxDepth) expand(next.state, next.node);
    else isCut ||= !model.isEnd(next.state);
  }
  return isCut ? { faultsDone: -1, bound: 'depth' } : { faultsDone: maxFaults };
}
