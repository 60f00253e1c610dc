// Writes events as schema files, one each, with nothing beside them: Avro, JSON Schema or Protobuf.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const WRITERS = { avsc: avroText, json: jsonSchemaText, proto: protoText };

/** The kinds of schema files, by the ends of their names. */
export const KINDS = Object.keys(WRITERS);

/** Writes `<name>.<kind>` of each event. */
export function writeSchemas(folder, events, kind) {
  mkdirSync(folder, { recursive: true });
  for (const event of events) writeFileSync(join(folder, `${event.name}.${kind}`), WRITERS[kind](event));
}

/** What the named types of the catalog are made of. */
const TYPES = {
  Money: { amountMinor: { type: 'long' }, currency: { type: 'string', maxLength: 3 } },
  Address: {
    line1: { type: 'string', maxLength: 120 },
    line2: { type: 'string', maxLength: 120, optional: true },
    city: { type: 'string', maxLength: 80 },
    country: { type: 'string', maxLength: 2 },
  },
  Actor: {
    actorId: { type: 'uuid' },
    kind: { type: 'string', maxLength: 20 },
    displayName: { type: 'string', optional: true },
  },
  GeoPoint: { lat: { type: 'double' }, lon: { type: 'double' } },
};

/** The fields of a field's own record, and the name of it. */
function recordOf(field, name) {
  if (field.$ref) return { name: field.$ref.split('/').at(-1), fields: TYPES[field.$ref.split('/').at(-1)] };
  return field.type === 'object' ? { name: titled(name), fields: field.fields } : undefined;
}

function titled(name) {
  return name[0].toUpperCase() + name.slice(1);
}

const AVRO = { int: 'int', long: 'long', double: 'double', number: 'double', bool: 'boolean', boolean: 'boolean' };

function avroText({ name, payload }) {
  const known = new Set();
  const typeOf = (field, fieldName) => {
    const record = recordOf(field, fieldName);
    if (record && known.has(record.name)) return record.name;
    if (record) {
      known.add(record.name);
      return { type: 'record', name: record.name, fields: fieldsOf(record.fields) };
    }
    if (field.type === 'array') return { type: 'array', items: typeOf(field.items, 'item') };
    if (field.type === 'enum') return { type: 'enum', name: titled(fieldName), symbols: field.values };
    if (field.type === 'timestamp') return { type: 'long', logicalType: 'timestamp-millis' };
    if (field.type === 'uuid') return { type: 'string', logicalType: 'uuid' };
    return AVRO[field.type] ?? 'string';
  };
  const fieldsOf = (fields) =>
    Object.entries(fields).map(([fieldName, field]) => {
      const type = typeOf(field, fieldName);
      const doc = field.description ? { doc: field.description } : {};
      return field.optional
        ? { name: fieldName, type: ['null', type], default: null, ...doc }
        : { name: fieldName, type, ...doc };
    });
  return `${JSON.stringify({ type: 'record', name, namespace: 'bench', fields: fieldsOf(payload) }, null, 2)}\n`;
}

const JSON_TYPES = { int: 'integer', long: 'integer', double: 'number', number: 'number', bool: 'boolean' };
const FORMATS = { uuid: 'uuid', timestamp: 'date-time' };

function jsonSchemaText({ name, payload }) {
  const definitions = {};
  const schemaOf = (field, fieldName) => {
    const { description, maxLength, minimum } = field;
    if (field.$ref) {
      const record = recordOf(field, fieldName);
      definitions[record.name] ??= objectOf(record.fields);
      return { $ref: `#/definitions/${record.name}` };
    }
    if (field.type === 'object') return objectOf(field.fields);
    if (field.type === 'array') return { type: 'array', items: schemaOf(field.items, 'item') };
    const told = {
      ...(description && { description }),
      ...(maxLength && { maxLength }),
      ...(minimum !== undefined && { minimum }),
    };
    if (field.type === 'enum') return { enum: field.values, ...told };
    const format = FORMATS[field.type];
    return { type: JSON_TYPES[field.type] ?? 'string', ...(format && { format }), ...told };
  };
  const objectOf = (fields) => ({
    type: 'object',
    properties: Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, schemaOf(field, key)])),
    required: Object.keys(fields).filter((key) => !fields[key].optional),
    additionalProperties: false,
  });
  const root = objectOf(payload);
  const schema = { $schema: 'http://json-schema.org/draft-07/schema#', title: name, ...root, definitions };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

const PROTO = { int: 'int32', long: 'int64', double: 'double', number: 'double', bool: 'bool', boolean: 'bool' };

function protoText({ name, payload }) {
  const messages = new Map();
  const typeOf = (field, fieldName) => {
    const record = recordOf(field, fieldName);
    if (record) {
      if (!messages.has(record.name)) messages.set(record.name, '');
      messages.set(record.name, linesOf(record.fields));
      return record.name;
    }
    if (field.type === 'array') return `repeated ${typeOf(field.items, 'item')}`;
    if (field.type === 'enum') return titled(fieldName);
    return PROTO[field.type] ?? 'string';
  };
  // Numbers go by names, so that a field that goes leaves the others theirs.
  const linesOf = (fields) =>
    Object.entries(fields)
      .map(([fieldName, field]) => {
        const type = typeOf(field, fieldName);
        const optional = field.optional && !type.startsWith('repeated') ? 'optional ' : '';
        return `  ${optional}${type} ${snake(fieldName)} = ${numberOf(fieldName)};\n`;
      })
      .join('');
  const root = linesOf(payload);
  const enums = Object.entries(payload)
    .filter(([, field]) => field.type === 'enum')
    .map(([fieldName, field]) => enumText(titled(fieldName), field.values));
  const records = [...messages].map(
    ([record, lines]) => `  message ${record} {\n${lines.replace(/^/gm, '  ').trimEnd()}\n  }\n`,
  );
  return `syntax = "proto3";\n\npackage bench.v1;\n\nmessage ${name} {\n${[...enums, ...records].join('')}${root}}\n`;
}

function enumText(name, values) {
  const prefix = snake(name).toUpperCase();
  const lines = ['UNSPECIFIED', ...values].map((value, at) => `    ${prefix}_${value.toUpperCase()} = ${at};\n`);
  return `  enum ${name} {\n${lines.join('')}  }\n`;
}

function snake(name) {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

/** Between 1 and 18,999; the names of one event are few, and no two of them meet. */
function numberOf(name) {
  let sum = 7;
  for (const letter of name) sum = (sum * 31 + letter.charCodeAt(0)) % 18_989;
  return sum + 1;
}
