import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { JsonValue } from '../../../../model/index.js';
import type { JsonSchemaDocument } from '../document.js';
import { readJsonSchema } from '../read-json-schema.js';
import { canReadConfluent } from './can-read-confluent.js';
import { compareConfluent } from './compare-confluent.js';

/** One change of a schema and what is told of it; the fixtures are the documentation of the profile. */
interface Case {
  readonly name: string;
  readonly older: JsonValue;
  readonly newer: JsonValue;
  /** `KIND #/path`, compatible ones included, in order. */
  readonly changes: readonly string[];
  /** Whether the newer schema reads what the older one wrote. */
  readonly strict: boolean;
  readonly lenient: boolean;
}

const FOLDER = new URL('../../../../../fixtures/compat/json-schema/confluent/', import.meta.url);

function casesOf(file: string): readonly Case[] {
  return parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Case[];
}

function read(json: JsonValue): JsonSchemaDocument {
  return readJsonSchema('schema.json', json);
}

describe.each(readdirSync(FOLDER).map((file) => [file] as const))('%s', (file) => {
  it.each(casesOf(file).map((each) => [each.name, each] as const))('%s', (_, { older, newer, ...expected }) => {
    const [before, after] = [read(older), read(newer)];
    const changes = compareConfluent(before, after).map(({ kind, path }) => `${kind} ${path}`);
    const strict = canReadConfluent(after, before, 'strict').breaks.length === 0;
    const lenient = canReadConfluent(after, before, 'lenient').breaks.length === 0;
    expect({ name: expected.name, changes, strict, lenient }).toEqual(expected);
  });
});

describe('breaks', () => {
  const older = {
    type: 'object',
    properties: { email: { type: 'string', maxLength: 80 } },
    additionalProperties: false,
  };
  const newer = {
    type: 'object',
    properties: { email: { $ref: '#/$defs/E' }, age: { type: 'integer' } },
    required: ['age'],
    additionalProperties: false,
    $defs: { E: { type: 'string', maxLength: 40 } },
  };
  const { breaks } = canReadConfluent(readJsonSchema('new.json', newer), readJsonSchema('old.json', older), 'strict');

  it('say what each side asks for, and what to do', () => {
    expect(breaks.map(({ message, help }) => [message, help])).toEqual([
      [
        'At `#/properties/email/maxLength` the reading schema asks for texts of up to `40` characters, and the writing one for texts of up to `80` characters.',
        'Keep the bound of the writing schema, or a wider one; to tighten it, tighten the writing schema first.',
      ],
      [
        'At `#/properties/age` the reading schema requires `age`, which the writing one does not name.',
        'Make `age` optional, or give it a `default`.',
      ],
    ]);
  });

  it('say where in both files, behind references, too', () => {
    expect(breaks.map(({ reader, writer }) => [reader, writer])).toEqual([
      [
        { file: 'new.json', pointer: '/$defs/E/maxLength' },
        { file: 'old.json', pointer: '/properties/email/maxLength' },
      ],
      [
        { file: 'new.json', pointer: '/properties/age' },
        { file: 'old.json', pointer: '' },
      ],
    ]);
  });

  it('are in doubt where a reference leads nowhere', () => {
    const verdict = canReadConfluent(read({ $ref: '#/$defs/A' }), read(true), 'strict');
    expect(verdict.doubts.map(({ kind, reader }) => [kind, reader?.pointer])).toEqual([['SCHEMA_NOT_READ', '/$ref']]);
  });
});
