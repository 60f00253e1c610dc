import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { JsonValue } from '../../../../model/index.js';
import type { SchemaVerdict } from '../../schema-verdict.js';
import { readJsonSchema } from '../read-json-schema.js';
import { canReadSound } from './can-read-sound.js';

type Answer = 'compatible' | 'incompatible' | 'undecided';

function read(reader: JsonValue, writer: JsonValue): SchemaVerdict {
  return canReadSound(readJsonSchema('new.json', reader), readJsonSchema('old.json', writer));
}

function answerOf({ breaks, doubts }: SchemaVerdict): Answer {
  if (breaks.length > 0) return 'incompatible';
  return doubts.length > 0 ? 'undecided' : 'compatible';
}

/** A case of the fixture: the answer, and the first example where it is told. */
interface Case {
  readonly name: string;
  readonly writer: JsonValue;
  readonly reader: JsonValue;
  readonly answer: Answer;
  readonly example?: JsonValue;
}

const FILE = new URL('../../../../../fixtures/compat/json-schema/sound/cases.yaml', import.meta.url);
const CASES: readonly Case[] = parse(readFileSync(FILE, 'utf8'));
const IN_2020 = 'https://json-schema.org/draft/2020-12/schema';

describe('canReadSound', () => {
  it.each(CASES)('judges $name', ({ writer, reader, answer, example }) => {
    const verdict = read(reader, writer);
    expect(answerOf(verdict)).toBe(answer);
    if (example !== undefined) expect(verdict.breaks[0]?.counterexample).toEqual(example);
    expect(read(writer, writer)).toEqual({ breaks: [], doubts: [] });
    expect(read(reader, reader)).toEqual({ breaks: [], doubts: [] });
  });

  it('compares trees that refer to themselves', () => {
    const tree = (value: JsonValue): JsonValue => ({
      $schema: IN_2020,
      $ref: '#/$defs/tree',
      $defs: { tree: { type: 'object', properties: { left: { $ref: '#/$defs/tree' }, value }, required: ['value'] } },
    });
    expect(answerOf(read(tree({ type: 'number' }), tree({ type: 'integer' })))).toBe('compatible');
    const { breaks } = read(tree({ type: 'integer' }), tree({ type: 'number' }));
    expect(breaks.map(({ reader, counterexample }) => [reader?.pointer, counterexample])).toContainEqual([
      '/$defs/tree/properties/value/type',
      { value: 0.5 },
    ]);
  });

  it('knows that no value is infinitely deep', () => {
    const endless: JsonValue = { type: 'object', required: ['a'], properties: { a: { $ref: '#' } } };
    expect(answerOf(read({ type: 'string' }, endless))).toBe('compatible');
  });

  it('tells each difference with its places in both schemas', () => {
    const writer: JsonValue = {
      type: 'object',
      properties: { a: { type: 'object', properties: { b: { minimum: 1 } } } },
    };
    const reader: JsonValue = {
      required: ['c'],
      properties: { a: { type: 'object', properties: { b: { minimum: 2 } } } },
    };
    expect(read(reader, writer).breaks).toEqual([
      {
        kind: 'REQUIRED',
        message: 'The writer may write `{}`, and the reader needs the property `c` there.',
        help: 'Leave `c` optional for readers, or let writers require it first.',
        reader: { file: 'new.json', pointer: '/required/0' },
        writer: { file: 'old.json', pointer: '' },
        counterexample: {},
      },
      {
        kind: 'MINIMUM',
        message: 'The writer may write `1` at `a.b`, and the reader takes only what is at least 2.',
        help: 'Keep `minimum` as wide as before, and let writers keep to the narrower rule first.',
        reader: { file: 'new.json', pointer: '/properties/a/properties/b/minimum' },
        writer: { file: 'old.json', pointer: '/properties/a/properties/b/minimum' },
        counterexample: { a: { b: 1 } },
      },
    ]);
  });
});
