import { describe, expect, it } from 'vitest';
import { catalogFromYaml } from '../../testing/catalog-from-yaml.js';
import { sampleMessage, sampleOutcome } from './sample.js';
import { sampleText } from './sample-text.js';

const TEXT = `
types:
  Reason: { enum: [late, lost] }
  Iban: { type: string, minLength: 15, maxLength: 34 }
  Code: { type: string, pattern: "^[A-Z]{3}-\\\\d+$" }
  Line: { fields: { sku: string, quantity: { type: int, min: 2 } } }
  Tree: { fields: { name: string, children: 'list<Tree>', twin: Tree? } }
  Card: { fields: { number: string } }
  Cash: { fields: { paid: boolean } }
  Method: { oneOf: { card: Card, cash: Cash }, discriminator: kind }
events:
  Everything:
    payload:
      id: uuid
      reason: Reason
      iban: Iban
      code: Code
      amount: decimal(5.2)
      small: decimal(2.2)
      count: { type: int, min: 3, max: 9 }
      ratio: { type: double, max: 0.5 }
      on: date
      at: timestamp
      lasting: duration
      lines: list<Line>
      labels: map<string>
      tree: Tree
      method: Method
      note: string?
      gone: string|null
      state: { type: string, default: open }
  Shown:
    payload: { id: uuid, total: int }
    examples: [{ id: 1, total: many }, { id: 6f9619ff-8b86-4011-b42d-00cf4fc964ff, total: 7 }]
  Answered: { payload: { id: uuid, reason: Reason, text: string } }
`;

describe('sampleMessage', () => {
  it('makes a value of every type, within bounds and patterns', async () => {
    const catalog = await catalogFromYaml(TEXT);
    const sample = sampleMessage(catalog, 'Everything');
    expect(sample).toMatchObject({
      reason: 'late',
      code: 'A A A-1'.replaceAll(' ', ''),
      amount: '10.00',
      small: '0.00',
      count: 3,
      ratio: 0.5,
      on: '2026-01-01',
      at: '2026-01-01T09:30:00Z',
      lasting: 'PT15M',
      lines: [{ sku: 'sku', quantity: 2 }],
      labels: { key: 'labels' },
      tree: { name: 'name', children: [] },
      method: { kind: 'card', number: 'number' },
      note: 'note',
      gone: 'gone',
      state: 'open',
    });
    expect(String(sample['iban']).length).toBeGreaterThanOrEqual(15);
    expect(sample['id']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(sampleMessage(catalog, 'Answered')['id']).toBe(sample['id']);
  });

  it('takes the first example that fits', async () => {
    const catalog = await catalogFromYaml(TEXT);
    expect(sampleMessage(catalog, 'Shown')).toEqual({ id: '6f9619ff-8b86-4011-b42d-00cf4fc964ff', total: 7 });
    expect(sampleMessage(catalog, 'Nobody')).toEqual({});
  });
});

describe('sampleOutcome', () => {
  it('agrees with the command on the fields that both have', async () => {
    const catalog = await catalogFromYaml(TEXT);
    const id = '11111111-1111-4111-8111-111111111111';
    expect(sampleOutcome(catalog, 'Answered', { id, reason: 'lost', text: 5, other: 'x' })).toEqual({
      id,
      reason: 'lost',
      text: 'text',
    });
  });
});

describe('sampleText', () => {
  it.each([
    ['^[A-Z]{3}$', 'AAA'],
    ['^\\d{4}-\\d{2}$', '1111-11'],
    ['[^a-z]', '1'],
    ['^x?y*z+$', 'z'],
    ['^(a|b)$', 'name'],
    ['^[$', 'name'],
    ['^\\+\\w{2,5}$', '+aa'],
  ])('%s', (pattern, expected) => {
    expect(sampleText('name', { pattern })).toBe(expected);
  });

  it('keeps to lengths', () => {
    expect(sampleText('name', { minLength: 6 })).toBe('namena');
    expect(sampleText('name', { maxLength: 2 })).toBe('na');
    expect(sampleText('', { minLength: 0 })).toBe('x');
  });

  it('stays short whatever is asked for', () => {
    expect(sampleText('name', { minLength: 1_000_000_000 })).toHaveLength(10_000);
    expect(sampleText('name', { pattern: '^a{900000000}$' }).length).toBeLessThanOrEqual(10_000);
  });
});
