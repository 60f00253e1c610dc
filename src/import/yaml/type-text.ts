import type { DraftType } from '../draft.js';

/** A type as the language writes it on one line; undefined where a raw schema in it needs the long form. */
export function typeText(type: DraftType): string | undefined {
  switch (type.kind) {
    case 'primitive':
    case 'named':
      return type.name;
    case 'decimal':
      return `decimal(${type.precision}.${type.scale})`;
    case 'enum':
      return `enum(${type.values.join('|')})`;
    case 'json':
      return type.schema === undefined && type.avro === undefined ? 'json' : undefined;
    case 'anyOf': {
      const options = type.options.map(typeText);
      return options.every((option) => option !== undefined) ? options.join('|') : undefined;
    }
    case 'list':
      return wrapped('list', type.items);
    case 'map':
      return wrapped('map', type.values);
    case 'nullable': {
      const inner = typeText(type.inner);
      return inner === undefined ? undefined : `${inner}|null`;
    }
    case 'record':
      return undefined;
  }
}

function wrapped(container: string, inner: DraftType): string | undefined {
  const text = typeText(inner);
  return text === undefined ? undefined : `${container}<${text}>`;
}

const INLINE_VALUE = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
const LONGEST_TEXT = 400;

/** Whether an enumeration can be written within a type expression; any other needs a name of its own. */
export function isInlineEnum(values: readonly string[]): boolean {
  if (values.length === 0 || values.join('|').length > LONGEST_TEXT || new Set(values).size < values.length)
    return false;
  return values.every((value) => INLINE_VALUE.test(value));
}
