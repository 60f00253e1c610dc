import { describe, expect, it } from 'vitest';
import type { Choice, Model } from './model.js';
import { walk } from './random-walks.js';

/** Counts up by one or, with a fault, by two; ends from 12 on. */
const counting: Model<number, Choice> = {
  starts: [0, 1],
  choices: (state, mayFail) => {
    if (state >= 12) return [];
    const one: Choice = { id: 'one', faults: 0 };
    return mayFail ? [one, { id: 'two', faults: 1 }] : [one];
  },
  next: (state, { id }) => state + (id === 'two' ? 2 : 1),
  keyOf: String,
  isEnd: (state) => state >= 12,
  breaches: (before, { id }) =>
    id === 'two' && before % 5 === 3 ? [{ invariant: 'x', about: `${before}`, message: 'x' }] : [],
};
const BOUNDS = { maxFaults: 2, maxDepth: 50, maxStates: 1_000 };

function pathsOf(runs: number, seed: number, from: number): readonly string[] {
  const paths: string[] = [];
  walk(counting, BOUNDS, { runs, seed, from }, { move: (before, { id }) => paths.push(`${before}${id}`) });
  return paths;
}

describe('walk', () => {
  it('makes the same runs from the same seed, and others from another', () => {
    expect(pathsOf(20, 7, 0)).toEqual(pathsOf(20, 7, 0));
    expect(pathsOf(20, 7, 0)).not.toEqual(pathsOf(20, 8, 0));
  });

  it('goes on where it stopped', () => {
    expect([...pathsOf(10, 7, 0), ...pathsOf(10, 7, 10)]).toEqual(pathsOf(20, 7, 0));
  });

  it('comes to an end within its faults', () => {
    const found = walk(counting, BOUNDS, { runs: 50, seed: 1, from: 0 });
    expect(found).toMatchObject({ runs: 50, complete: false, faultsDone: -1 });
    expect(found.breaches.length).toBeGreaterThan(0);
    for (const { run, faults } of found.breaches) {
      expect(run.moves.filter((move) => move.faults > 0)).toHaveLength(faults);
      expect(faults).toBeLessThanOrEqual(BOUNDS.maxFaults);
    }
  });

  it('makes a run again from its number alone', () => {
    const seen = new Map<number, string>();
    const found = walk(
      counting,
      BOUNDS,
      { runs: 5, seed: 3, from: 40 },
      { move: (before, _move, _after, from) => seen.set(from, String(before)) },
    );
    for (const [node, state] of seen) {
      const { start, moves } = found.runTo(node);
      const reached = moves.reduce((at, move) => counting.next(at, move), counting.starts[start] ?? 0);
      expect(String(reached)).toBe(state);
    }
  });

  it('stops a run that is too long', () => {
    expect(walk(counting, { ...BOUNDS, maxDepth: 3 }, { runs: 2, seed: 1, from: 0 })).toMatchObject({
      bound: 'depth',
      runs: 0,
    });
  });
});
