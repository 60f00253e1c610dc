import { describe, expect, it } from 'vitest';
import { matchPattern } from './match-pattern.js';

describe('matchPattern', () => {
  it.each([
    ['^[A-Z]{3}$', 'EUR', true],
    ['^[A-Z]{3}$', 'a text that is longer than short', false],
    ['longer', 'a text that is longer than short', true],
    ['^.$', '\u{1f600}', true],
    ['([', 'x', undefined],
    ['([', 'a text that is longer than short', undefined],
  ])('%s in %s', (pattern, text, expected) => {
    expect(matchPattern(pattern, text)).toBe(expected);
  });

  it.each(['^(a+)+$', '^(a|a)*$', '^(?=(a+)+$).*'])('gives up on %s', (pattern) => {
    expect(matchPattern(pattern, `${'a'.repeat(60)}!`)).toBe('endless');
    expect(matchPattern(pattern, 'a'.repeat(60))).toBe(true);
  });
});
