import { describe, expect, it } from 'vitest';
import { counted, coverageText, cutText, figuresText, speedText } from './figures.js';
import { explored, processReport } from './testing/sample-report.js';

const BOUNDS = { maxFaults: 1, maxDepth: 200, maxStates: 250_000 };

describe('figures', () => {
  it.each([
    [0, '0 states'],
    [1, '1 state'],
    [999, '999 states'],
    [1000, '1,000 states'],
    [1_234_567, '1,234,567 states'],
  ])('counts %i', (count, expected) => {
    expect(counted(count, 'state')).toBe(expected);
  });

  it('tells how much was looked at', () => {
    expect(figuresText(explored(), BOUNDS)).toBe('12,345 states, 23,456 steps, 3,210 ways to an end; at most 1 fault');
  });

  it.each([
    [12_345, 500, '25,000 states a second'],
    [10, 1000, '10 states a second'],
    [1, 3000, '0 states a second'],
    [999_999, 1000, '1,000,000 states a second'],
    [10, 0, undefined],
  ])('tells the speed of %i states in %i ms', (states, ms, expected) => {
    expect(speedText(explored({ states, ms }))).toBe(expected);
  });

  it('tells the coverage', () => {
    expect(coverageText(processReport())).toBe('3 of 4 transitions taken');
  });
});

describe('cutText', () => {
  it.each([
    ['all', {}, undefined],
    ['states', { complete: false, bound: 'states', faultsDone: 1 }, 'may be kept. Those with up to 1 fault are done.'],
    [
      'depth',
      { complete: false, bound: 'depth', faultsDone: -1 },
      'a run may have. Not even those without faults are done.',
    ],
    ['first', { complete: false, faultsDone: 0 }, 'a bound was reached. Those without faults are done.'],
    ['random', { how: 'random', complete: false, seed: 7, from: 100 }, 'by chance; `--seed 7 --from 100` goes on.'],
  ] as const)('of %s', (_, changes, expected) => {
    const text = cutText(processReport({ explored: explored(changes) }));
    expect(text?.slice(-(expected?.length ?? 0))).toBe(expected);
  });
});
