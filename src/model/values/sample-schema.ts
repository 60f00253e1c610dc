import type { JsonValue } from '../type.js';

type Schema = { readonly [key: string]: JsonValue };

/** Deeper than this an example is left off: a schema may contain itself. */
const MOST_STEPS = 24;

/**
 * A value for a raw JSON Schema: its own example where it has one, else the simplest that its type and its first choices let
 * pass. What says more (`not`, `if`, a pattern) is not looked at, so a value of a tricky schema may not fit it.
 */
export function sampleOfSchema(schema: JsonValue | undefined): JsonValue {
  const root = asSchema(schema);
  return root ? sampleOf(root, root, 0) : {};
}

function sampleOf(root: Schema, schema: Schema, depth: number): JsonValue {
  if (depth > MOST_STEPS) return null;
  const given = schema['const'] ?? schema['default'] ?? first(schema['enum']) ?? first(schema['examples']);
  if (given !== undefined) return given;
  const ref = schema['$ref'];
  const target = typeof ref === 'string' ? definitionOf(root, ref) : undefined;
  if (target) return sampleOf(root, target, depth + 1);
  const parts = [first(schema['anyOf']), first(schema['oneOf']), ...listOf(schema['allOf'])].flatMap(someSchema);
  const values = parts.map((part) => sampleOf(root, part, depth + 1));
  const objects = values.flatMap((value) => asSchema(value) ?? []);
  const [value] = values;
  if (value !== undefined && objects.length < values.length) return value;
  const own = Object.hasOwn(schema, 'type') || Object.hasOwn(schema, 'properties') || values.length === 0;
  return objects.length === 0
    ? typed(root, schema, depth)
    : joined(own ? [...objects, typed(root, schema, depth)] : objects);
}

function typed(root: Schema, schema: Schema, depth: number): JsonValue {
  const type = first(schema['type']) ?? schema['type'];
  switch (type) {
    case 'string':
      return 'text'.padEnd(numberOf(schema['minLength']) ?? 0, 't').slice(0, numberOf(schema['maxLength']));
    case 'integer':
    case 'number':
      return numberOf(schema['minimum']) ?? (numberOf(schema['exclusiveMinimum']) ?? 0) + 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'array':
      return itemsOf(root, schema, depth);
    default:
      return required(root, schema, depth);
  }
}

function itemsOf(root: Schema, schema: Schema, depth: number): JsonValue {
  const tuple = listOf(schema['prefixItems']).flatMap(someSchema);
  const rest = asSchema(schema['items']);
  const more = Math.min(Math.max((numberOf(schema['minItems']) ?? 0) - tuple.length, 0), 3);
  const items = [...tuple, ...(rest ? Array.from({ length: more }, () => rest) : [])];
  return items.map((item) => sampleOf(root, item, depth + 1));
}

function required(root: Schema, schema: Schema, depth: number): JsonValue {
  const properties = asSchema(schema['properties']) ?? {};
  const names = listOf(schema['required']).filter((name): name is string => typeof name === 'string');
  return Object.fromEntries(
    names.map((name) => {
      const property = Object.hasOwn(properties, name) ? asSchema(properties[name]) : undefined;
      return [name, property ? sampleOf(root, property, depth + 1) : {}];
    }),
  );
}

function definitionOf(root: Schema, ref: string): Schema | undefined {
  if (ref === '#') return root;
  const name = /^#\/\$defs\/([^/]+)$/.exec(ref)?.[1]?.replaceAll('~1', '/').replaceAll('~0', '~');
  const definitions = asSchema(root['$defs']);
  return name !== undefined && definitions && Object.hasOwn(definitions, name)
    ? asSchema(definitions[name])
    : undefined;
}

function joined(objects: readonly JsonValue[]): JsonValue {
  return Object.assign({}, ...objects) as JsonValue;
}

function asSchema(value: JsonValue | undefined): Schema | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : undefined;
}

/** The value as a list of one or of none. */
function someSchema(value: JsonValue | undefined): readonly Schema[] {
  const schema = asSchema(value);
  return schema ? [schema] : [];
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

function first(value: JsonValue | undefined): JsonValue | undefined {
  return listOf(value)[0];
}

function numberOf(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
