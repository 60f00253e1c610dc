import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idempotencyKey, instanceId } from './names.js';

describe('instance ids', () => {
  it.each([
    ['o-1', 1, 'Checkout.o-1'],
    ['o-1', 2, 'Checkout.o-1.2'],
    ['a/b c', 1, 'Checkout.a~2fb~20c'],
    ['é', 1, 'Checkout.~c3~a9'],
    ['1.2', 1, 'Checkout.1~2e2'],
    [5, 1, 'Checkout.~n5'],
  ] as const)('name %j, run %i', (value, run, id) => {
    expect(instanceId('Checkout', value, run)).toBe(id);
  });

  it('are safe in a URL, short, and different for different values', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.integer());
    const run = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(value, run, value, run, (a, runA, b, runB) => {
        const [idA, idB] = [instanceId('S', a, runA), instanceId('S', b, runB)];
        expect(idA).toMatch(/^[\w.~-]{1,90}$/);
        expect(idA === idB).toBe(a === b && runA === runB);
      }),
    );
  });

  it('differ for values that only differ in halves of surrogate pairs, or far behind', () => {
    expect(instanceId('S', '\ud800', 1)).not.toBe(instanceId('S', '\ud801', 1));
    const long = 'x'.repeat(500);
    expect(instanceId('S', `${long}1`, 1)).not.toBe(instanceId('S', `${long}2`, 1));
    expect(instanceId('S', long, 1).length).toBeLessThan(90);
  });
});

describe('idempotency keys', () => {
  it('tell a step from its undo', () => {
    expect(idempotencyKey('Checkout.o1', 'CapturePayment', 'do')).toBe('Checkout.o1/CapturePayment');
    expect(idempotencyKey('Checkout.o1', 'CapturePayment', 'undo')).toBe('Checkout.o1/CapturePayment/undo');
  });
});
