import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../model/index.js';
import { canReadAvro } from './can-read-avro.js';
import { field, record, sound } from './testing/read-avro.js';

function verdict(reader: JsonValue, writer: JsonValue) {
  return canReadAvro(sound(reader, 'new.avsc'), sound(writer, 'old.avsc'));
}

/** Message and help of the only break. */
function told(reader: JsonValue, writer: JsonValue): string {
  const { breaks } = verdict(reader, writer);
  expect(breaks).toHaveLength(1);
  return `${breaks[0]?.message} ${breaks[0]?.help}`;
}

const order = (...fields: JsonValue[]) => record('shop.Order', fields);
const NEW_FIELD = 'add a field of the new type with a default, and leave this one until nobody reads it.';

describe('a break tells what cannot be read and what to do instead', () => {
  it('a field that is not written', () => {
    expect(told(order(field('price', 'int')), order())).toBe(
      'Field `price` has no default, and the writer\'s record `shop.Order` does not have it. Give it a `default`, or make it a union with `"null"` in front and `"default": null`.',
    );
    expect(told(order(field('price', ['null', 'int'])), order())).toContain('Give it `"default": null`.');
  });

  it('a field that seems to have another name', () => {
    const help = 'If it was `cost` before, add `"aliases": ["cost"]` to it.';
    expect(told(order(field('price', 'long')), order(field('cost', 'int')))).toContain(help);
    expect(told(order(field('price', 'int')), order(field('cost', 'string')))).not.toContain('before');
    expect(told(order(field('price', 'int')), order(field('cost', 'int'), field('tax', 'int')))).not.toContain(
      'before',
    );
  });

  it('the default of an enum in the place of that of its field', () => {
    const suit = { type: 'enum', name: 'Suit', symbols: ['A'], default: 'A' };
    expect(told(order(field('suit', suit)), order())).toContain('Give the field a `default` of its own');
  });

  it('a type that would narrow', () => {
    const list = (items: JsonValue) =>
      order(field('lines', { type: 'array', items: record('Line', [field('price', items)]) }));
    expect(told(list('int'), list('long'))).toBe(
      `The reader expects \`int\` at \`lines[].price\`, but the writer writes \`long\`. Avro widens \`int\` to \`long\` but never narrows: keep \`long\`, or ${NEW_FIELD}`,
    );
  });

  it('a type that is another one, also in a map', () => {
    const map = (values: JsonValue) => order(field('names', { type: 'map', values }));
    expect(told(map('int'), map('string'))).toBe(
      `The reader expects \`int\` at \`names{}\`, but the writer writes \`string\`. Keep the type, or ${NEW_FIELD}`,
    );
  });

  it('a null that the reader does not take', () => {
    expect(told(order(field('note', 'string')), order(field('note', ['null', 'string'])))).toBe(
      'The reader expects `string` at `note`, but the writer may write `null`. Let the reader take `["null", "string"]`, and write no `null` before all readers do.',
    );
  });

  it('a name', () => {
    expect(told(order(), record('shop.Purchase', []))).toBe(
      'The reader expects the record `shop.Order`, but the writer writes `shop.Purchase`. Keep the name, or let the reader know the writer\'s: `"aliases": ["shop.Purchase"]`.',
    );
    expect(told(order(), record('Purchase', []))).toContain('Keep the name `Purchase`.');
  });

  it('symbols', () => {
    const suit = (...symbols: string[]) => ({ type: 'enum', name: 'Suit', symbols });
    expect(told(suit('A'), suit('A', 'C', 'B'))).toContain(
      "The reader's enum `Suit` lacks `B` and `C`, which the writer may write.",
    );
    expect(told(suit('A'), suit('H', 'G', 'F', 'E', 'D', 'C', 'B'))).toContain(
      'lacks `B`, `C`, `D`, `E`, `F` and 2 others, which',
    );
  });

  it('a size', () => {
    const hash = (size: number) => ({ type: 'fixed', name: 'Hash', size });
    expect(told(hash(4), hash(8))).toContain(
      'The reader expects `Hash` to be of size 4, but the writer writes it with size 8.',
    );
  });

  it('a branch that is missing', () => {
    expect(told(['null', 'int'], ['null', 'string'])).toBe(
      "The reader's union has no type that can read `string`, which the writer may write. Add `string` to the union of all readers before anybody writes it.",
    );
    expect(told(['null', 'int'], 'string')).toContain('which the writer writes.');
  });

  it('a branch that is there but cannot read: why', () => {
    const event = (...fields: JsonValue[]) => order(field('event', ['null', record('Paid', fields)]));
    expect(told(event(field('at', 'long')), event())).toBe(
      "The reader's `shop.Paid` at `event` cannot read the writer's: field `at` has no default, and the writer's record `shop.Paid` does not have it. " +
        'Give it a `default`, or make it a union with `"null"` in front and `"default": null`.',
    );
  });
});

