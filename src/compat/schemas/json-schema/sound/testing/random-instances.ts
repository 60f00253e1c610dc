import type { JsonValue } from '../../../../../model/index.js';
import { isList, isObject } from '../../../json.js';
import { objectOf } from '../json-values.js';
import { KEYS, NUMBERS, TEXTS } from './random-schemas.js';

/** Whole numbers from 0 up to below a bound, by chance. */
export type Dice = (below: number) => number;

/** Dice that fall the same for the same seed. */
export function diceFor(seed: number): Dice {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A value that has a good chance of being allowed by one of some schemas, and of being near to where they differ. */
export function randomInstance(schemas: readonly JsonValue[], dice: Dice, depth = 3): JsonValue {
  const schema = schemas.length === 0 ? true : (schemas[dice(schemas.length)] as JsonValue);
  if (!isObject(schema) || dice(8) === 0) return anyValue(dice, depth);
  const hinted = hintedValue(schema, dice);
  if (hinted !== undefined && dice(3) > 0) return hinted;
  const around = schemas.flatMap((each) => [each, ...branchesOf(each)]);
  const branches = branchesOf(schema);
  if (branches.length > 0 && dice(3) === 0 && depth > 0) return randomInstance(branches, dice, depth - 1);
  switch (kindFor(schema, dice)) {
    case 'object':
      return randomObject(around, dice, depth);
    case 'array':
      return randomArray(around, dice, depth);
    default:
      return anyValue(dice, 0);
  }
}

function hintedValue(schema: { readonly [key: string]: JsonValue }, dice: Dice): JsonValue | undefined {
  const hints: JsonValue[] = [];
  if (schema['const'] !== undefined) hints.push(schema['const']);
  if (isList(schema['enum'])) hints.push(...schema['enum']);
  for (const name of ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']) {
    const bound = schema[name];
    if (typeof bound === 'number') hints.push(bound, bound + 1, bound - 1, bound + 0.5, bound * 2);
  }
  return hints.length === 0 ? undefined : hints[dice(hints.length)];
}

function branchesOf(schema: JsonValue): readonly JsonValue[] {
  if (!isObject(schema)) return [];
  const single = ['not', 'if', 'then', 'else'].map((name) => schema[name]).filter((held) => held !== undefined);
  const lists = ['allOf', 'anyOf', 'oneOf'].flatMap((name) => (isList(schema[name]) ? schema[name] : []));
  const maps = ['dependentSchemas', 'dependencies', '$defs'].flatMap((name) => {
    const held = schema[name];
    return isObject(held) ? Object.values(held).filter((inner) => !isList(inner)) : [];
  });
  return [...single, ...lists, ...maps];
}

function kindFor(schema: { readonly [key: string]: JsonValue }, dice: Dice): string {
  const type = schema['type'];
  if (typeof type === 'string') return type;
  if (isList(type)) return String(type[dice(type.length)]);
  const names = Object.keys(schema).join();
  if (/ropert|required|depend/.test(names)) return 'object';
  return /tems|contains/i.test(names) ? 'array' : 'any';
}

function randomObject(schemas: readonly JsonValue[], dice: Dice, depth: number): JsonValue {
  const entries: [string, JsonValue][] = [];
  for (const key of KEYS) {
    const required = schemas.some(
      (schema) => isObject(schema) && isList(schema['required']) && schema['required'].includes(key),
    );
    if (dice(required ? 8 : 2) === 0) continue;
    entries.push([
      key,
      depth === 0
        ? anyValue(dice, 0)
        : randomInstance(
            schemas.flatMap((schema) => memberSchemas(schema, key)),
            dice,
            depth - 1,
          ),
    ]);
  }
  if (dice(4) === 0) entries.push([['z', 'aa', 'b1'][dice(3)] as string, anyValue(dice, 1)]);
  return objectOf(entries);
}

function memberSchemas(schema: JsonValue, key: string): readonly JsonValue[] {
  if (!isObject(schema)) return [];
  const properties = schema['properties'];
  if (isObject(properties) && Object.hasOwn(properties, key)) return [properties[key] as JsonValue];
  const patterns = isObject(schema['patternProperties']) ? Object.values(schema['patternProperties']) : [];
  return [...patterns, schema['additionalProperties'], schema['unevaluatedProperties']].filter(
    (held) => held !== undefined,
  );
}

function randomArray(schemas: readonly JsonValue[], dice: Dice, depth: number): JsonValue {
  return Array.from({ length: dice(4) }, (_, index) => {
    if (depth === 0) return anyValue(dice, 0);
    return randomInstance(
      schemas.flatMap((schema) => itemSchemas(schema, index)),
      dice,
      depth - 1,
    );
  });
}

function itemSchemas(schema: JsonValue, index: number): readonly JsonValue[] {
  if (!isObject(schema)) return [];
  const { items, prefixItems, additionalItems, contains, unevaluatedItems } = schema;
  const prefix = isList(prefixItems) ? prefixItems : isList(items) ? items : [];
  const rest = isList(items) ? additionalItems : items;
  return [prefix[index] ?? rest, contains, unevaluatedItems].filter((held) => held !== undefined);
}

function anyValue(dice: Dice, depth: number): JsonValue {
  const scalars: readonly JsonValue[] = [null, true, false, ...NUMBERS, ...TEXTS, 1000, 'abcabc'];
  const chosen = dice(scalars.length + (depth > 0 ? 6 : 0));
  if (chosen < scalars.length) return scalars[chosen] as JsonValue;
  return chosen % 2 === 0 ? randomArray([], dice, depth - 1 > 0 ? depth - 1 : 0) : randomObject([], dice, 0);
}
