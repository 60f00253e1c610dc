import { compact } from '../../model/build/compact.js';
import type { JsonValue } from '../../model/type.js';
import type { DraftField, DraftType } from '../draft.js';
import { typeText } from './type-text.js';

/** Keys and values of a map of YAML, in their order. */
export type Body = { readonly [key: string]: JsonValue };

/** Fields as a map from name to type, or to the long form where the type is not all. */
export function fieldsBody(fields: readonly DraftField[]): Body {
  const body: Record<string, JsonValue> = Object.create(null);
  for (const field of fields) body[field.name] = fieldBody(field);
  return body;
}

function fieldBody(field: DraftField): JsonValue {
  const { constraints, summary, docs, pii, secret, deprecated, aliases } = field;
  const long: Record<string, JsonValue> = {
    ...typeBody(field.type, field),
    ...constraints,
    ...compact({ default: field.default, pii, secret, deprecated }),
    ...(aliases && aliases.length > 0 && { aliases }),
    ...(field.avro !== undefined && field.type.kind !== 'json' && { avro: field.avro }),
    ...compact({ summary, docs }),
  };
  const keys = Object.keys(long);
  return keys.length === 1 && typeof long['type'] === 'string' ? long['type'] : long;
}

interface Marks {
  readonly optional?: true;
  readonly nullable?: true;
}

/** The keys that say what a value is: `type`, or what stands for it where no type expression can. */
export function typeBody(type: DraftType, marks: Marks = {}): Record<string, JsonValue> {
  const { optional, nullable } = marks;
  const text = typeText(type);
  if (text !== undefined) return { type: `${text}${nullable ? '|null' : ''}${optional ? '?' : ''}` };
  const flags = compact({ optional, nullable });
  switch (type.kind) {
    case 'list':
      return { type: 'list', items: itemBody(type.items), ...flags };
    case 'map':
      return { type: 'map', items: itemBody(type.values), ...flags };
    case 'json':
      return { ...compact({ schema: type.schema, avro: type.avro }), ...flags };
    case 'nullable':
      return typeBody(type.inner, { ...marks, nullable: true });
    default:
      return { type: 'json', ...flags };
  }
}

function itemBody(type: DraftType): JsonValue {
  const body = typeBody(type);
  const { type: text } = body;
  return Object.keys(body).length === 1 && typeof text === 'string' ? text : body;
}
