import type { TypeDef, UnionType } from '../../../model/index.js';
import { resolveType } from '../../../model/values/value-type.js';
import { objectSchema } from './record-schema.js';
import type { Schema, SchemaStyle } from './schema-style.js';
import { enumSchema, typeSchema } from './type-schema.js';

/** The schema of a type of the catalog, as it stands among a file's definitions. */
export function definitionSchema(style: SchemaStyle, type: TypeDef): Schema {
  const notes = {
    title: type.id,
    ...(type.summary !== undefined && { description: type.summary }),
    ...(type.deprecated && { deprecated: true }),
  };
  const body = bodySchema(style, type);
  return '$ref' in body && style.draft === '07' ? { ...notes, allOf: [body] } : { ...notes, ...body };
}

function bodySchema(style: SchemaStyle, type: TypeDef): Schema {
  switch (type.shape) {
    case 'record':
      return objectSchema(style, type);
    case 'enum':
      return enumSchema(type.values);
    case 'union':
      return unionSchema(style, type, new Map());
    case 'scalar':
      return typeSchema(style, type.type, type.constraints);
  }
}

/**
 * Each case is written out with the discriminator's value as a constant: that fits both drafts, and objects that
 * let no unknown property pass. A union among the cases carries the outer marks on.
 */
function unionSchema(style: SchemaStyle, union: UnionType, marks: ReadonlyMap<string, Schema>): Schema {
  const oneOf = union.cases.map((entry) => {
    const all = new Map([...marks, [union.discriminator, { type: 'string', const: entry.tag }]]);
    const resolved = resolveType(style.catalog, { kind: 'named', ref: entry.type });
    if (resolved.kind === 'union') return unionSchema(style, resolved.def, all);
    return objectSchema(style, resolved.kind === 'record' ? resolved : { fields: [] }, all);
  });
  return oneOf.length === 0 ? { not: {} } : { type: 'object', oneOf };
}
