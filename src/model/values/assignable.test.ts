import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogFromYaml } from '../../testing/catalog-from-yaml.js';
import type { Catalog, JsonValue, TypeExpr } from '../index.js';
import { constantFits, isAssignable } from './assignable.js';
import { sampleMessage } from './sample.js';
import { fieldOf, type ValueType, valueType } from './value-type.js';

/** A pair of fields `from` and `to` of one message. */
async function pair(from: string, to: string): Promise<{ catalog: Catalog; from: ValueType; to: ValueType }> {
  const catalog = await catalogFromYaml(`
types:
  Iban: { type: string, maxLength: 34 }
  Short: { enum: [a, b] }
  Long: { enum: [a, b, c] }
  Money: { fields: { amount: decimal(12.2), currency: string } }
  Amount: { fields: { amount: decimal(14.2), note: string? } }
  Strict: { fields: { amount: decimal(12.2), note: string } }
  Tree: { fields: { name: string, children: 'list<Tree>' } }
  Leaf: { fields: { name: string, children: 'list<Leaf>' } }
  Method: { oneOf: { money: Money, tree: Tree }, discriminator: kind }
events:
  E: { payload: { from: '${from}', to: '${to}' } }
`);
  const [a, b] = [fieldOf(catalog, 'E', 'from'), fieldOf(catalog, 'E', 'to')];
  if (a === undefined || b === undefined) throw new Error('no fields');
  return { catalog, from: valueType(a), to: valueType(b) };
}

describe('isAssignable', () => {
  it.each([
    ['uuid', 'string', true],
    ['string', 'uuid', false],
    ['Iban', 'string', true],
    ['string', 'Iban', true],
    ['int', 'long', true],
    ['long', 'int', false],
    ['float', 'double', true],
    ['int', 'double', true],
    ['int', 'float', false],
    ['timestamp', 'string', false],
    ['date', 'timestamp', false],
    ['decimal(12.2)', 'decimal(14.2)', true],
    ['decimal(12.2)', 'decimal(12.4)', false],
    ['decimal(12.2)', 'double', false],
    ['Short', 'Long', true],
    ['Long', 'Short', false],
    ['Long', 'string', true],
    ['enum(a|b)', 'Long', true],
    ['string', 'Short', false],
    ['Money', 'Amount', true],
    ['Amount', 'Money', false],
    ['Money', 'Strict', false],
    ['list<Money>', 'list<Amount>', true],
    ['map<int>', 'map<long>', true],
    ['list<int>', 'int', false],
    ['Tree', 'Leaf', true],
    ['Method', 'Method', true],
    ['Money', 'Method', false],
    ['string|null', 'string', false],
    ['string', 'string|null', true],
    ['list<string|null>', 'list<string>', false],
  ])('%s into %s: %s', async (from, to, expected) => {
    const { catalog, from: a, to: b } = await pair(from, to);
    expect(isAssignable(catalog, a, b)).toBe(expected);
  });

  it('lets every type into itself', async () => {
    const { catalog } = await pair('string', 'string');
    const leaf = fc.constantFrom<TypeExpr>(
      { kind: 'primitive', name: 'uuid' },
      { kind: 'primitive', name: 'bytes' },
      { kind: 'decimal', precision: 5, scale: 2 },
      { kind: 'enum', values: ['x', 'y'] },
      ...['Tree', 'Method', 'Money', 'Iban', 'Nowhere'].map(
        (name): TypeExpr => ({ kind: 'named', ref: { name, span: { file: '', start: 0, end: 0 } } }),
      ),
    );
    const { type } = fc.letrec<{ type: TypeExpr }>((tie) => ({
      type: fc.oneof(
        { maxDepth: 4 },
        leaf,
        tie('type').map((items): TypeExpr => ({ kind: 'list', items })),
        tie('type').map((values): TypeExpr => ({ kind: 'map', values })),
        tie('type').map((inner): TypeExpr => ({ kind: 'nullable', inner })),
      ),
    }));
    const property = fc.property(type, (one) => {
      const value = { type: one, nullable: one.kind === 'nullable', optional: false };
      return isAssignable(catalog, value, value);
    });
    fc.assert(property, { numRuns: 200 });
  });
});

describe('constantFits', () => {
  it.each<[JsonValue, string, boolean]>([
    ['x', 'string', true],
    [1, 'string', false],
    [1, 'int', true],
    [1.5, 'long', false],
    [1.5, 'double', true],
    ['1.50', 'decimal(5.2)', true],
    [1.5, 'decimal(5.2)', false],
    [true, 'boolean', true],
    [null, 'string|null', true],
    [null, 'string', false],
    ['a', 'Short', true],
    ['c', 'Short', false],
    [['a'], 'list<Short>', true],
    [{ k: 1 }, 'map<int>', true],
    [{ amount: '1.00', currency: 'EUR' }, 'Money', true],
    [{ amount: '1.00' }, 'Money', false],
    [{ amount: '1.00', currency: 'EUR', more: 1 }, 'Money', false],
    [{ kind: 'money', amount: '1.00', currency: 'EUR' }, 'Method', true],
    [{ kind: 'other' }, 'Method', false],
  ])('%j in %s: %s', async (value, type, expected) => {
    const { catalog, to } = await pair('string', type);
    expect(constantFits(catalog, value, to)).toBe(expected);
  });

  it('takes every sample for a value of its type', async () => {
    for (const type of ['Tree', 'Method', 'Money', 'list<Iban>', 'Long', 'decimal(3.1)', 'duration', 'map<Money>']) {
      const { catalog, to } = await pair('string', type);
      expect([type, constantFits(catalog, sampleMessage(catalog, 'E')['to'] ?? null, to)]).toEqual([type, true]);
    }
  });
});
