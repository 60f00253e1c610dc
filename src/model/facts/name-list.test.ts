import { describe, expect, it } from 'vitest';
import { anyOf, countOf, nameList, wayText } from './name-list.js';

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

describe('anyOf', () => {
  it('leaves the choice', () => {
    expect([anyOf([]), anyOf(['a']), anyOf(['a', 'b', 'c'])]).toEqual(['', '`a`', '`a` or `b` or `c`']);
  });
});

describe('wayText', () => {
  it('leaves out the middle of a long way', () => {
    expect(wayText(['a', 'b', 'c'])).toBe('`a` -> `b` -> `c`');
    expect(wayText(['a', 'b', 'c'], 3)).toBe('`a` -> `b` -> `c`');
    expect(wayText(['a', 'b', 'c', 'd', 'e'], 3)).toBe('`a` -> `b` -> ... -> `e`');
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
