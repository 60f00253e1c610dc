import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spanAt } from '../../diagnostics/index.js';
import { PRIMITIVES, type TypeExpr } from '../type.js';
import { printFieldType } from '../values/print-type.js';
import { parseType } from './parse-type.js';

const nowhere = (start: number, end: number) => spanAt('t.yaml', start, end);

function parse(text: string) {
  return parseType(text, nowhere);
}

function problemOf(text: string) {
  const parsed = parse(text);
  return 'problem' in parsed ? parsed.problem : undefined;
}

/** A type without places, so that trees can be compared. */
function bare(type: TypeExpr): unknown {
  return JSON.parse(JSON.stringify(type, (key, value) => (key === 'span' ? undefined : value)));
}

describe('parseType', () => {
  test.each([
    ['string', { kind: 'primitive', name: 'string' }],
    ['decimal(12.2)', { kind: 'decimal', precision: 12, scale: 2 }],
    ['decimal( 12 , 2 )', { kind: 'decimal', precision: 12, scale: 2 }],
    ['OrderLine', { kind: 'named', ref: { name: 'OrderLine' } }],
    ['OrderLine[]', { kind: 'list', items: { kind: 'named', ref: { name: 'OrderLine' } } }],
    ['int[][]', { kind: 'list', items: { kind: 'list', items: { kind: 'primitive', name: 'int' } } }],
    ['map<list<uuid>>', { kind: 'map', values: { kind: 'list', items: { kind: 'primitive', name: 'uuid' } } }],
    ['list<string|null>', { kind: 'list', items: { kind: 'nullable', inner: { kind: 'primitive', name: 'string' } } }],
    ['enum(a|b-c, d)', { kind: 'enum', values: ['a', 'b-c', 'd'] }],
    ['listing', { kind: 'named', ref: { name: 'listing' } }],
  ])('reads %s', (text, type) => {
    const parsed = parse(text);
    expect('type' in parsed && bare(parsed.type)).toEqual(type);
  });

  test.each([
    ['string?', true, false],
    ['string|null', false, true],
    ['string|null?', true, true],
    ['string? | null', true, true],
    ['list<map<Money>>?', true, false],
    ['enum(a|b)|null', false, true],
  ])('tells absent from null in %s', (text, optional, nullable) => {
    expect(parse(text)).toMatchObject({ optional, nullable });
  });

  test('a name knows where it stands', () => {
    const parsed = parse('map<Money>');
    expect('type' in parsed && parsed.type).toMatchObject({ values: { ref: { span: { start: 4, end: 9 } } } });
  });

  test.each([
    ['', 0],
    ['  ', 2],
    ['list<', 5],
    ['list', 4],
    ['list<string', 11],
    ['list<string?>', 11],
    ['map<string, int>', 10],
    ['decimal', 0],
    ['decimal(12)', 10],
    ['decimal(2.3)', 0],
    ['decimal(99.2)', 0],
    ['enum()', 5],
    ['enum(a|a)', 7],
    ['enum(a|', 7],
    ['string|int|string', 0],
    ['string|', 7],
    ['string[3]', 6],
    ['Order Line', 6],
    ['string<int>', 6],
    ['@x', 0],
    ['?', 0],
  ])('points into %j', (text, start) => {
    expect(problemOf(text)?.start).toBe(start);
  });

  test('deep nesting is a problem, not a crash', () => {
    expect(problemOf(`${'list<'.repeat(5_000)}int`)?.message).toMatch(/too deeply/);
  });

  test('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => void parse(text)));
  });

  test('what is printed reads the same again', () => {
    fc.assert(
      fc.property(types(), fc.boolean(), fc.boolean(), (type, optional, nullable) => {
        const parsed = parse(printFieldType({ type, optional, nullable }));
        expect('type' in parsed && { ...parsed, type: bare(parsed.type) }).toEqual({
          type: bare(type),
          optional,
          nullable,
        });
      }),
    );
  });
});

function types(): fc.Arbitrary<TypeExpr> {
  const name = fc.stringMatching(/^[A-Z][a-zA-Z0-9]{0,8}$/);
  const value = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/);
  const { type } = fc.letrec<{ type: TypeExpr; inner: TypeExpr }>((tie) => ({
    type: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom(...PRIMITIVES).map((primitive): TypeExpr => ({ kind: 'primitive', name: primitive })),
      name.map((text): TypeExpr => ({ kind: 'named', ref: { name: text, span: nowhere(0, 0) } })),
      fc
        .tuple(fc.integer({ min: 1, max: 38 }), fc.nat(38))
        .map(([precision, scale]): TypeExpr => ({ kind: 'decimal', precision, scale: Math.min(precision, scale) })),
      fc.uniqueArray(value, { minLength: 1, maxLength: 4 }).map((values): TypeExpr => ({ kind: 'enum', values })),
      tie('inner').map((items): TypeExpr => ({ kind: 'list', items })),
      tie('inner').map((values): TypeExpr => ({ kind: 'map', values })),
    ),
    inner: fc.oneof(
      tie('type'),
      tie('type').map((inner): TypeExpr => ({ kind: 'nullable', inner })),
    ),
  }));
  return type;
}
