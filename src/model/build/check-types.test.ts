import { describe, expect, test } from 'vitest';
import { catalogFrom, pointedAt } from '../../testing/catalog-from.js';
import { resolveType } from '../values/value-type.js';

const saidOf = (types: string) => pointedAt(catalogFrom(`types:\n${types}`));

describe('types that no language can express', () => {
  test('names that stand only for each other, but not those that lead to them', () => {
    expect(
      saidOf(
        '  A: { type: B }\n  B: { type: "A|null" }\n  C: { type: A }\n  Loop: { oneOf: { again: Loop, card: Card }, discriminator: kind }\n  Card: { fields: { next: Loop } }\n',
      ),
    ).toEqual(['endless-type: A', 'endless-type: B', 'endless-type: Loop']);
  });

  test('a list, a map or a field in the circle is an end', () => {
    expect(saidOf('  A: { type: list<A> }\n  M: { type: map<M> }\n  R: { fields: { r: R } }\n')).toEqual([]);
  });

  test('whoever follows a union of itself comes to an end', () => {
    const { catalog } = catalogFrom('types: { U: { oneOf: { again: U }, discriminator: kind } }');
    const ref = { name: 'U', span: { file: '', start: 0, end: 0 } };
    expect(resolveType(catalog, { kind: 'named', ref })).toEqual({ kind: 'unknown' });
  });

  test('thousands of names in a row take no time', () => {
    const row = Array.from({ length: 5000 }, (_, index) => `  T${index}: { type: T${(index + 1) % 5000} }`);
    expect(saidOf(row.join('\n'))).toHaveLength(5000);
  });

  test('cases that cannot carry a discriminator', () => {
    expect(saidOf('  C: { oneOf: { text: Text }, discriminator: kind }\n  Text: { type: string }\n')).toEqual([
      'union-case-not-record: Text',
    ]);
  });

  test('a definition that a built-in type hides', () => {
    expect(saidOf('  string: { fields: { a: int } }\n  list: { type: int }\n')).toEqual(
      ['built-in-type: list', 'built-in-type: string'].reverse(),
    );
  });
});

describe('patterns', () => {
  test('one that is no regular expression is reported and left out', () => {
    const built = catalogFrom(
      'types: { Bad: { type: string, pattern: "[a" }, R: { fields: { a: { type: string, pattern: "(" } } } }',
    );
    expect(pointedAt(built)).toEqual(['invalid-pattern: "[a"', 'invalid-pattern: "("']);
    expect(built.catalog.types.get('Bad')).toMatchObject({ constraints: {} });
  });
});
