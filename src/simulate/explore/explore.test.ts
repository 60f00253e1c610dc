import { describe, expect, it } from 'vitest';
import { explore } from './explore.js';
import type { Choice, Model } from './model.js';

interface Step extends Choice {
  readonly to: string;
}

/** A model from lines such as `a b 1`: from a to b with one fault. States that begin with `end` are ends, `bad` ones are breaches. */
function graph(...edges: readonly string[]): Model<string, Step> {
  const steps = edges.map((edge) => edge.split(' '));
  return {
    starts: ['a'],
    choices: (state, mayFail) =>
      steps
        .filter(([from]) => from === state)
        .map(([, to = '', faults]): Step => ({ id: `to ${to}`, faults: faults === '1' ? 1 : 0, to }))
        .filter(({ faults }) => mayFail || faults === 0)
        .sort((one, other) => one.faults - other.faults),
    next: (_state, { to }) => to,
    keyOf: (state) => state.replace(/'+$/, ''),
    isEnd: (state) => state.startsWith('end'),
    breaches: (_before, _choice, after) =>
      after.startsWith('bad') ? [{ invariant: 'no-bad', about: 'it', message: `${after} is bad` }] : [],
  };
}

const BOUNDS = { maxFaults: 2, maxDepth: 50, maxStates: 1_000 };

describe('explore', () => {
  it('looks at every state once, and counts', () => {
    const found = explore(graph('a b 0', 'a c 0', 'b end 0', 'c end 0'), BOUNDS);
    expect(found).toMatchObject({ states: 4, transitions: 4, runs: 2, depth: 2, complete: true, faultsDone: 2 });
  });

  it('takes states of equal keys for one', () => {
    expect(explore(graph('a b 0', "a b' 0", 'b end 0'), BOUNDS)).toMatchObject({ states: 3, transitions: 3 });
  });

  it('prefers the run with the fewest faults to the shorter one', () => {
    const { breaches } = explore(graph('a bad 1', 'a b 0', 'b c 0', 'c bad 0'), BOUNDS);
    expect(breaches.map(({ run, faults }) => [faults, run.moves.map(({ to }) => to).join(' ')])).toEqual([
      [0, 'b c bad'],
    ]);
  });

  it('finds the shortest of the runs with as many faults', () => {
    const { breaches } = explore(graph('a b 1', 'a c 0', 'c d 0', 'd e 0', 'e bad 1', 'b f 0', 'f bad 0'), BOUNDS);
    expect(breaches[0]?.run.moves.map(({ to }) => to)).toEqual(['b', 'f', 'bad']);
  });

  it('goes on from a state with what is left of the faults on its best run', () => {
    // `c` is found with a fault first; without one it leaves room for two more.
    const { breaches } = explore(graph('a c 1', 'a b 0', 'b c 0', 'c d 1', 'd bad 1'), BOUNDS);
    expect(breaches.map(({ faults }) => faults)).toEqual([2]);
  });

  it('has no more faults in a run than it may', () => {
    const chain = graph('a b 1', 'b c 1', 'c bad 1');
    expect(explore(chain, BOUNDS).breaches).toEqual([]);
    expect(explore(chain, { ...BOUNDS, maxFaults: 3 }).breaches).toHaveLength(1);
  });

  it('ends where there is a cycle', () => {
    expect(explore(graph('a b 0', 'b a 0', 'b end 0'), BOUNDS)).toMatchObject({ states: 3, complete: true });
  });

  it('says how far it got when there are too many states', () => {
    const wide = Array.from({ length: 30 }, (_, index) => `a b${index} ${index < 5 ? 0 : 1}`);
    const found = explore(graph(...wide), { ...BOUNDS, maxStates: 20 });
    expect(found).toMatchObject({ complete: false, bound: 'states', faultsDone: -1 });
    const tall = ['a b 0', ...Array.from({ length: 30 }, (_, index) => `b c${index} 1`), 'c0 d 0'];
    expect(explore(graph(...tall), { ...BOUNDS, maxStates: 20 })).toMatchObject({ bound: 'states', faultsDone: 0 });
    expect(explore(graph(...tall), { ...BOUNDS, maxStates: 40 })).toMatchObject({ complete: true, faultsDone: 2 });
  });

  it('says so when a run is cut at its longest', () => {
    const found = explore(graph('a b 0', 'b c 0', 'c end 0'), { ...BOUNDS, maxDepth: 2 });
    expect(found).toMatchObject({ complete: false, bound: 'depth', depth: 2 });
  });

  it('tells the run that leads to a state', () => {
    const froms: number[] = [];
    const model = graph('a b 0', 'b c 1', 'c end 0');
    const found = explore(model, BOUNDS, {
      move: (_before, choice, _after, from) => {
        if (choice.to === 'end') froms.push(from);
      },
    });
    expect(froms.map((from) => found.runTo(from).moves.map(({ to }) => to))).toEqual([['b', 'c']]);
  });
});
