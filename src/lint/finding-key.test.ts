import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../diagnostics/index.js';
import { beyondKnown, countKeys, keyOf, keyText } from './finding-key.js';

function finding(message: string, extras: Partial<Diagnostic> = {}): Diagnostic {
  return { code: 'deadline-too-short', severity: 'warning', message, element: 'saga Checkout', ...extras };
}

describe('keyOf', () => {
  it('is made of rule, element and the names and numbers of the message', () => {
    const message = '`Checkout` may need 3 x 30s + 1.5s = 91.5s for `CapturePayment`, more than 60s.';
    expect(keyOf(finding(message))).toEqual({
      rule: 'deadline-too-short',
      element: 'saga Checkout',
      arguments: ['1.5s', '3', '30s', '60s', '91.5s', 'CapturePayment'],
    });
  });

  it('survives a move, other words and another order, and a name that is said twice', () => {
    const old = finding('`Checkout` waits for `A` after `B`.', { span: { file: 'a.yaml', start: 1, end: 2 } });
    const now = finding('After `B` comes `A`, and `A` is awaited.', { span: { file: 'b.yaml', start: 9, end: 9 } });
    expect(keyText(keyOf(now))).toBe(keyText(keyOf(old)));
  });

  it('tells rules, elements, names and numbers apart', () => {
    const one = finding('`A` takes 60s.');
    const others = [
      finding('`B` takes 60s.'),
      finding('`A` takes 61s.'),
      finding('`A` takes 60s.', { code: 'x' }),
      finding('`A` takes 60s.', { element: 'saga Other' }),
    ];
    expect(new Set([one, ...others].map((entry) => keyText(keyOf(entry)))).size).toBe(5);
  });

  it('takes no number out of a name, and a name with spaces whole', () => {
    expect(keyOf(finding('Order2 and v2.1 are one in `a b 3`.')).arguments).toEqual(['a b 3']);
  });
});

describe('beyondKnown', () => {
  it('counts: a third finding of a kind that is known twice is new', () => {
    const [a, b] = [finding('`A`.'), finding('`B`.')];
    expect(beyondKnown([a, b, a, a], countKeys([a, a]))).toEqual([b, a]);
    expect(beyondKnown([a], countKeys([a, a]))).toEqual([]);
  });
});
