import { expect, it } from 'vitest';
import { isMultiple, leastCommonMultiple } from './exact-number.js';

it.each([
  [0.3, 0.1, true],
  [3.3, 1.1, true],
  [-0.5, 0.25, true],
  [1e308, 5e-324, true],
  [0, 7, true],
  [1, 0.3, false],
  [1e21, 7, false],
  [5, 0, false],
  [0.5, 0, false],
])('%d as a multiple of %d: %s', (value, of, expected) => {
  expect(isMultiple(value, of)).toBe(expected);
});

it('finds the least common multiple of fractions', () => {
  expect(leastCommonMultiple([0.4, 0.6])).toBe(1.2);
  expect(leastCommonMultiple([4, 6, 10])).toBe(60);
  expect(leastCommonMultiple([])).toBe(1);
});
