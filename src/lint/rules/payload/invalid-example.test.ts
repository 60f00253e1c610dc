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

  it('judges what JSON would take and Avro has no room for', async () => {
    const definitions = `types:
  Price: { type: decimal(4.2) }
  Card: { fields: { last4: string } }
  Cash: { fields: {} }
  Method: { oneOf: { card: Card, cash: Cash }, discriminator: kind }
events:
  Paid:
    payload: { id: long, share: float, price: Price, seal: bytes, method: Method, state: enum(a-b|c), at: timestamp }
    examples:
      - { id: 9223372036854775807, share: 0.5, price: "99.99", seal: c2VhbA==, method: { kind: card, last4: "1234" }, state: a-b, at: 2026-01-01T00:00:00.123456Z }
      - { id: 9223372036854775808, share: 1e39, price: "100.00", seal: seal, method: { kind: cash, last4: "1234" }, state: a_b, at: 2026-01-01T00:00:00.0000001Z }
`;
    expect((await findingsOf(rule, definitions)).map((text) => text.split(': ').slice(1).join(': '))).toEqual([
      '`id` in an example of `Paid` is 9223372036854775808, which has no room in `long` (64 bits).',
      '`share` in an example of `Paid` is 1e39, which has no room in `float` (32 bits).',
      '`price` in an example of `Paid` has 3 digits before the point, and `decimal(4.2)` has 2.',
      '`method.last4` in an example of `Paid` is no field of the payload.',
      '`state` in an example of `Paid` is `a_b`, which is none of its values.',
      '`at` in an example of `Paid` is `2026-01-01T00:00:00.0000001Z`, and times have no more than 6 digits of a second (Avro counts microseconds).',
    ]);
  });
});
