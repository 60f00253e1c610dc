import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { invalidExample as rule } from './invalid-example.js';

describe('invalid-example', () => {
  it('points at the value, the key, or the record that lacks a field', async () => {
    const definitions = `types:
  Line: { fields: { sku: string, price: decimal(5.2) } }
commands:
  Buy:
    payload: { lines: "Line[]", note: string? }
    examples:
      - { lines: [{ sku: a, price: "1.00" }, { sku: 7, price: "1000.00" }], not: x }
      - {}
`;
    expect(await findingsOf(rule, definitions)).toEqual([
      '7: `lines[1].sku` in an example of `Buy` is the number `7`, and a `string` is expected.',
      '"1000.00": `lines[1].price` in an example of `Buy` has 4 digits before the point, and `decimal(5.2)` has 3.',
      'not: `not` in an example of `Buy` is no field of the payload.',
      '{}: `lines` in an example of `Buy` is missing.',
    ]);
  });

  it('judges an example that is no record at all', async () => {
    expect(await findingsOf(rule, 'events:\n  A: { payload: { a: int }, examples: [17] }\n')).toEqual([
      '17: An example of `A` is the number `17`, and a map of fields is expected.',
    ]);
  });
});
