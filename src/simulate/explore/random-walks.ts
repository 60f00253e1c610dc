import type { SimulationBounds } from '../report.js';
import { createBreachNotes } from './breach-notes.js';
import type { Exploration, Watcher } from './explore.js';
import type { Choice, Model } from './model.js';
import type { Run } from './run.js';

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
  const { maxDepth, maxStates } = bounds;
  const seen = new Set<string>();
  const notes = createBreachNotes<Run<Move>>();
  const counts = { transitions: 0, runs: 0, depth: 0 };
  let isCut = false;

  for (let number = from; number < from + runs; number += 1) {
    const start = startOf(model, number);
    const run = walkOnce(model, bounds, { seed, number }, ({ before, move, after, moves, faults }) => {
      counts.transitions += 1;
      watcher?.move(before, move, after, number * (maxDepth + 1) + moves.length - 1, faults);
      for (const breach of model.breaches(before, move, after)) {
        notes.note(breach, { faults, depth: moves.length }, { start, moves: [...moves] });
      }
      if (model.isEnd(after) && !model.isEnd(before)) counts.runs += 1;
      if (seen.size < maxStates) seen.add(model.keyOf(after));
    });
    counts.depth = Math.max(counts.depth, run.length);
    isCut ||= run.length >= maxDepth;
  }

  return {
    ...counts,
    states: seen.size,
    complete: false,
    faultsDone: -1,
    ...(isCut && { bound: 'depth' as const }),
    breaches: notes.all().map(({ breach, faults, where: run }) => ({ breach, faults, run })),
    // Nothing is kept of a run but its number: the same number makes it again.
    runTo(node) {
      const number = Math.floor(node / (maxDepth + 1));
      const moves = walkOnce(model, bounds, { seed, number }, () => undefined);
      return { start: startOf(model, number), moves: moves.slice(0, node % (maxDepth + 1)) };
    },
  };
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
