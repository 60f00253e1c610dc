import { describe, expect, it } from 'vitest';
import { printSum, printTime, roundedUp } from './time-sums.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('printTime', () => {
  it.each([
    [0, '0s'],
    [500, '500ms'],
    [93 * SECOND, '93s'],
    [90 * MINUTE, '90m'],
    [1_500, '1s 500ms'],
    [14 * DAY + 36 * MINUTE, '14d 36m'],
    [400 * DAY, '400d'],
  ])('prints %d as %s', (ms, text) => expect(printTime(ms)).toBe(text));
});

describe('printSum', () => {
  it.each([
    [[7 * DAY], '7d'],
    [[30 * SECOND, 30 * SECOND, 30 * SECOND, SECOND, 2 * SECOND], '3 x 30s + 1s + 2s = 93s'],
    [[MINUTE, HOUR, MINUTE], '1m + 1h + 1m = 62m'],
  ])('prints %j', (times, text) => expect(printSum(times)).toBe(text));
});

describe('roundedUp', () => {
  it.each([
    [7 * DAY, '7d'],
    [7 * DAY + 1, '8d'],
    [36 * HOUR + 1, '37h'],
    [90 * MINUTE, '90m'],
    [61_001, '62s'],
    [1, '1s'],
  ])('makes %d ms %s', (ms, text) => expect(roundedUp(ms)).toBe(text));
});
