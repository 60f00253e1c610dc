import { describe, expect, it } from 'vitest';
import { durationText } from './duration-text.js';

describe('durationText', () => {
  it.each([
    [0, '0 ms'],
    [40.4, '40 ms'],
    [999, '999 ms'],
    [1_500, '1.5 s'],
    [59_999, '59.999 s'],
    [60_000, '1 min'],
    [90_999, '1 min 30 s'],
    [3_600_000, '1 h'],
    [3_661_000, '1 h 1 min'],
    [86_400_000 + 60_000, '1 d'],
    [2 * 86_400_000 + 3 * 3_600_000, '2 d 3 h'],
  ])('%d ms is %s', (ms, text) => expect(durationText(ms)).toBe(text));
});
