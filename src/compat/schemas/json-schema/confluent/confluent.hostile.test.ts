import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../model/index.js';
import type { JsonSchemaDocument } from '../document.js';
import { readJsonSchema } from '../read-json-schema.js';
import { canReadConfluent } from './can-read-confluent.js';
import { compareConfluent } from './compare-confluent.js';

function read(json: JsonValue): JsonSchemaDocument {
  return readJsonSchema('schema.json', json);
}

describe('deep and large schemas', () => {
  const LEVELS = 10_000;

  function deep(wrap: (inner: JsonValue) => JsonValue, innermost: JsonValue): JsonSchemaDocument {
    let schema = innermost;
    for (let level = 0; level < LEVELS; level++) schema = wrap(schema);
    return read(schema);
  }

  it.each<[name: string, wrap: (inner: JsonValue) => JsonValue]>([
    ['properties', (inner) => ({ properties: { a: inner } })],
    ['items', (inner) => ({ type: 'array', items: inner })],
    ['combined of one', (inner) => ({ allOf: [inner] })],
    ['additional properties', (inner) => ({ type: 'object', additionalProperties: inner })],
  ])('deep: %s', (_, wrap) => {
    const [text, number] = [deep(wrap, { type: 'string' }), deep(wrap, { type: 'number' })];
    expect(canReadConfluent(text, deep(wrap, { type: 'string' }), 'strict')).toEqual({ breaks: [], doubts: [] });
    expect(canReadConfluent(text, number, 'strict').breaks.length).toBeGreaterThan(0);
    expect(() => canReadConfluent(text, read({ type: 'string' }), 'strict')).not.toThrow();
  });

  it('members to choose from that contain each other are given up on, and that is said', () => {
    const wrap = (inner: JsonValue) => ({ anyOf: [{ type: 'null' }, inner] });
    const verdict = canReadConfluent(deep(wrap, { type: 'string' }), deep(wrap, { type: 'string' }), 'strict');
    expect(verdict.doubts.map(({ kind }) => kind)).toEqual(['SCHEMA_TOO_LARGE']);
  });

  it('deep values', () => {
    let value: JsonValue = 1;
    for (let level = 0; level < LEVELS; level++) value = { a: [value] };
    expect(canReadConfluent(read({ enum: [value, 1] }), read({ enum: [value] }), 'strict').breaks).toEqual([]);
    expect(canReadConfluent(read({ enum: [1] }), read({ enum: [value] }), 'strict').breaks).toHaveLength(1);
  });

  it('a chain of references', () => {
    const $defs: Record<string, JsonValue> = { [`d${LEVELS}`]: { type: 'string' } };
    for (let level = 0; level < LEVELS; level++) $defs[`d${level}`] = { $ref: `#/$defs/d${level + 1}` };
    expect(compareConfluent(read({ $ref: '#/$defs/d0', $defs }), read({ type: 'string' }))).toEqual([]);
  });

  it('a definition that is used over and over is told once', () => {
    const make = (type: string) => {
      const $defs: Record<string, JsonValue> = { d50: { type } };
      for (let level = 0; level < 50; level++) {
        const next = { $ref: `#/$defs/d${level + 1}` };
        $defs[`d${level}`] = { properties: { a: next, b: next } };
      }
      return read({ $ref: '#/$defs/d0', $defs });
    };
    expect(compareConfluent(make('string'), make('number'))).toHaveLength(1);
  });
});
