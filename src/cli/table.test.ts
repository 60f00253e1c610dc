import { describe, expect, it } from 'vitest';
import { table } from './table.js';

describe('table', () => {
  it('lines columns up, also with wide characters', () => {
    expect(
      table(
        ['name', 'is'],
        [
          ['日本', 'a'],
          ['x', 'b'],
        ],
        40,
      ),
    ).toEqual({
      head: 'name  is',
      lines: ['日本  a', 'x     b'],
    });
  });

  it('leaves out a column without a text', () => {
    expect(table(['name', 'empty', 'is'], [['a', '', 'b']], 40).lines).toEqual(['a     b']);
  });

  it('wraps the widest column at spaces', () => {
    const { lines } = table(['name', 'why'], [['short', 'one two three four']], 18);
    expect(lines).toEqual(['short  one two', '       three four']);
  });

  it('breaks names inside only when nothing else helps, and never the first column', () => {
    const { lines } = table(['name', 'failure'], [['OrderShipmentTracking', 'OrderShipmentTrackingFailed']], 37);
    expect(lines).toEqual(['OrderShipmentTracking  OrderShipment', '                       TrackingFailed']);
  });

  it('leaves rows whole for a pipe', () => {
    const long = 'word '.repeat(100).trim();
    expect(table(['a'], [[long]], Number.POSITIVE_INFINITY).lines).toEqual([long]);
  });

  it('disarms control characters', () => {
    expect(table(['a'], [['\u001b[2J']], 40).lines).toEqual(['␛[2J']);
  });
});
