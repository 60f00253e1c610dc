import { hash } from 'node:crypto';
import type { SimulationBounds } from '../report.js';
import { createFrontier } from './frontier.js';
import type { Breach, Choice, Model } from './model.js';

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

/** One way through a model: where it begins, and what happens then. */
export interface Run<Move extends Choice> {
  /** Index of the start. */
  readonly start: number;
  readonly moves: readonly Move[];
}

export interface Exploration<Move extends Choice> {
  readonly states: number;
  readonly transitions: number;
  /** Transitions into an end. */
  readonly runs: number;
  readonly depth: number;
  readonly complete: boolean;
  readonly faultsDone: number;
  readonly bound?: 'states' | 'depth';
  readonly breaches: readonly FoundBreach<Move>[];
  /** The run that leads to a state that a watcher was told of. */
  runTo(node: number): Run<Move>;
}

/** Known of a state by its number: how it is reached best. */
interface Node {
  readonly parent: number;
  /** Index among the choices of the parent, or among the starts. */
  readonly choice: number;
  readonly faults: number;
  readonly depth: number;
}

interface Candidate {
  readonly breach: Breach;
  readonly from: number;
  readonly choice: number;
  readonly faults: number;
  readonly depth: number;
}

/**
 * Looks at every state that can be reached within the bounds, each once, in the order of what it takes to get there: so
 * what it finds first is the shortest counterexample. States that are equal by key count as one; of keys only hashes are
 * kept.
 */
export function explore<State, Move extends Choice>(
  model: Model<State, Move>,
  bounds: SimulationBounds,
  watcher?: Watcher<State, Move>,
): Exploration<Move> {
  const kept = (state: State): State => model.kept?.(state) ?? state;
  const frontier = createFrontier<State>();
  const numbers = new Map<string, number>();
  const nodes: Node[] = [];
  const expanded: boolean[] = [];
  const found = new Map<string, Candidate>();
  let [transitions, runs, deepest, reached] = [0, 0, 0, -1];
  let bound: Exploration<Move>['bound'];

  /** The number of a state that is new, or that can be reached with less than was known. */
  function enter(state: State, node: Node): void {
    const key = hashOf(model.keyOf(state));
    const known = numbers.get(key);
    if (known === undefined) {
      numbers.set(key, nodes.length);
      frontier.push(node.faults, node.depth, { node: nodes.length, state: kept(state) });
      nodes.push(node);
    } else if (!expanded[known] && isLess(node, nodes[known] as Node)) {
      nodes[known] = node;
      frontier.push(node.faults, node.depth, { node: known, state: kept(state) });
    }
  }

  function note(candidate: Candidate): void {
    const key = `${candidate.breach.invariant}\n${candidate.breach.about}`;
    const known = found.get(key);
    if (known === undefined || isLess(candidate, known)) found.set(key, candidate);
  }

  function expand(state: State, from: number): void {
    const { faults, depth } = nodes[from] as Node;
    for (const [index, choice] of model.choices(state, faults < bounds.maxFaults).entries()) {
      const cost = faults + choice.faults;
      if (cost > bounds.maxFaults) continue;
      const after = model.next(state, choice);
      transitions += 1;
      if (model.isEnd(after) && !model.isEnd(state)) runs += 1;
      for (const breach of model.breaches(state, choice, after)) {
        note({ breach, from, choice: index, faults: cost, depth: depth + 1 });
      }
      watcher?.move(state, choice, after, from, cost);
      enter(after, { parent: from, choice: index, faults: cost, depth: depth + 1 });
    }
  }

  for (const [choice, state] of model.starts.entries()) enter(state, { parent: -1, choice, faults: 0, depth: 0 });
  for (let next = frontier.pop(); next !== undefined; next = frontier.pop()) {
    if (expanded[next.node]) continue;
    reached = next.faults;
    if (nodes.length > bounds.maxStates) {
      bound = 'states';
      break;
    }
    expanded[next.node] = true;
    deepest = Math.max(deepest, next.depth);
    if (next.depth < bounds.maxDepth) expand(next.state, next.node);
    else if (!model.isEnd(next.state)) bound = 'depth';
  }

  function runTo(node: number): Run<Move> {
    const indexes: number[] = [];
    let at = nodes[node] as Node;
    for (; at.parent >= 0; at = nodes[at.parent] as Node) indexes.push(at.choice);
    return replay(model, at.choice, indexes.reverse());
  }

  function runOf({ from, choice }: Candidate): Run<Move> {
    const before = runTo(from);
    return replay(model, before.start, [], before.moves, choice);
  }

  return {
    states: nodes.length,
    transitions,
    runs,
    depth: deepest,
    complete: bound === undefined,
    faultsDone: bound === undefined ? bounds.maxFaults : bound === 'states' ? reached - 1 : -1,
    ...(bound && { bound }),
    breaches: [...found.values()].map((each) => ({ breach: each.breach, run: runOf(each), faults: each.faults })),
    runTo,
  };
}

/** States are not kept: a run is found again by what was chosen. */
function replay<State, Move extends Choice>(
  model: Model<State, Move>,
  start: number,
  indexes: readonly number[],
  known: readonly Move[] = [],
  last?: number,
): Run<Move> {
  let state = model.starts[start] as State;
  const moves: Move[] = [];
  for (const move of known) {
    state = model.next(state, move);
    moves.push(move);
  }
  for (const index of last === undefined ? indexes : [...indexes, last]) {
    const move = model.choices(state, true)[index] as Move;
    moves.push(move);
    state = model.next(state, move);
  }
  return { start, moves };
}

function isLess(
  a: { readonly faults: number; readonly depth: number },
  b: { readonly faults: number; readonly depth: number },
): boolean {
  return a.faults < b.faults || (a.faults === b.faults && a.depth < b.depth);
}

/** 160 bits: that two of a million states are taken for one is less likely than one in 10^36. */
function hashOf(key: string): string {
  return hash('sha1', key, 'binary');
}
