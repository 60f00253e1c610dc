import type { JsonValue } from '../../../model/type.js';
import { dataOf, type Located, part, textIn } from './located.js';
import { isMap, type JsonMap, present } from './values.js';

/** What a document that was made from a catalog says of a definition beyond AsyncAPI; undefined for other documents. */
export function ownDefinition(place: Located): JsonMap | undefined {
  const written = part(place, 'x-sagac-definition');
  const value = written && dataOf(written);
  if (isMap(value)) return value;
  return part(place, 'x-sagac-kind') || part(place, 'x-sagac-channel') ? {} : undefined;
}

/** What `x-sagac-...` key of the document holds. */
export function ownMap(root: Located, key: string): JsonMap | undefined {
  const written = part(root, key);
  const value = written && dataOf(written);
  return isMap(value) ? value : undefined;
}

/** Keys of the language that no part of a draft stands for; `x-` keys are extensions. */
export function keysBeyond(definition: JsonMap, known: readonly string[]): { readonly more?: JsonMap } {
  const kept = Object.entries(definition).filter(([key]) => !known.includes(key) && !key.startsWith('x-'));
  return kept.length === 0 ? {} : { more: Object.fromEntries(kept) };
}

/** The `x-` keys of a definition. */
export function extensionsIn(definition: JsonMap): JsonMap {
  return Object.fromEntries(Object.entries(definition).filter(([key]) => key.startsWith('x-')));
}

/** `x-` keys that a place of a document has, other than those that are read. */
export function foreignExtensions(place: Located): JsonMap {
  if (place.node.kind !== 'map') return {};
  const kept = place.node.entries.filter(({ key }) => key.text.startsWith('x-') && !READ.test(key.text));
  const { root, file } = place;
  const values = kept.map(({ key, value }): [string, JsonValue] => [key.text, dataOf({ node: value, root, file })]);
  return Object.fromEntries(values.map(([key, value]) => [key, withoutReferences(value)]));
}

const READ = /^x-(sagac|eventcatalog|parser)-|^x-(retry|dead-letter)$/;

/** A `$ref` in a catalog would be followed; in an extension it is a text. */
function withoutReferences(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => withoutReferences(item));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key === '$ref' ? 'ref' : key, withoutReferences(inner)]),
  );
}

/** `{ since, sunset, use }` of a message of our own. */
export function ownDeprecation(place: Located): JsonMap | undefined {
  const written = part(place, 'x-sagac-deprecated');
  if (!written) return undefined;
  return present({
    since: textIn(written, 'since'),
    sunset: textIn(written, 'sunset'),
    use: textIn(written, 'use'),
  });
}
