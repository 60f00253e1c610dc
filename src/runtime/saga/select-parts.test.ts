import { describe, expect, it } from 'vitest';
import { selectParts } from './select-parts.js';

describe('selectParts', () => {
  const line = { sku: 'a', quantity: 2, price: { amount: '1.00', currency: 'EUR' } };

  it('takes along what is named, in records and in lists', () => {
    const selection = { fields: { sku: true, price: { fields: { amount: true } } } } as const;
    expect(selectParts(line, selection)).toEqual({ sku: 'a', price: { amount: '1.00' } });
    expect(selectParts([line, line], { each: { fields: { sku: true } } })).toEqual([{ sku: 'a' }, { sku: 'a' }]);
  });

  it('leaves absent what is absent, and whole what has no parts', () => {
    expect(selectParts({}, { fields: { sku: true } })).toEqual({});
    expect(selectParts(null, { fields: { sku: true } })).toBeNull();
    expect(selectParts('text', { each: true })).toBe('text');
    expect(selectParts([1], { fields: { sku: true } })).toEqual([1]);
    expect(selectParts(line, true)).toBe(line);
  });
});
