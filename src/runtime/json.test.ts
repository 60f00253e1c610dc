import { describe, expect, it } from 'vitest';
import { canonicalJson, hashJson, toJsonObject } from './json.js';

describe('canonical JSON', () => {
  it('does not depend on the order of keys, at any depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
    expect(hashJson({ a: 1, b: 2 })).toBe(hashJson({ b: 2, a: 1 }));
    expect(hashJson([1, 2])).not.toBe(hashJson([2, 1]));
  });

  it('keeps a key that objects treat in their own way', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"x":1}}'))).toBe('{"__proto__":{"x":1},"b":1}');
  });
});

describe('plain JSON', () => {
  it('is what comes back from text', () => {
    expect(toJsonObject({ at: new Date(0), gone: undefined })).toEqual({ at: '1970-01-01T00:00:00.000Z' });
    expect([toJsonObject([1]), toJsonObject('text'), toJsonObject(undefined)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
