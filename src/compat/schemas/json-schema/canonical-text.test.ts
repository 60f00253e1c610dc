import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../model/index.js';
import { canonicalText } from './canonical-text.js';

const SEED = Number(process.env['SAGAC_SEED'] ?? 1);

describe('canonicalText', () => {
  it('is JSON with the keys in order', () => {
    const value = { b: [1, [], {}], a: { d: null, c: 'x"' } };
    expect(canonicalText(value)).toBe('{"a":{"c":"x\\"","d":null},"b":[1,[],{}]}');
    expect(canonicalText(JSON.parse('{"z":1,"__proto__":2}'))).toBe('{"__proto__":2,"z":1}');
    expect([-0, 1.5, '', null, false].map(canonicalText)).toEqual(['0', '1.5', '""', 'null', 'false']);
  });

  it('reads back as the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = JSON.stringify(value);
        expect(JSON.parse(canonicalText(JSON.parse(json)))).toEqual(JSON.parse(json));
      }),
      { seed: SEED },
    );
  });

  it('takes values of any depth', () => {
    let value: JsonValue = 1;
    for (let level = 0; level < 10_000; level++) value = { a: [value] };
    expect(canonicalText(value).length).toBe(10_000 * '{"a":[]}'.length + 1);
  });
});
