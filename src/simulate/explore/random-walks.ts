import type { SimulationBounds } from '../report.js';
import type { Exploration, FoundBreach, Run, Watcher } from './explore.js';
import type { Breach, Choice, Model } from './model.js';

/** Which runs are made: as many as there are, from this one on; each number and seed always makes the same run. */
export interface RandomRuns {
  readonly runs: number;
  readonly seed: number;
  readonly from: number;
}

/** Of all choices without faults, how often one with a fault is taken instead, as long as there may be more. */
const FAULT_RATE = 0.25;

/** Makes some runs by chance, for models too large to be explored. Of each breach the run with the fewest faults is kept. */
export function walk<State, Move extends Choice>(
  model: Model<State, Move>,
  bounds: SimulationBounds,
  { runs, seed, from }: RandomRuns,
  watcher?: Watcher<State, Move>,
): Exploration<Move> {
  const seen = new Set<string>();
  const found = new Map<string, FoundBreach<Move>>();
  let [transitions, ended, deepest] = [0, 0, 0];
  let bound: Exploration<Move>['bound'];

  for (let number = from; number < from + runs; number += 1) {
    const run = walkOnce(model, bounds, { seed, number }, ({ before, move, after, moves, faults }) => {
      transitions += 1;
      watcher?.move(before, move, after, number * (bounds.maxDepth + 1) + moves.length - 1, faults);
      for (const breach of model.breaches(before, move, after)) note(found, breach, { number, moves, faults });
      if (model.isEnd(after) && !model.isEnd(before)) ended += 1;
      if (seen.size < bounds.maxStates) seen.add(model.keyOf(after));
    });
    deepest = Math.max(deepest, run.length);
    if (run.length >= bounds.maxDepth) bound = 'depth';
  }

  function note(into: typeof found, breach: Breach, { number, moves, faults }: Noting<Move>): void {
    const key = `${breach.invariant}\n${breach.about}`;
    const best = into.get(key);
    const isBetter = faults < (best?.faults ?? Number.POSITIVE_INFINITY);
    const isShorter = faults === best?.faults && moves.length < best.run.moves.length;
    if (isBetter || isShorter)
      into.set(key, { breach, faults, run: { start: startOf(model, number), moves: [...moves] } });
  }

  /** Nothing is kept of a run but its number: the same number makes it again. */
  function runTo(node: number): Run<Move> {
    const number = Math.floor(node / (bounds.maxDepth + 1));
    const moves = walkOnce(model, bounds, { seed, number }, () => undefined);
    return { start: startOf(model, number), moves: moves.slice(0, node % (bounds.maxDepth + 1)) };
  }

  const explored = { states: seen.size, transitions, runs: ended, depth: deepest };
  return {
    ...explored,
    complete: false,
    faultsDone: -1,
    ...(bound && { bound }),
    breaches: [...found.values()],
    runTo,
  };
}

interface Noting<Move> {
  readonly number: number;
  readonly moves: readonly Move[];
  readonly faults: number;
}

/** What is seen of a walk: `moves` are those so far, this one included. */
interface Pace<State, Move> {
  readonly before: State;
  readonly move: Move;
  readonly after: State;
  readonly moves: readonly Move[];
  readonly faults: number;
}

function walkOnce<State, Move extends Choice>(
  model: Model<State, Move>,
  { maxDepth, maxFaults }: SimulationBounds,
  { seed, number }: { readonly seed: number; readonly number: number },
  see: (pace: Pace<State, Move>) => void,
): readonly Move[] {
  const chance = chanceOf(seed, number);
  const moves: Move[] = [];
  let before = model.starts[startOf(model, number)] as State;
  let faults = 0;
  while (moves.length < maxDepth) {
    const move = pick(model.choices(before, faults < maxFaults), faults < maxFaults, chance);
    if (move === undefined) break;
    const after = model.next(before, move);
    moves.push(move);
    faults += move.faults;
    see({ before, move, after, moves, faults });
    before = after;
  }
  return moves;
}

function startOf(model: Model<unknown, Choice>, number: number): number {
  return number % model.starts.length;
}

function pick<Move extends Choice>(choices: readonly Move[], mayFail: boolean, chance: () => number): Move | undefined {
  const kind = choices.filter(({ faults }) => faults === 0);
  const unkind = mayFail ? choices.filter(({ faults }) => faults > 0) : [];
  const wanted = unkind.length > 0 && (kind.length === 0 || chance() < FAULT_RATE) ? unkind : kind;
  return wanted[Math.floor(chance() * wanted.length)];
}

/** Numbers from 0 up to 1 that depend on the seed and the run alone (mulberry32). */
function chanceOf(seed: number, run: number): () => number {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(run + 1, 0xc2b2ae35);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
