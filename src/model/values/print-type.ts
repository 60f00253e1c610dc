import type { TypeExpr } from '../type.js';

/** A type as it is written, in the spellings that are safe everywhere in YAML; a record without a name is `record`, a raw schema `schema` or `avro`. */
export function printType(type: TypeExpr): string {
  switch (type.kind) {
    case 'primitive':
      return type.name;
    case 'decimal':
      return `decimal(${type.precision}.${type.scale})`;
    case 'named':
      return type.ref.name;
    case 'list':
      return `list<${printType(type.items)}>`;
    case 'map':
      return `map<${printType(type.values)}>`;
    case 'enum':
      return `enum(${type.values.join('|')})`;
    case 'anyOf':
      return type.options.map(printType).join('|');
    case 'nullable':
      return `${printType(type.inner)}|null`;
    case 'record':
      return 'record';
    case 'json':
      return type.schema !== undefined ? 'schema' : type.avro !== undefined ? 'avro' : 'json';
  }
}

/** A field's type with its marks: `?` for one that may be absent, `|null` for one that may be null. */
export function printFieldType(field: { type: TypeExpr; optional: boolean; nullable: boolean }): string {
  return `${printType(field.type)}${field.nullable ? '|null' : ''}${field.optional ? '?' : ''}`;
}
