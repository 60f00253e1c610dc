import type { JsonValue } from '../../../../model/index.js';
import { isObject, type JsonObject, under } from '../../json.js';
import type { SchemaNode } from '../document.js';
import type { Rest, Source } from './shape.js';

/** No keywords. */
export const NO_KEYWORDS: JsonObject = {};

/** The source of a part of a schema: what explains the schema is not the part's. */
export function partOf({ node, schema, dialect, reader }: Source): Source {
  return { node, schema, dialect, remarks: NO_KEYWORDS, reader };
}

/** A schema that stands in another, under a keyword or at an index. */
export function nodeUnder({ place }: SchemaNode, key: string | number, schema: JsonValue): SchemaNode {
  return { schema, place: { file: place.file, pointer: under(place.pointer, key) } };
}

/** What a schema allows beyond what it names, by the keyword that says so. */
export function restOf(node: SchemaNode, keyword: string, value: JsonValue | undefined): Rest {
  if (value === false) return 'closed';
  return isObject(value) ? nodeUnder(node, keyword, value) : 'open';
}
