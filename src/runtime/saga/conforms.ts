import { isJsonObject, type JsonObject } from '../json.js';
import type { Json, SagaDefinition, ShapeType } from './definition.js';

/**
 * Why the data of an event is not what the catalog says, in a few words; undefined where it is. Only what is needed to
 * go on is looked at: fields that must be there, and their types.
 */
export function violationOf(
  definition: Pick<SagaDefinition, 'messages'>,
  event: string,
  data: JsonObject,
): string | undefined {
  const shape = Object.hasOwn(definition.messages, event) ? definition.messages[event] : undefined;
  if (shape === undefined) return undefined;
  const { fields: record, optional = [] } = shape;
  return problemOf(data, { record, optional }, '');
}

function problemOf(value: Json, shape: ShapeType, path: string): string | undefined {
  if (typeof shape === 'string') return isScalar(value, shape) ? undefined : `\`${path}\` is no ${shape}`;
  if ('nullable' in shape) return value === null ? undefined : problemOf(value, shape.nullable, path);
  if ('list' in shape) {
    if (!Array.isArray(value)) return `\`${path}\` is no list`;
    return firstOf(value, (item, index) => problemOf(item as Json, shape.list, `${path}[${index}]`));
  }
  if (!isJsonObject(value)) return `\`${path}\` is no object`;
  if ('map' in shape)
    return firstOf(Object.entries(value), ([key, item]) => problemOf(item, shape.map, join(path, key)));
  if ('record' in shape) return problemOfRecord(value, shape, path);
  const tag = Object.hasOwn(value, shape.by) ? value[shape.by] : undefined;
  const chosen = typeof tag === 'string' && Object.hasOwn(shape.oneOf, tag) ? shape.oneOf[tag] : undefined;
  return chosen === undefined ? undefined : problemOf(value, chosen, path);
}

function problemOfRecord(
  value: JsonObject,
  { record, optional = [] }: Extract<ShapeType, { readonly record: unknown }>,
  path: string,
): string | undefined {
  return firstOf(Object.entries(record), ([name, shape]) => {
    const field = Object.hasOwn(value, name) ? value[name] : undefined;
    if (field !== undefined) return problemOf(field, shape, join(path, name));
    return optional.includes(name) ? undefined : `\`${join(path, name)}\` is missing`;
  });
}

function isScalar(value: Json, shape: Extract<ShapeType, string>): boolean {
  switch (shape) {
    case 'string':
    case 'timestamp':
    case 'duration':
      return typeof value === 'string';
    case 'decimal':
      return typeof value === 'string' || typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'int':
      // 64-bit integers may travel as text.
      return Number.isInteger(value) || (typeof value === 'string' && /^-?\d+$/.test(value));
    case 'double':
      return typeof value === 'number';
    case 'any':
      return true;
  }
}

function firstOf<T>(items: readonly T[], find: (item: T, index: number) => string | undefined): string | undefined {
  for (const [index, item] of items.entries()) {
    const found = find(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
