import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDuration, printDuration } from './parse-duration.js';

test.each([
  ['500ms', 500],
  ['30s', 30_000],
  ['5m', 300_000],
  ['24h', 86_400_000],
  ['7d', 604_800_000],
  ['0s', 0],
])('%s', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(['', '30', 's', '1.5h', '-1s', '1h30m', '1w', '30 s', '999999999999999d'])('%j is none', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test('what is printed reads the same again, in the largest whole unit', () => {
  expect([90_000, 3_600_000, 1, 0].map(printDuration)).toEqual(['90s', '1h', '1ms', '0ms']);
  fc.assert(fc.property(fc.nat(1e12), (ms) => parseDuration(printDuration(ms)) === ms));
});
