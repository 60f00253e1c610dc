import type { Catalog, Field, Primitive, TypeExpr } from '../../../model/index.js';
import { propertyKey, stringLiteral } from '../../text.js';
import { describeField } from './describe.js';
import { createNames, type NameTable } from './names.js';
import type { TypeScriptOptions } from './options.js';

/** The types that `scalars.ts` exports, sorted. */
export const SCALAR_NAMES = ['Base64', 'JsonValue', 'Uuid'] as const;

/** What printing a type depends on. */
export interface TypeStyle extends TypeScriptOptions {
  readonly catalog: Catalog;
  readonly names: NameTable;
  /** Whether the types of `scalars.ts` can be imported. */
  readonly hasScalars: boolean;
}

/** The style of a whole output folder. By default it stands alone, and bytes are their text in JSON. */
export function createTypeStyle(
  catalog: Catalog,
  options: Omit<TypeScriptOptions, 'bytes'> & Partial<TypeScriptOptions>,
  hasScalars = false,
): TypeStyle {
  return { bytes: 'base64', ...options, hasScalars, catalog, names: createNames(catalog) };
}

/** A type expression in TypeScript. `indent` is that of the line it stands on; inline records need more lines. */
export function printType(style: TypeStyle, type: TypeExpr, indent = ''): string {
  switch (type.kind) {
    case 'primitive':
      return printPrimitive(style, type.name);
    case 'decimal':
      return 'string';
    case 'named':
      return style.names.types.get(type.ref.name)?.type ?? 'unknown';
    case 'list':
      return `readonly ${grouped(style, type.items, indent)}[]`;
    case 'map':
      return `{ readonly [key: string]: ${printType(style, type.values, indent)} }`;
    case 'enum':
      return type.values.length === 0 ? 'never' : type.values.map(stringLiteral).join(' | ');
    case 'record':
      return type.fields.length === 0 ? EMPTY_RECORD : `{\n${printFields(style, type.fields, `${indent}  `)}${indent}}`;
    case 'anyOf':
      return [...new Set(type.options.map((option) => printType(style, option, indent)))].join(' | ');
    case 'json':
      return style.hasScalars ? 'JsonValue' : 'unknown';
    case 'nullable':
      return `${grouped(style, type.inner, indent)} | null`;
  }
}

/** The type of a record without fields: `{}` would take any value. */
export const EMPTY_RECORD = '{ readonly [key: string]: never }';

/** One line for each field, with its doc comment; every line ends with a line break. */
export function printFields(style: TypeStyle, fields: readonly Field[], indent: string): string {
  return fields.map((field) => printField(style, field, indent)).join('');
}

function printField(style: TypeStyle, field: Field, indent: string): string {
  const type = field.nullable ? { kind: 'nullable' as const, inner: field.type } : field.type;
  const mark = field.optional ? '?' : '';
  const line = `${indent}readonly ${propertyKey(field.name)}${mark}: ${printType(style, type, indent)};\n`;
  return `${describeField(field, indent)}${line}`;
}

function grouped(style: TypeStyle, type: TypeExpr, indent: string): string {
  const text = printType(style, type, indent);
  const compound = type.kind === 'enum' || type.kind === 'anyOf' || type.kind === 'nullable' || type.kind === 'list';
  return compound ? `(${text})` : text;
}

function printPrimitive(style: TypeStyle, name: Primitive): string {
  switch (name) {
    case 'boolean':
      return 'boolean';
    case 'int':
    case 'float':
    case 'double':
      return 'number';
    case 'long':
      return style.long;
    case 'uuid':
      return style.brandedIds ? 'Uuid' : 'string';
    case 'bytes':
      if (style.bytes === 'Uint8Array') return style.bytes;
      return style.hasScalars ? 'Base64' : 'string';
    case 'string':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'duration':
    case 'uri':
    case 'email':
      return 'string';
  }
}
