import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { avroDifferences } from './testing/avro-differences.js';
import { jsonDifferences } from './testing/json-differences.js';
import { SCALARS, textOf } from './testing/random-definitions.js';
import { tapes } from './testing/random-pairs.js';

const TYPES = [...SCALARS, 'enum(s|m)', 'list<int>', 'map<int>'];

const pairs = TYPES.flatMap((before, index) =>
  TYPES.slice(index + 1).map((after) => ({
    before: textOf({ types: {}, payload: { f: { type: before } } }),
    after: textOf({ types: {}, payload: { f: { type: after } } }),
    title: `${before} and ${after}`,
  })),
);

describe('verdicts on every pair of types', () => {
  it('are what a tolerant reader says of messages', () => {
    const seeds = fc.sample(tapes, { numRuns: 12, seed: 1 });
    expect(pairs.flatMap((pair) => jsonDifferences(pair, seeds).map((text) => `${pair.title}: ${text}`))).toEqual([]);
  });

  it('are those of Apache', () => {
    expect(pairs.flatMap((pair) => avroDifferences(pair).map((text) => `${pair.title}: ${text}`))).toEqual([]);
  });
});
