import type { JsonValue } from '../../../../model/index.js';

/** Numbers from 0 below a bound, always the same for a seed. */
export type Random = (bound: number) => number;

/** A source of numbers. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

interface ComplexJson {
  readonly type: string;
  readonly name?: string;
  readonly items?: JsonValue;
  readonly values?: JsonValue;
  readonly symbols?: readonly string[];
  readonly size?: number;
  readonly fields?: readonly { readonly name: string; readonly type: JsonValue }[];
}

/** A value of an Avro schema, as avsc takes it: values of unions are wrapped in an object with the name of the branch. */
export function instanceOf(schema: JsonValue, random: Random): unknown {
  return valueFor(schema, { random, named: new Map() }, 0);
}

interface Making {
  readonly random: Random;
  readonly named: Map<string, ComplexJson>;
}

/** Below it, collections are empty and unions end as soon as they can. */
const MAX_DEPTH = 6;

function valueFor(schema: JsonValue, making: Making, depth: number): unknown {
  if (Array.isArray(schema)) return branchOf(schema, making, depth);
  if (typeof schema !== 'string') return complexOf(schema as unknown as ComplexJson, making, depth);
  const named = making.named.get(schema);
  return named ? complexOf(named, making, depth) : plainOf(schema, making.random);
}

function branchOf(branches: readonly JsonValue[], making: Making, depth: number): unknown {
  define(branches, making);
  const ending = depth > MAX_DEPTH ? branches.find((branch) => branch === 'null') : undefined;
  const branch = ending ?? branches[making.random(branches.length)] ?? 'null';
  return branch === 'null' ? null : { [titleOf(branch)]: valueFor(branch, making, depth + 1) };
}

function titleOf(branch: JsonValue): string {
  const complex = branch as unknown as ComplexJson;
  return typeof branch === 'string' ? branch : (complex.name ?? complex.type);
}

/** What is not gone into may be the place where a type is defined. */
function define(schema: JsonValue, making: Making): void {
  if (Array.isArray(schema)) {
    for (const branch of schema) define(branch, making);
  } else if (typeof schema === 'object' && schema !== null) {
    const complex = schema as unknown as ComplexJson;
    if (complex.name !== undefined) making.named.set(complex.name, complex);
    for (const part of [complex.items, complex.values, ...(complex.fields ?? []).map((field) => field.type)])
      if (part !== undefined) define(part, making);
  }
}

function complexOf(schema: ComplexJson, making: Making, depth: number): unknown {
  if (schema.name !== undefined && !making.named.has(schema.name)) define(schema as unknown as JsonValue, making);
  const count = depth > MAX_DEPTH ? 0 : making.random(3);
  switch (schema.type) {
    case 'array':
      define(schema.items ?? 'null', making);
      return Array.from({ length: count }, () => valueFor(schema.items ?? 'null', making, depth + 1));
    case 'map':
      define(schema.values ?? 'null', making);
      return Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `k${index}`,
          valueFor(schema.values ?? 'null', making, depth + 1),
        ]),
      );
    case 'enum':
      return schema.symbols?.[making.random(schema.symbols.length)];
    case 'fixed':
      return Buffer.alloc(schema.size ?? 0, making.random(256));
    default:
      return Object.fromEntries(
        (schema.fields ?? []).map((field) => [field.name, valueFor(field.type, making, depth + 1)]),
      );
  }
}

function plainOf(name: string, random: Random): unknown {
  switch (name) {
    case 'null':
      return null;
    case 'boolean':
      return random(2) === 1;
    case 'int':
    case 'long':
      return random(2000) - 1000;
    case 'float':
    case 'double':
      return random(2000) / 8;
    case 'bytes':
      return Buffer.from('abc'.slice(random(3)));
    default:
      return 'abc'.slice(random(3));
  }
}