describe('the places of a break', () => {
  const places = (reader: JsonValue, writer: JsonValue) =>
    verdict(reader, writer).breaks.map((found) => [found.reader, found.writer]);

  it('are where a type is used, in each schema', () => {
    const reader = order(field('a', 'int', { default: 0 }), field('b', 'int', { aliases: ['c'] }));
    expect(places(reader, order(field('c', ['null', 'int'])))).toEqual([
      [
        { file: 'new.avsc', pointer: '/fields/1/type' },
        { file: 'old.avsc', pointer: '/fields/0/type/0' },
      ],
    ]);
  });

  it('are the definition, of what belongs to it', () => {
    const suit = (symbols: readonly string[]) => ({ type: 'enum', name: 'Suit', symbols });
    const reader = order(field('x', { type: 'array', items: suit(['A']) }, { default: [] }), field('y', 'Suit'));
    expect(places(reader, order(field('y', suit(['A', 'B']))))).toEqual([
      [
        { file: 'new.avsc', pointer: '/fields/0/type/items/symbols' },
        { file: 'old.avsc', pointer: '/fields/0/type/symbols' },
      ],
    ]);
  });

  it('are the field and the record without it', () => {
    expect(places(order(field('a', 'int')), order())).toEqual([
      [
        { file: 'new.avsc', pointer: '/fields/0' },
        { file: 'old.avsc', pointer: '' },
      ],
    ]);
  });
});

describe('doubts', () => {
  const moment = (logicalType: string) => ({ type: 'long', logicalType });
  const kinds = (reader: JsonValue, writer: JsonValue) => {
    const { breaks, doubts } = verdict(reader, writer);
    expect(breaks).toEqual([]);
    return doubts.map(({ kind, reader: place }) => `${kind} ${place?.pointer}`);
  };

  it('a number that means something else', () => {
    const [millis, micros] = [moment('timestamp-millis'), moment('timestamp-micros')];
    expect(kinds(order(field('at', millis)), order(field('at', micros)))).toEqual([
      'LOGICAL_TYPE_CHANGED /fields/0/type',
    ]);
    expect(kinds(order(field('at', ['null', millis])), order(field('at', ['null', micros])))).toEqual([
      'LOGICAL_TYPE_CHANGED /fields/0/type/1',
    ]);
    expect(kinds(millis, 'long')).toEqual([]);
    expect(verdict(order(field('at', millis)), order(field('at', micros))).doubts[0]?.message).toBe(
      'The reader takes `timestamp-millis` at `at` for what the writer writes as `timestamp-micros`, which means another value.',
    );
  });

  it('a decimal of another scale, but not of more digits', () => {
    const decimal = (precision: number, scale: number) => ({ type: 'bytes', logicalType: 'decimal', precision, scale });
    expect(kinds(decimal(10, 2), decimal(8, 2))).toEqual([]);
    expect(kinds(decimal(10, 3), decimal(10, 2))).toEqual(['LOGICAL_TYPE_CHANGED ']);
  });

  it('a field for which the writer has two', () => {
    const reader = order(field('a', 'int', { aliases: ['b'] }));
    expect(kinds(reader, order(field('a', 'int'), field('b', 'int')))).toEqual(['AMBIGUOUS_ALIAS /fields/0']);
    expect(kinds(reader, order(field('b', 'int')))).toEqual([]);
  });

  it('bytes that need not be text', () => {
    const list = (items: JsonValue) => order(field('raw', { type: 'array', items: ['null', items] }));
    expect(kinds(list('string'), list('bytes'))).toEqual(['BYTES_AS_TEXT /fields/0/type/items/1']);
    expect(kinds(list('bytes'), list('string'))).toEqual([]);
    expect(verdict(list('string'), list('bytes')).doubts[0]?.message).toBe(
      'The reader takes the bytes at `raw[]` as text, which fails for those that are not UTF-8.',
    );
  });

  it('end in recursive types', () => {
    const tree = (at: JsonValue) => record('Tree', [field('at', at), field('next', ['null', 'Tree'])]);
    expect(kinds(tree(moment('date')), tree(moment('time-micros')))).toEqual(['LOGICAL_TYPE_CHANGED /fields/0/type']);
  });
});
