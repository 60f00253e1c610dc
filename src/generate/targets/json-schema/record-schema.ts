import type { Field } from '../../../model/index.js';
import type { Schema, SchemaStyle } from './schema-style.js';
import { orNull, typeSchema } from './type-schema.js';

/** What has fields; `closed` lets no other property stand beside them. */
export interface RecordLike {
  readonly fields: readonly Field[];
  readonly closed?: true;
}

/** An object with these fields; `marks` are properties with a schema of their own that come first and are required. */
export function objectSchema(
  style: SchemaStyle,
  { fields, closed }: RecordLike,
  marks: ReadonlyMap<string, Schema> = new Map(),
): Schema {
  const own = fields.filter((field) => !marks.has(field.name));
  const properties = Object.create(null) as Record<string, Schema>;
  for (const [name, schema] of marks) properties[name] = schema;
  for (const field of own) properties[field.name] = fieldSchema(style, field);
  const required = [...marks.keys(), ...own.filter((field) => !field.optional).map((field) => field.name)];
  return {
    type: 'object',
    properties,
    ...(required.length > 0 && { required }),
    ...((closed || !style.additionalProperties) && { additionalProperties: false }),
  };
}

function fieldSchema(style: SchemaStyle, field: Field): Schema {
  const plain = typeSchema(style, field.type, field.constraints);
  const schema = field.nullable ? orNull(plain) : plain;
  const notes = {
    ...(field.summary !== undefined && { description: field.summary }),
    ...(field.default !== undefined && { default: field.default }),
    ...(field.deprecated && { deprecated: true }),
  };
  if (Object.keys(notes).length === 0) return schema;
  return '$ref' in schema && style.draft === '07' ? { allOf: [schema], ...notes } : { ...schema, ...notes };
}
