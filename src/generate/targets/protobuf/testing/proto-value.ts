import protobufjs from 'protobufjs';
import type { JsonValue } from '../../../../model/index.js';
import { defaultJsonName, snakeCase } from '../names.js';

type Json = Readonly<Record<string, JsonValue>>;

/**
 * A value of the catalog as protobufjs takes it, by nothing but the definitions that it has read. Throws where one of them has no
 * place for a part of the value.
 */
export function protoValue(type: protobufjs.Type, value: JsonValue): object {
  const given = value as Json;
  const fields = Object.entries(given).filter(([, part]) => part !== null);
  const oneof = type.oneofsArray.find(({ oneof: names }) => names.length === type.fieldsArray.length);
  const tag = oneof && given[defaultJsonName(oneof.name)];
  if (oneof && typeof tag === 'string') {
    const { [defaultJsonName(oneof.name)]: _, ...rest } = given;
    const chosen = fieldFor(type, tag);
    return { [chosen.name]: protoValue(chosen.resolvedType as protobufjs.Type, rest) };
  }
  return Object.fromEntries(
    fields.map(([name, part]) => [fieldFor(type, name).name, fieldValue(fieldFor(type, name), part)]),
  );
}

function fieldFor(type: protobufjs.Type, name: string): protobufjs.Field {
  const found = type.fieldsArray.find(
    (field) => (field.options?.['json_name'] ?? defaultJsonName(field.name)) === name,
  );
  if (!found) throw new Error(`${type.fullName} has no place for ${name}`);
  return found.resolve();
}

function fieldValue(field: protobufjs.Field, value: JsonValue): unknown {
  if (field.map) {
    return Object.fromEntries(Object.entries(value as Json).map(([key, item]) => [key, single(field, item)]));
  }
  if (field.repeated) return (value as readonly JsonValue[]).map((item) => single(field, item));
  return single(field, value);
}

function single(field: protobufjs.Field, value: JsonValue): unknown {
  const { resolvedType: type } = field;
  if (!type) return value;
  if (type instanceof protobufjs.Enum) {
    const wanted = `_${snakeCase(String(value)).toUpperCase()}`;
    const name = Object.keys(type.values).find((one) => one.endsWith(wanted));
    if (name === undefined) throw new Error(`${type.fullName} has no value ${value}`);
    return type.values[name];
  }
  switch (type.fullName) {
    case '.google.protobuf.Timestamp':
      return { seconds: Math.floor(Date.parse(String(value)) / 1000) };
    case '.google.protobuf.Duration':
      return { seconds: Number(/^PT(\d+)M$/.exec(String(value))?.[1]) * 60 };
    case '.google.protobuf.Value':
      return jsonValue(value);
  }
  if (type.fullName.startsWith('.google.protobuf.')) return { value };
  return madeAround(type, value) ?? protoValue(type, value);
}

/** Messages that are made where Protobuf has no form of its own. */
function madeAround(type: protobufjs.Type, value: JsonValue): object | undefined {
  const [field, ...others] = type.fieldsArray;
  const isNamed = value !== null && typeof value === 'object' && !Array.isArray(value) && field && field.name in value;
  if (!field || others.length > 0 || !['items', 'entries', 'value'].includes(field.name) || isNamed) return undefined;
  return value === null ? {} : { [field.name]: fieldValue(field.resolve(), value) };
}

function jsonValue(value: JsonValue): object {
  if (value === null) return { nullValue: 0 };
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (Array.isArray(value)) return { listValue: { values: value.map(jsonValue) } };
  return {
    structValue: { fields: Object.fromEntries(Object.entries(value).map(([key, item]) => [key, jsonValue(item)])) },
  };
}
