import { addToMap, appendToList, setValue } from '../../edit/index.js';
import { entryOf, type MapNode, type Node, toValue } from '../../language/node.js';
import { payloadForm } from '../../language/payload-forms.js';
import { nameList } from '../../model/facts/name-list.js';
import type { Catalog, Element, Field } from '../../model/index.js';
import type { JsonValue } from '../../model/type.js';
import { canonicalText } from '../canonical-text.js';
import type { DraftField } from '../draft.js';
import type { Written } from '../yaml/print-draft.js';
import { type Change, mergeFields } from './merge-fields.js';

/** Lists of which the source knows some: what it adds is appended, and nothing is taken out. */
const LISTS = new Set(['consumers', 'senders', 'success', 'failure', 'enum']);
/** What a person says of a definition, and so is only added where it is missing. */
const WORDS = new Set(['summary', 'docs', 'tags', 'deprecated', 'examples', 'owner', 'domain', 'external']);

/** The keys that say what a type is; one of them is not changed into another. */
const SHAPES = ['fields', 'enum', 'oneOf', 'type', 'items', 'schema'];

/** The fields on both sides, of a definition that has some. */
export interface FieldPair {
  readonly mine: readonly Field[];
  readonly source: readonly DraftField[];
}

/** Brings a definition of the catalog up to date with what the source says. */
export function mergeDefinition(
  catalog: Catalog,
  element: Element,
  { body }: Written,
  fields: FieldPair | undefined,
): readonly Change[] {
  const { node } = element;
  if (node.kind !== 'map' || node.span.start < element.nameSpan.start) return byHand(node, body);
  const shape = (keys: readonly string[]) => SHAPES.filter((key) => keys.includes(key)).join();
  const written = node.entries.map(({ key }) => key.text);
  if (element.kind === 'type' && shape(written) !== shape(Object.keys(body))) return byHand(node, body);
  const inner: Change[] = [];
  const missing: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(body)) {
    const entry = entryOf(node, key);
    if (!entry) missing[key] = value;
    else inner.push(...mergeKey(catalog, node, key, value, fields));
  }
  if (Object.keys(missing).length === 0) return inner;
  // Behind the changes within: where both add lines at the end, the deeper ones come first.
  return [...inner, { what: Object.keys(missing).join(', '), edits: addToMap(catalog.texts, node, missing) }];
}

function mergeKey(
  catalog: Catalog,
  node: MapNode,
  key: string,
  value: JsonValue,
  fields: FieldPair | undefined,
): readonly Change[] {
  const written = entryOf(node, key)?.value;
  if (written === undefined || WORDS.has(key) || key.startsWith('x-')) return [];
  if (key === 'fields' || key === 'payload') {
    const form = key === 'payload' ? payloadForm(written)?.kind : 'fields';
    if (fields && form === 'fields') return mergeFields(catalog, written, fields.mine, fields.source);
    if (key === 'payload' && form === 'fields') return [{ what: 'the payload', edits: [], described: true }];
    // A payload that is kept in a file of its own is brought up to date there, by hand.
    if (form === 'ref' || form === 'avro' || form === 'avro-schema') return fields ? mergeForeign(fields) : [];
  }
  if (LISTS.has(key)) return mergeList(catalog, node, key, value, written);
  if (key === 'oneOf' && written.kind === 'map') return mergeCases(catalog, written, value);
  if (canonicalText(toValue(written)) === canonicalText(value)) return [];
  return [{ what: key, edits: setValue(catalog.texts, node, key, value) }];
}

/** What the source plainly says otherwise than a foreign schema; how that one names its inner types is its own affair. */
function mergeForeign({ mine, source }: FieldPair): readonly Change[] {
  const known = new Map(mine.map((field) => [field.name, field.type]));
  const differ = source.filter(({ name, type }) => {
    const other = known.get(name);
    return !other || (other.kind === 'primitive' && type.kind === 'primitive' && other.name !== type.name);
  });
  if (differ.length === 0) return [];
  const names = nameList(
    differ.map(({ name }) => name),
    8,
  );
  return [{ what: `the payload, which is no map of fields here: ${names}`, edits: undefined }];
}

function mergeList(catalog: Catalog, node: MapNode, key: string, value: JsonValue, written: Node): readonly Change[] {
  const present = new Set((written.kind === 'list' ? written.items : [written]).map(itemName));
  const items = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
  const added = items.filter((item) => !present.has(nameOf(item)));
  return added.length === 0 ? [] : [{ what: key, edits: appendToList(catalog.texts, node, key, added) }];
}

function itemName(node: Node): string {
  return nameOf(toValue(node) as JsonValue);
}

/** A consumer may be a name, or a map with more about it. */
function nameOf(item: JsonValue): string {
  const service = typeof item === 'object' && item !== null && 'service' in item ? item['service'] : item;
  return String(service);
}

function mergeCases(catalog: Catalog, written: MapNode, value: JsonValue): readonly Change[] {
  const changes: Change[] = [];
  const missing: Record<string, JsonValue> = Object.create(null);
  for (const [tag, type] of Object.entries(value as { readonly [tag: string]: JsonValue })) {
    const entry = entryOf(written, tag);
    if (!entry) missing[tag] = type;
    else if (toValue(entry.value) !== type)
      changes.push({ what: `oneOf.${tag}`, edits: setValue(catalog.texts, written, tag, type) });
  }
  if (Object.keys(missing).length === 0) return changes;
  return [...changes, { what: 'oneOf', edits: addToMap(catalog.texts, written, missing) }];
}

/** A definition that is an alias of another one, or no map: nothing is changed where it means the same. */
function byHand(node: Node, body: Written['body']): readonly Change[] {
  if (canonicalText(toValue(node)) === canonicalText(body)) return [];
  return [{ what: 'the definition', edits: undefined }];
}
