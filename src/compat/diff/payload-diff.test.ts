import { describe, expect, it } from 'vitest';
import { changesBetween, diffBetween, event, found } from './testing/changes-between.js';

const MONEY = 'Money: { fields: { amount: decimal(12.2) } }';

/** Changes from one payload to another with the same types beside both. */
function changes(before: string, after: string, ...types: readonly string[]): readonly string[] {
  return changesBetween(event(before, ...types), event(after, ...types));
}

/** Changes within types under one payload. */
function typeChanges(payload: string, before: string, after: string): readonly string[] {
  return changesBetween(event(payload, before), event(payload, after));
}

describe('the fields of a payload', () => {
  it('come and go', () => {
    expect(changes('a: int, b: int', 'b: int, c: int')).toEqual([
      'field-added Placed payload.c',
      'field-removed Placed payload.a',
    ]);
  });

  it('tell where they stand on both sides', () => {
    const [before, after] = [event('a: int, b: int'), event('b: long')];
    const spots = found(diffBetween(before, after)).map(({ kind, old, new: next }) => [
      kind,
      old && before.slice(old.start, old.end),
      next && after.slice(next.start, next.end),
    ]);
    expect(spots).toEqual([
      ['type-changed', 'int', 'long'],
      ['field-removed', 'a', undefined],
    ]);
  });

  it('are one under two names where that is said, and else two', () => {
    expect(changes('a: int', 'b: { type: int, renamedFrom: a }')).toEqual(['field-renamed Placed payload.b']);
    expect(changes('a: int', 'b: { type: int, aliases: [z, a] }')).toEqual(['field-renamed Placed payload.b']);
    expect(changes('a: int', 'b: int')).toEqual(['field-added Placed payload.b', 'field-removed Placed payload.a']);
  });

  it('have one origin at most, and not one that is still there', () => {
    const twice = 'b: { type: int, renamedFrom: a }, c: { type: int, renamedFrom: a }';
    expect(changes('a: int', twice)).toEqual(['field-renamed Placed payload.b', 'field-added Placed payload.c']);
    expect(changes('a: int', 'a: int, b: { type: int, renamedFrom: a }')).toEqual(['field-added Placed payload.b']);
  });

  it('are compared under both names', () => {
    expect(changes('a: int', 'b: { type: long, optional: true, renamedFrom: a }')).toEqual([
      'field-renamed Placed payload.b',
      'field-made-optional Placed payload.b',
      'type-changed Placed payload.b',
    ]);
  });

  it('differ in what stands beside the type', () => {
    expect(changes('a: string', 'a: { type: string, deprecated: true, default: x, pii: true, maxLength: 3 }')).toEqual([
      'default-changed Placed payload.a',
      'field-deprecated Placed payload.a',
      'sensitivity-changed Placed payload.a',
      'bound-changed Placed payload.a',
    ]);
    expect(changes('a: { type: string, deprecated: true, summary: x }', 'a: { type: string, summary: y }')).toEqual([]);
  });

  it('with the names of things in JavaScript are fields as any', () => {
    expect(changes('constructor: int', 'toString: int')).toEqual([
      'field-added Placed payload.toString',
      'field-removed Placed payload.constructor',
    ]);
    expect(changes('a: int', 'a: int, "__proto__": int')).toEqual(['field-added Placed payload.__proto__']);
  });
});

describe('values', () => {
  it('are compared within lists and maps', () => {
    expect(changes('a: "list<map<int>>"', 'a: "list<map<string>|null>"')).toEqual([
      'null-allowed Placed payload.a[]',
      'type-changed Placed payload.a[]{}',
    ]);
    expect(changes('a: list<int>', 'a: int')).toEqual(['type-changed Placed payload.a']);
  });

  it('may be null by their own mark or by that of their named type', () => {
    const maybe = 'Maybe: { type: string|null }';
    expect(changes('a: string|null', 'a: Maybe', maybe)).toEqual(['type-renamed Placed payload.a']);
    expect(changes('a: Maybe', 'a: Maybe|null', maybe)).toEqual([]);
    expect(changes('a: string', 'a: Maybe', maybe)).toEqual([
      'null-allowed Placed payload.a',
      'type-renamed Placed payload.a',
    ]);
    expect(typeChanges('a: Maybe', 'Maybe: { type: string }', maybe)).toEqual(['null-allowed Maybe']);
  });

  it('are sensitive by their own mark or by that of their named type', () => {
    const iban = 'Iban: { type: string, pii: true }';
    expect(changes('a: { type: string, pii: true }', 'a: Iban', iban)).toEqual(['type-renamed Placed payload.a']);
    expect(changes('a: Iban', 'a: { type: Iban, pii: true }', iban)).toEqual([]);
    expect(typeChanges('a: Iban', iban, 'Iban: { type: string }')).toEqual(['sensitivity-changed Iban']);
  });

  it('are held to the bounds of all names on the way', () => {
    const types = ['Iban: { type: string, maxLength: 34 }', 'Short: { type: Iban, maxLength: 20 }'];
    expect(changes('a: Iban', 'a: Short', ...types)).toEqual([
      'bound-changed Placed payload.a',
      'type-renamed Placed payload.a',
    ]);
    expect(changes('a: Short', 'a: { type: string, maxLength: 20 }', ...types)).toEqual([
      'type-renamed Placed payload.a',
    ]);
  });

  it('are told their bounds where another type has such bounds too', () => {
    expect(changes('a: { type: int, min: 1 }', 'a: long')).toEqual([
      'type-changed Placed payload.a',
      'bound-changed Placed payload.a',
    ]);
    expect(changes('a: { type: int, min: 1 }', 'a: string')).toEqual(['type-changed Placed payload.a']);
  });

  it('of names that mean nothing are compared by these names', () => {
    expect(changes('a: Nothing', 'a: Nothing')).toEqual([]);
    expect(changes('a: Nothing', 'a: Never')).toEqual(['type-changed Placed payload.a']);
    expect(changesBetween(event('a: Money'), event('a: Money', MONEY))).toEqual(['type-changed Placed payload.a']);
  });
});

