import type { Catalog } from '../model/index.js';
import { type Field, type JsonValue, messageById, type TypeExpr } from '../model/index.js';
import { type ResolvedType, resolveType, type ValueType } from '../model/values/value-type.js';
import type { MessageShape, ShapeType } from '../runtime/saga/definition.js';

export interface ShapeOptions {
  /** With what absent fields stand for, for a reader that fills it in. */
  readonly defaults?: boolean;
}

/** Shapes of messages, for guards and to check what participants answer; by name in code-unit order. */
export function messageShapes(
  catalog: Catalog,
  messages: readonly string[],
  options: ShapeOptions = {},
): Readonly<Record<string, MessageShape>> {
  const names = [...new Set(messages)].filter((name) => messageById(catalog, name)).toSorted();
  return Object.fromEntries(names.map((name) => [name, messageShape(catalog, name, options)]));
}

/** Shape of one value, such as a loop variable. */
export function valueShape(catalog: Catalog, { type, nullable }: Pick<ValueType, 'type' | 'nullable'>): ShapeType {
  return withBudget(catalog, (shaping) => {
    const shape = shapeOf(shaping, type, new Set());
    return nullable && type.kind !== 'nullable' ? { nullable: shape } : shape;
  });
}

/** Types in the shape of one message, and how deep named types in it are followed. */
const MOST_TYPES = 2_000;
const DEEPEST = 8;

interface Shaping {
  readonly catalog: Catalog;
  readonly defaults: boolean;
  readonly depth: number;
  /** Types that may still be described; below zero the shape is too large. */
  readonly budget: { left: number };
}

function messageShape(catalog: Catalog, message: string, options: ShapeOptions): MessageShape {
  const fields = messageById(catalog, message)?.payload.fields ?? [];
  return withBudget(
    catalog,
    (shaping) => {
      const { record, ...rest } = recordShape(shaping, fields, new Set());
      return { fields: record, ...rest };
    },
    options,
  );
}

/** Types that refer to each other a lot unfold without measure, so then only as many levels as fit are described. */
function withBudget<T>(catalog: Catalog, shape: (shaping: Shaping) => T, { defaults = false }: ShapeOptions = {}): T {
  for (let depth = DEEPEST; ; depth--) {
    const shaping: Shaping = { catalog, defaults, depth, budget: { left: MOST_TYPES } };
    const made = shape(shaping);
    if (shaping.budget.left >= 0 || depth === 0) return made;
  }
}

type RecordShape = Extract<ShapeType, { readonly record: unknown }>;

function recordShape(shaping: Shaping, fields: readonly Field[], inside: ReadonlySet<string>): RecordShape {
  const pairs = fields.map(({ name, type, nullable }) => {
    const shape = shapeOf(shaping, type, inside);
    return [name, nullable ? { nullable: shape } : shape];
  });
  const optional = fields.filter((field) => field.optional).map(({ name }) => name);
  const filled = shaping.defaults ? fields.flatMap((field) => defaultOf(field)) : [];
  return {
    record: Object.fromEntries(pairs),
    ...(optional.length > 0 && { optional }),
    ...(filled.length > 0 && { defaults: Object.fromEntries(filled) }),
  };
}

function defaultOf({ name, default: value }: Field): readonly [string, JsonValue][] {
  return value === undefined ? [] : [[name, value]];
}

function shapeOf(shaping: Shaping, type: TypeExpr, inside: ReadonlySet<string>): ShapeType {
  if (type.kind === 'nullable') return { nullable: shapeOf(shaping, type.inner, inside) };
  shaping.budget.left--;
  const name = type.kind === 'named' ? type.ref.name : undefined;
  const resolved = resolveType(shaping.catalog, type);
  // A type that contains itself has no finite shape: it is open from the second level on.
  if (name !== undefined && isLarge(resolved) && isOpen(shaping, name, inside)) return 'any';
  const within = name === undefined ? inside : new Set([...inside, name]);
  switch (resolved.kind) {
    case 'primitive':
      return primitiveShape(resolved.name);
    case 'decimal':
      return 'decimal';
    case 'enum':
      return 'string';
    case 'list':
      return { list: shapeOf(shaping, resolved.items, within) };
    case 'map':
      return { map: shapeOf(shaping, resolved.values, within) };
    case 'record':
      return recordShape(shaping, resolved.fields, within);
    case 'union': {
      const { cases, discriminator } = resolved.def;
      const pairs = cases.map((entry) => [entry.tag, shapeOf(shaping, { kind: 'named', ref: entry.type }, within)]);
      return { oneOf: Object.fromEntries(pairs), by: discriminator };
    }
    case 'json':
    case 'anyOf':
    case 'unknown':
      return 'any';
  }
}

function isLarge({ kind }: ResolvedType): boolean {
  return kind === 'list' || kind === 'map' || kind === 'record' || kind === 'union';
}

function isOpen({ depth, budget }: Shaping, name: string, inside: ReadonlySet<string>): boolean {
  return inside.has(name) || inside.size >= depth || budget.left < 0;
}

function primitiveShape(name: Extract<TypeExpr, { kind: 'primitive' }>['name']): ShapeType {
  switch (name) {
    case 'boolean':
    case 'timestamp':
    case 'duration':
      return name;
    case 'int':
    case 'long':
      return 'int';
    case 'float':
    case 'double':
      return 'double';
    case 'string':
    case 'uuid':
    case 'date':
    case 'time':
    case 'bytes':
    case 'uri':
    case 'email':
      return 'string';
  }
}
