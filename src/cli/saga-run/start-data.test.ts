import { describe, expect, it } from 'vitest';
import { startDataOf } from './start-data.js';

describe('startDataOf', () => {
  it('keeps the sample for the first journey', () => {
    const sample = { orderId: 'a', n: 1 };
    expect(startDataOf(sample, 'orderId', 1)).toBe(sample);
  });

  it('gives every journey its own correlation value, of the same kind', () => {
    const uuid = '6f9619ff-8b86-4011-b42d-00cf4fc964ff';
    const values = [1, 2, 3].map((journey) => startDataOf({ id: uuid }, 'id', journey)['id']);
    expect(new Set(values).size).toBe(3);
    for (const value of values) expect(value).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    expect(startDataOf({ id: 7 }, 'id', 3)).toEqual({ id: 9 });
    expect(startDataOf({ id: 'A' }, 'id', 2)).toEqual({ id: 'A-2' });
  });
});
