import type { Span } from '../../../diagnostics/index.js';
import type { JsonValue } from '../../../model/index.js';
import type { AvroSchema } from './avro-schema.js';
import { type AvroWriter, claimName } from './avro-writer.js';

type JsonObject = { readonly [key: string]: JsonValue };

/**
 * An Avro schema that the catalog carries as it was. Names that it defines count for the whole file: where one comes again it is
 * only named, and where it means something else by then, that is reported.
 */
export function rawSchema(writer: AvroWriter, schema: JsonValue, span: Span, namespace = writer.namespace): AvroSchema {
  if (Array.isArray(schema)) return schema.map((branch: JsonValue) => rawSchema(writer, branch, span, namespace));
  if (!isObject(schema)) return String(schema);
  const name = schema['name'];
  if (typeof name !== 'string') return partsOf(writer, schema, span, namespace);
  const own = typeof schema['namespace'] === 'string' ? schema['namespace'] : namespace;
  const full = name.includes('.') ? name : `${own}.${name}`;
  const inside = full.slice(0, full.lastIndexOf('.'));
  const key = inside === writer.namespace ? full.slice(inside.length + 1) : full;
  if (claimName(writer, key, JSON.stringify(schema), span) === 'known') return full;
  return partsOf(writer, schema, span, inside);
}

function partsOf(writer: AvroWriter, schema: JsonObject, span: Span, namespace: string): AvroSchema {
  const inner = (value: JsonValue) => rawSchema(writer, value, span, namespace);
  const parts = Object.entries(schema).map(([key, value]): [string, unknown] => {
    if (key === 'fields' && Array.isArray(value)) {
      return [key, value.map((field: JsonValue) => (isObject(field) ? withType(field, inner) : field))];
    }
    return [key, key === 'items' || key === 'values' ? inner(value) : value];
  });
  return { type: 'null', ...Object.fromEntries(parts) };
}

function withType(field: JsonObject, inner: (value: JsonValue) => AvroSchema): object {
  return { ...field, ...(field['type'] !== undefined && { type: inner(field['type']) }) };
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
