import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { sameNameDifferentType as rule } from './same-name-different-type.js';

const TYPES = `types:
  Money: { fields: { amount: decimal(12.2), currency: string } }
  Code: { type: string, pattern: "^[A-Z]{3}$" }
  Line: { fields: { quantity: decimal(9.3) } }
  Other: { fields: { quantity: decimal(9.3), sku: string } }
  Colour: { enum: [red, blue] }
`;
const found = (one: string, other: string, settings?: string) =>
  findingsOf(rule, `${TYPES}events:\n  A: { payload: ${one} }\ncommands:\n  B: { payload: ${other} }\n`, settings);

describe('same-name-different-type', () => {
  it.each([
    ['{ quantity: int }', '{ quantity: long }', 'long: `quantity` of `B` is `long`, and `int` in `A`.'],
    [
      '{ price: Money }',
      '{ price: decimal(9.2) }',
      'decimal(9.2): `price` of `B` is `decimal(9.2)`, and `Money` in `A`.',
    ],
    ['{ dueDate: date }', '{ due_date: timestamp }', 'timestamp: `due_date` of `B` is `timestamp`, and `date` in `A`.'],
    ['{ colour: Colour }', '{ colour: string }', 'string: `colour` of `B` is `string`, and `Colour` in `A`.'],
    ['{ seats: list<string> }', '{ seats: int }', 'int: `seats` of `B` is `int`, and `list<string>` in `A`.'],
  ])('finds %s beside %s', async (one, other, line) => {
    expect(await found(one, other)).toEqual([line]);
  });

  it.each([
    [
      '{ reason: string, status: int, type: enum(a|b), amount: Money }',
      '{ reason: enum(a|b), status: string, type: string, amount: decimal(9.2) }',
    ],
    [
      '{ currency: Code, total: decimal(12.2), colour: Colour }',
      '{ currency: string, total: decimal(9.2), colour: enum(green|black) }',
    ],
    ['{ basket: list<Line>, one: Line, maybe: string? }', '{ basket: list<Other>, one: Other, maybe: "string|null" }'],
    ['{ orderId: uuid, id: int }', '{ orderId: long, id: uuid }'],
    ['{ paidAt: timestamp, price: decimal(9.2) }', '{ paidAt: string, price: double }'],
    ['{ line: Line, quantity: int }', '{ line: Other }'],
  ])('passes %s beside %s', async (one, other) => {
    expect(await found(one, other)).toEqual([]);
  });

  it('takes the kind of most messages as meant, and leaves out names that are allowed', async () => {
    const yaml = `events:
  A: { payload: { quantity: int, shelf: int } }
  B: { payload: { quantity: long, shelf: string } }
  C: { payload: { quantity: long } }
`;
    const allow = 'catalog: t\nlint: { rules: { same-name-different-type: { severity: warning, allow: [shelf] } } }\n';
    expect(await findingsOf(rule, yaml, allow)).toEqual([
      'int: `quantity` of `A` is `int`, and `long` in 2 messages, such as `B`.',
    ]);
  });
});
