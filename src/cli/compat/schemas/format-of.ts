import { isList, isObject, own } from '../../../compat/schemas/json.js';
import type { JsonValue } from '../../../model/index.js';
import type { SchemaFormat } from './engine.js';
import { parseJson } from './parse-json.js';

/** The format of a schema file, by its name and, where that leaves it open, by what stands in it. */
export function formatOf(file: string, text: string): SchemaFormat | undefined {
  if (/\.avsc$/i.test(file)) return 'avro';
  if (/\.proto$/i.test(file)) return 'protobuf';
  if (!/\.(json|jsonschema|ya?ml)$/i.test(file) && !/^\s*[[{]/.test(text)) return undefined;
  return isAvro(parseJson({ file, text }).value) ? 'avro' : 'json-schema';
}

/** Whether a file may be a schema by its name alone; names without an extension, as of `1-0-0` and `1.2.0`, may. */
export function mayBeSchema(file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return /\.(avsc|proto|json|jsonschema|ya?ml|\d+)$/i.test(name) || !name.includes('.');
}

const AVRO_TYPES = new Set(['record', 'error', 'fixed', 'map', 'bytes', 'enum']);

/** No JSON Schema has one of these for its type, and none is a list. */
function isAvro(value: JsonValue | undefined): boolean {
  return (isList(value) ? value : [value]).some((entry) => {
    const type = isObject(entry) ? own(entry, 'type') : undefined;
    return typeof type === 'string' && AVRO_TYPES.has(type);
  });
}
