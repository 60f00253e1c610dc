import { describe, expect, it } from 'vitest';
import { EMPTY_LOCK, type Lock, type LockField, type LockReserved, printLock } from './lock.js';
import { mergeLocks } from './merge-locks.js';
import { lockOf, readLock } from './read-lock.js';

function lockText(
  fields: readonly LockField[],
  reserved: readonly LockReserved[] = [],
  values: readonly string[] = [],
): string {
  const lock: Lock = {
    messages: new Map([['message A', { of: 'message A', fields, reserved }]]),
    enums: new Map([
      ['type E', { of: 'type E', values: values.map((value, index) => ({ value, number: index + 1 })), reserved: [] }],
    ]),
  };
  return printLock(lock);
}

const field = (name: string, number: number, type = 'string'): LockField => ({ field: name, number, type });

function merged(own: string, other: string) {
  const result = mergeLocks(own, other);
  const lock = result && readLock(result.text);
  if (!result || !lock || typeof lock === 'string') throw new Error('no lock');
  return { ...lockOf(lock), refused: result.refused };
}

describe('two locks', () => {
  it('are one where they say the same', () => {
    const text = lockText(
      [field('a', 1)],
      [
        { number: 2, name: 'b' },
        { number: 9, to: 12 },
      ],
      ['x'],
    );
    expect(mergeLocks(text, text)).toEqual({ text, refused: [] });
    expect(mergeLocks(printLock(EMPTY_LOCK), text)).toEqual({ text, refused: [] });
  });

  it('give a new field the number of its file, and keep what the catalog has', () => {
    const { messages, enums, refused } = merged(
      lockText([field('a', 1), field('own', 7)], [{ number: 3 }], ['x']),
      lockText(
        [field('a', 1, 'sint64'), field('b', 2), field('c', 3), field('d', 7), field('own', 8)],
        [{ number: 5 }, { number: 6, to: 7 }],
        ['x', 'y'],
      ),
    );
    expect(messages.get('message A')?.fields).toEqual([field('a', 1), field('b', 2), field('own', 7)]);
    expect(messages.get('message A')?.reserved).toEqual([{ number: 3 }, { number: 5 }]);
    expect(enums.get('type E')?.values.map(({ value }) => value)).toEqual(['x', 'y']);
    expect(refused).toEqual(['`c` of `message A` (3)', '`d` of `message A` (7)', '`own` of `message A` (8)']);
  });

  it('cannot be one where the own one cannot be read', () => {
    expect(mergeLocks('<<<<<<< HEAD', lockText([]))).toBeUndefined();
  });
});
