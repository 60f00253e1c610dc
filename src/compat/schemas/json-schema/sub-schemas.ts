import { isList, isObject, type JsonObject, under } from '../json.js';
import { type Dialect, isModern } from './dialect.js';
import type { SchemaNode } from './document.js';

/** What a keyword holds: a schema, a list of them, either, a map of them, or a map of schemas and lists of names. */
type Holds = 'schema' | 'list' | 'either' | 'map';

const EVERYWHERE: readonly (readonly [string, Holds])[] = [
  ['properties', 'map'],
  ['patternProperties', 'map'],
  ['additionalProperties', 'schema'],
  ['propertyNames', 'schema'],
  ['dependencies', 'map'],
  ['items', 'either'],
  ['additionalItems', 'schema'],
  ['contains', 'schema'],
  ['allOf', 'list'],
  ['anyOf', 'list'],
  ['oneOf', 'list'],
  ['not', 'schema'],
  ['if', 'schema'],
  ['then', 'schema'],
  ['else', 'schema'],
  ['definitions', 'map'],
  ['$defs', 'map'],
];

const MODERN: readonly (readonly [string, Holds])[] = [
  ['prefixItems', 'list'],
  ['dependentSchemas', 'map'],
  ['unevaluatedItems', 'schema'],
  ['unevaluatedProperties', 'schema'],
  ['contentSchema', 'schema'],
];

const OLD_KEYWORDS: ReadonlyMap<string, Holds> = new Map(EVERYWHERE);
const ALL_KEYWORDS: ReadonlyMap<string, Holds> = new Map([...EVERYWHERE, ...MODERN]);

/** Calls `visit` with each schema that stands directly in a schema, in the order of its keys; data (`enum`, `default`) is passed by. */
export function eachSubSchema(node: SchemaNode, dialect: Dialect, visit: (child: SchemaNode) => void): void {
  if (!isObject(node.schema)) return;
  const keywords = isModern(dialect) ? ALL_KEYWORDS : OLD_KEYWORDS;
  for (const key of Object.keys(node.schema)) {
    const holds = keywords.get(key);
    if (holds !== undefined) visitHeld(node, key, holds, visit);
  }
}

function visitHeld(node: SchemaNode, key: string, holds: Holds, visit: (child: SchemaNode) => void): void {
  const value = (node.schema as JsonObject)[key];
  const { file } = node.place;
  const pointer = under(node.place.pointer, key);
  if (holds === 'map') {
    if (!isObject(value)) return;
    for (const [name, schema] of Object.entries(value)) {
      if (isObject(schema)) visit({ schema, place: { file, pointer: under(pointer, name) } });
    }
  } else if (isList(value)) {
    if (holds === 'schema') return;
    for (const [index, schema] of value.entries()) {
      if (isObject(schema)) visit({ schema, place: { file, pointer: under(pointer, index) } });
    }
  } else if (holds !== 'list' && isObject(value)) {
    visit({ schema: value, place: { file, pointer } });
  }
}
