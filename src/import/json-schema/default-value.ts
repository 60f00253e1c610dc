import type { JsonValue } from '../../model/type.js';
import type { DraftType } from '../draft.js';
import type { DraftBuilder } from '../draft-builder.js';
import type { SchemaValue } from './schema-value.js';

/** A default, where its kind is that of the type; one of another kind would be an error in the catalog. */
export function defaultFor(builder: DraftBuilder, value: SchemaValue, written: JsonValue): JsonValue | undefined {
  if (written === null) return value.nullable || value.type.kind === 'json' ? written : undefined;
  return fits(builder, value.type, written) ? written : undefined;
}

function fits(builder: DraftBuilder, type: DraftType, value: JsonValue): boolean {
  switch (type.kind) {
    case 'json':
      return true;
    case 'primitive':
      if (type.name === 'boolean') return typeof value === 'boolean';
      if (type.name === 'int' || type.name === 'long') return Number.isSafeInteger(value);
      return typeof value === (type.name === 'float' || type.name === 'double' ? 'number' : 'string');
    case 'decimal':
      return typeof value === 'string';
    case 'enum':
      return typeof value === 'string' && type.values.includes(value);
    case 'anyOf':
      return type.options.some((option) => fits(builder, option, value));
    case 'list':
      return Array.isArray(value) && value.every((item) => fits(builder, type.items, item));
    case 'nullable':
      return value === null || fits(builder, type.inner, value);
    case 'map':
    case 'record':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'named': {
      const definition = builder.typeNamed(type.name);
      if (definition?.shape === 'scalar') return fits(builder, definition.type, value);
      if (definition?.shape === 'enum') return typeof value === 'string' && definition.values.includes(value);
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    }
  }
}
