import type { Schema } from '../json-schema/schema-style.js';

/** Keywords that say nothing about values. */
const NOTES: ReadonlySet<string> = new Set(['$comment', 'title', 'description', 'examples', 'deprecated', 'default']);
/** Keywords whose value maps names to schemas. */
const MAPS: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
]);
/** Keywords whose value is data. */
const DATA: ReadonlySet<string> = new Set(['enum', 'const', 'required']);

/** The schema without notes, and with the field that tells the cases of a union apart said outright: only that case is tried then. */
export function prepareSchema(schema: Schema): Schema {
  const entries = Object.entries(schema).filter(([key]) => !NOTES.has(key));
  return withDiscriminator(plain(entries.map(([key, value]) => [key, preparedValue(key, value)])));
}

function preparedValue(key: string, value: unknown): unknown {
  if (DATA.has(key)) return value;
  if (Array.isArray(value)) return value.map((item) => (isSchema(item) ? prepareSchema(item) : item));
  if (!isSchema(value)) return value;
  if (!MAPS.has(key)) return prepareSchema(value);
  return plain(Object.entries(value).map(([name, part]) => [name, isSchema(part) ? prepareSchema(part) : part]));
}

/** An object in which even `__proto__` is a key like all others. */
function plain(entries: readonly (readonly [string, unknown])[]): Schema {
  const object = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of entries) object[key] = value;
  return object;
}

function withDiscriminator(schema: Schema): Schema {
  const { oneOf } = schema;
  if (!Array.isArray(oneOf) || oneOf.length === 0 || 'discriminator' in schema) return schema;
  const marks = oneOf.map(marksOf);
  const name = [...(marks[0]?.keys() ?? [])].find((key) => tellsApart(key, marks));
  if (name === undefined) return schema;
  const cases = oneOf.map((branch: Schema, index) => withMark(branch, name, marks[index]?.get(name) ?? ''));
  return plain([...Object.entries(schema), ['oneOf', cases], ['discriminator', { propertyName: name }]]);
}

/** The properties that a value has to have, and can have with one text only; those of an inner union that are the same in each case. */
function marksOf(branch: unknown): ReadonlyMap<string, string> {
  if (!isSchema(branch)) return new Map();
  const { properties, required, oneOf } = branch;
  if (isSchema(properties) && Array.isArray(required)) {
    const entries = Object.entries(properties).flatMap(([name, part]): [string, string][] => {
      const text = isSchema(part) ? part['const'] : undefined;
      return typeof text === 'string' && required.includes(name) ? [[name, text]] : [];
    });
    return new Map(entries);
  }
  if (!Array.isArray(oneOf) || oneOf.length === 0) return new Map();
  const [first = new Map<string, string>(), ...others] = oneOf.map(marksOf);
  return new Map([...first].filter(([name, text]) => others.every((marks) => marks.get(name) === text)));
}

/** Names that every object has are left to `oneOf`: ajv looks its cases up in a plain object. */
function tellsApart(name: string, marks: readonly ReadonlyMap<string, string>[]): boolean {
  const texts = marks.map((each) => each.get(name));
  const usable = texts.every((text) => text !== undefined && text !== '' && !(text in Object.prototype));
  return usable && !(name in Object.prototype) && new Set(texts).size === texts.length;
}

/** A case that is a union itself says its mark further inside, where ajv does not look. */
function withMark(branch: Schema, name: string, text: string): Schema {
  if (isSchema(branch['properties'])) return branch;
  return plain([...Object.entries(branch), ['properties', plain([[name, { const: text }]])], ['required', [name]]]);
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
