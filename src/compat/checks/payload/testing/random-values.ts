import type { ScalarNode } from '../../../../language/node.js';
import type { Catalog, Constraints, Field, JsonValue, Primitive, TypeExpr } from '../../../../model/index.js';
import { brokenNumber } from '../../../../model/values/check-constraints.js';
import { resolveType } from '../../../../model/values/value-type.js';
import type { Tape } from './tape.js';

type Json = { [key: string]: JsonValue };

/** A payload as a producer may write it: at the edges of its types, with optional fields there and not there. */
export function randomRecord(tape: Tape, catalog: Catalog, fields: readonly Field[], depth = 0): Json {
  const record: Json = {};
  for (const field of fields) {
    if (field.optional && (depth > 3 || tape.rarely(2))) continue;
    const isNull = field.nullable && (depth > 3 || tape.rarely(3));
    record[field.name] = isNull ? null : randomValue(tape, catalog, field.type, field.constraints, depth + 1);
  }
  return record;
}

function randomValue(tape: Tape, catalog: Catalog, type: TypeExpr, constraints: Constraints, depth: number): JsonValue {
  if (type.kind === 'nullable')
    return tape.rarely(3) ? null : randomValue(tape, catalog, type.inner, constraints, depth);
  if (type.kind === 'named') {
    const def = catalog.types.get(type.ref.name);
    if (def?.shape === 'scalar')
      return randomValue(tape, catalog, def.type, { ...def.constraints, ...constraints }, depth);
    if (def?.shape === 'union') {
      const { tag, type: ref } = tape.one(def.cases);
      const value = randomValue(tape, catalog, { kind: 'named', ref }, {}, depth) as Json;
      return { ...value, [def.discriminator]: tag };
    }
  }
  const resolved = resolveType(catalog, type);
  switch (resolved.kind) {
    case 'primitive':
      return randomPrimitive(tape, resolved.name, constraints);
    case 'decimal': {
      const whole = '9'.repeat(resolved.precision - resolved.scale);
      return tape.one(
        ['1', '0.5'.padEnd(2 + resolved.scale, '1'), `${whole}.${'9'.repeat(resolved.scale)}`].filter(
          (text) => Number(text) >= (constraints.min ?? 0),
        ),
      );
    }
    case 'enum':
      return tape.one(resolved.values);
    case 'list': {
      const count = constraints.unique ? 1 : Math.min(constraints.maxLength ?? 2, depth > 4 ? 0 : 4);
      return Array.from({ length: count }, () => randomValue(tape, catalog, resolved.items, {}, depth + 1));
    }
    case 'map':
      return {
        [`${constraints.keyPattern?.slice(1) ?? ''}key`]: randomValue(tape, catalog, resolved.values, {}, depth + 1),
      };
    case 'record':
      return randomRecord(tape, catalog, resolved.fields, depth);
    default:
      return null;
  }
}

function randomPrimitive(tape: Tape, name: Primitive, constraints: Constraints): JsonValue {
  const { min = 0, maxLength, pattern } = constraints;
  const numbers = (...values: number[]) =>
    tape.one(values.filter((value) => brokenNumber(scalarOf(value), constraints) === undefined));
  switch (name) {
    case 'string':
      if (pattern !== undefined) return pattern.includes('{3}') ? 'ABC' : tape.one(['ABC', 'ABCDEFG']);
      return tape.one(['', 'x', 'any text at all, rather long for it'].map((text) => text.slice(0, maxLength)));
    case 'boolean':
      return tape.rarely(2);
    case 'int':
      return numbers(min, min + 1, min + 2, 6, 2_147_483_646);
    case 'long':
      return numbers(min, min + 1, min + 2, 6, 6 * 2 ** 40);
    case 'float':
      return numbers(min, min + 0.5, 6);
    case 'double':
      return numbers(min, min + 0.5, 6, 1e300);
    case 'bytes':
      return maxLength === undefined || maxLength > 2 ? 'AQID' : 'AQ==';
    default:
      return TEXTS[name] ?? '';
  }
}

function scalarOf(value: number): ScalarNode {
  return { kind: 'scalar', value, text: String(value), quoted: false, span: { file: '', start: 0, end: 0 } };
}

const TEXTS: Readonly<Partial<Record<Primitive, string>>> = {
  uuid: '6f9619ff-8b86-4011-b42d-00cf4fc964ff',
  date: '2026-01-31',
  time: '09:30:00Z',
  timestamp: '2026-01-01T09:30:00Z',
  duration: 'PT15M',
  uri: 'https://example.com/a',
  email: 'ada@example.com',
};
