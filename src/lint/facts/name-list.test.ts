import { describe, expect, it } from 'vitest';
import { countOf, nameList } from './name-list.js';

describe('nameList', () => {
  it('joins names as a sentence does', () => {
    expect(nameList([])).toBe('');
    expect(nameList(['a'])).toBe('`a`');
    expect(nameList(['a', 'b'])).toBe('`a` and `b`');
    expect(nameList(['a', 'b', 'c'])).toBe('`a`, `b` and `c`');
  });

  it('counts those that there is no room for, never just one', () => {
    expect(nameList(['a', 'b', 'c', 'd'], 2)).toBe('`a`, `b` and 2 others');
    expect(nameList(['a', 'b', 'c'], 2)).toBe('`a`, `b` and `c`');
  });
});

describe('countOf', () => {
  it('knows one from many', () => {
    expect([countOf(0, 'hop'), countOf(1, 'hop'), countOf(2, 'hop'), countOf(2, 'entry', 'entries')]).toEqual([
      '0 hops',
      '1 hop',
      '2 hops',
      '2 entries',
    ]);
  });
});
