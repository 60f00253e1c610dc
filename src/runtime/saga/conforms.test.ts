import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json.js';
import { testSaga } from '../testing/definitions.js';
import { violationOf } from './conforms.js';
import type { ShapeType } from './definition.js';

function problem(shape: ShapeType, value: unknown): string | undefined {
  const saga = testSaga([], { messages: { Told: { fields: { it: shape }, optional: [] } } });
  return violationOf(saga, 'Told', (value === undefined ? {} : { it: value }) as JsonObject);
}

describe('the data of an event', () => {
  it.each<[ShapeType, unknown]>([
    ['string', 'x'],
    ['int', 5],
    ['int', '-9007199254740993'],
    ['double', 1.5],
    ['decimal', '1.50'],
    ['decimal', 1.5],
    ['boolean', false],
    ['timestamp', 'any text'],
    ['any', { what: ['ever'] }],
    [{ nullable: 'int' }, null],
    [{ list: 'int' }, [1, 2]],
    [{ map: 'string' }, { a: 'b' }],
    [
      { record: { a: 'int', b: 'int' }, optional: ['b'] },
      { a: 1, more: true },
    ],
    [
      { oneOf: { card: { record: { number: 'string' } } }, by: 'kind' },
      { kind: 'card', number: '1' },
    ],
    [{ oneOf: { card: { record: { number: 'string' } } }, by: 'kind' }, { kind: 'of a later version' }],
  ])('fits %j: %j', (shape, value) => {
    expect(problem(shape, value)).toBeUndefined();
  });

  it.each<[ShapeType, unknown, string]>([
    ['string', 5, '`it` is no string'],
    ['int', 1.5, '`it` is no int'],
    ['int', 'five', '`it` is no int'],
    ['boolean', null, '`it` is no boolean'],
    ['any', undefined, '`it` is missing'],
    [{ list: 'int' }, [1, 'x'], '`it[1]` is no int'],
    [{ list: 'int' }, {}, '`it` is no list'],
    [{ map: 'int' }, { a: 'x' }, '`it.a` is no int'],
    [{ record: { a: 'int' } }, {}, '`it.a` is missing'],
    [{ record: { a: 'int' } }, [], '`it` is no object'],
    [{ oneOf: { card: { record: { number: 'string' } } }, by: 'kind' }, { kind: 'card' }, '`it.number` is missing'],
  ])('does not fit %j: %j', (shape, value, expected) => {
    expect(problem(shape, value)).toBe(expected);
  });

  it('is taken as it is where the definition says nothing about it', () => {
    expect(violationOf(testSaga([]), 'Strange', { a: 1 })).toBeUndefined();
    expect(violationOf(testSaga([]), 'constructor', {})).toBeUndefined();
  });
});
