import { isJsonObject, type JsonObject } from '../json.js';
import type { Json, MessageShape, ShapeType } from '../saga/definition.js';
import type { ConsumerDefinition } from './definition.js';

/** The data of a message with the defaults of fields that are absent: a writer of an earlier version did not know them. */
export function withDefaults(
  { messages }: Pick<ConsumerDefinition, 'messages'>,
  message: string,
  data: JsonObject,
): JsonObject {
  const shape: MessageShape | undefined = Object.hasOwn(messages, message) ? messages[message] : undefined;
  if (shape === undefined) return data;
  const { fields: record, ...rest } = shape;
  return fillRecord(data, { record, ...rest });
}

/** The value itself where nothing of it is absent. */
function fill(value: Json, shape: ShapeType): Json {
  if (typeof shape === 'string' || value === null) return value;
  if ('nullable' in shape) return fill(value, shape.nullable);
  if (Array.isArray(value)) {
    if (!('list' in shape)) return value;
    const items = value.map((item) => fill(item as Json, shape.list));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isJsonObject(value) || 'list' in shape) return value;
  if ('map' in shape) return fillEntries(value, () => shape.map);
  if ('record' in shape) return fillRecord(value, shape);
  const tag = Object.hasOwn(value, shape.by) ? value[shape.by] : undefined;
  const chosen = typeof tag === 'string' && Object.hasOwn(shape.oneOf, tag) ? shape.oneOf[tag] : undefined;
  return chosen === undefined ? value : fill(value, chosen);
}

function fillRecord(
  value: JsonObject,
  { record, defaults = {} }: Extract<ShapeType, { readonly record: unknown }>,
): JsonObject {
  const filled = fillEntries(value, (name) => (Object.hasOwn(record, name) ? record[name] : undefined));
  const absent = Object.entries(defaults).filter(([name]) => !Object.hasOwn(value, name));
  return absent.length === 0 ? filled : Object.fromEntries([...Object.entries(filled), ...absent]);
}

function fillEntries(value: JsonObject, shapeOf: (name: string) => ShapeType | undefined): JsonObject {
  let isChanged = false;
  const entries = Object.entries(value).map(([name, item]): [string, Json] => {
    const shape = shapeOf(name);
    const filled = shape === undefined ? item : fill(item, shape);
    if (filled !== item) isChanged = true;
    return [name, filled];
  });
  return isChanged ? Object.fromEntries(entries) : value;
}