describe('named types', () => {
  it('are compared once, wherever they stand', () => {
    const after = 'Money: { fields: { amount: decimal(14.2), currency: string } }';
    expect(typeChanges('a: Money, b: list<Money>, c: map<Money>, d: Money|null', MONEY, after)).toEqual([
      'type-changed Money amount',
      'field-added Money currency',
    ]);
  });

  it('count as one under two names of the same form', () => {
    const amount = 'Amount: { fields: { amount: decimal(12.4) } }';
    expect(changes('a: Money', 'a: Amount', MONEY, amount)).toEqual([
      'type-renamed Placed payload.a',
      'type-changed Amount amount',
    ]);
    expect(changes('a: Money', 'a: Colour', MONEY, 'Colour: { enum: [red] }')).toEqual([
      'type-changed Placed payload.a',
    ]);
  });

  it('are compared with what is written out', () => {
    const origin = 'Origin: { enum: [web, shop, other], unknown: other }';
    expect(changes('a: enum(web|fax)', 'a: Origin', origin)).toEqual([
      'enum-value-removed Placed payload.a',
      'enum-value-added Placed payload.a',
      'enum-value-added Placed payload.a',
      'enum-fallback-changed Placed payload.a',
      'type-renamed Placed payload.a',
    ]);
    expect(changes('a: Tags', 'a: list<string>', 'Tags: { type: list<int> }')).toEqual([
      'type-changed Placed payload.a[]',
      'type-renamed Placed payload.a',
    ]);
  });

  it('are found behind other names', () => {
    const types = [MONEY, 'Cash: { type: Money }'];
    expect(changes('a: Cash', 'a: Money', ...types)).toEqual(['type-renamed Placed payload.a']);
    const [before, after] = ['Size: { type: enum(s|m) }', 'Size: { enum: [s, m] }'];
    expect(typeChanges('a: Size', before, after)).toEqual([]);
  });

  it('that are unions are compared case by case', () => {
    const cases =
      'Card: { fields: { last4: string } }, Cash: { fields: { till: int } }, Till: { fields: { till: long } }';
    const union = (body: string) => `${cases}, Method: { oneOf: { ${body} }, discriminator: kind }`;
    const next = union('cash: Till, voucher: Card').replace('kind', 'way');
    expect(typeChanges('a: Method', union('card: Card, cash: Cash'), next)).toEqual([
      'discriminator-changed Method',
      'union-case-removed Method',
      'type-renamed Method cash',
      'union-case-added Method',
      'type-changed Till till',
    ]);
  });
});

describe('types without end', () => {
  it.each([
    ['a record in itself', 'Tree: { fields: { label: int, children: list<Tree|null>, other: Tree? } }'],
    [
      'records in each other',
      'Tree: { fields: { label: int, inner: Leaf? } }, Leaf: { fields: { outer: "map<Tree>" } }',
    ],
    [
      'a union in itself',
      'Tree: { fields: { label: int, inner: Sum? } }, Sum: { oneOf: { tree: Tree }, discriminator: op }',
    ],
    ['a list of itself', 'Tree: { fields: { label: int, nested: Nested } }, Nested: { type: list<Nested> }'],
  ])('are compared to an end: %s', (_, types) => {
    expect(typeChanges('a: Tree', types, types.replace('label: int', 'label: long'))).toEqual([
      'type-changed Tree label',
    ]);
    const renamed = types.replaceAll('Tree', 'Bush').replaceAll('Nested', 'Deep');
    expect(changesBetween(event('a: Tree', types), event('a: Bush', renamed))[0]).toBe('type-renamed Placed payload.a');
  });

  it('are compared to an end where a name stands for the other side', () => {
    const before = 'Tree: { fields: { next: Alias? } }, Alias: { type: Tree }';
    expect(typeChanges('a: Tree', before, 'Tree: { fields: { next: Tree? } }')).toEqual(['type-renamed Tree next']);
    expect(
      changesBetween(
        event('a: Deep', 'Deep: { type: list<Deep> }'),
        event('a: Deep', 'Deep: { type: "list<list<Deep>>" }'),
      ),
    ).toEqual(['type-renamed Deep []']);
  });
});
