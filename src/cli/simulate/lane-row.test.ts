import { describe, expect, it } from 'vitest';
import { createLaneRow } from './lane-row.js';

describe('a row', () => {
  it('is written over place by place, each with its style', () => {
    const row = createLaneRow();
    row.put(1, 'abcd', 'red');
    row.put(2, '│', 'dim');
    row.put(8, ' ');
    expect(row.text((style, text) => `<${style}>${text}</>`)).toBe(' <red>a</><dim>│</><red>cd</>');
  });

  it.each([
    [0, 'x 本'],
    [1, ' x本'],
    [2, '日x'],
    [4, '日本x'],
  ])('leaves no half of a wide character at column %i', (column, expected) => {
    const row = createLaneRow();
    row.put(0, '日本');
    row.put(column, 'x');
    expect(row.text((_, text) => text)).toBe(expected);
  });

  it('puts a wide character over two narrow ones, and keeps what has no width with its letter', () => {
    const row = createLaneRow();
    row.put(0, 'abc');
    row.put(0, '日e\u0301');
    expect(row.text((_, text) => text)).toBe('日e\u0301');
  });
});
