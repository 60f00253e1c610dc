import { type Diagnostic, didYouMean, type Span, suggest } from '../diagnostics/index.js';
import { describeNode } from './describe.js';
import { report } from './messages.js';
import { entryOf, type Node, nodeAt } from './node.js';
import { pointerPath, type ValuePath } from './prune.js';
import { type SchemaText, schemaText } from './schema-text.js';
import type { ShapeError } from './shapes.generated.js';

export type ShapeKind = 'catalog' | 'settings' | 'rules';

interface Place {
  readonly node: Node;
  /** Place of the key that holds the node; undefined for list items and the root of a file. */
  readonly keySpan: Span | undefined;
  /** How to speak of the node: "`timeout`", "An item of `steps`". */
  readonly subject: string;
  readonly element: { readonly element?: string };
}

/** Turns the errors of one file into diagnostics, one for each mistake. */
export function shapeDiagnostics(kind: ShapeKind, root: Node, errors: readonly ShapeError[]): readonly Diagnostic[] {
  const told = new Set<string>();
  const found: Diagnostic[] = [];
  for (const error of errors) {
    if (isExplained(error, errors)) continue;
    const diagnostic = explain(placeAt(kind, root, pointerPath(error.instancePath)), error);
    // A value of the wrong kind often breaks several rules at once; the first one told is enough.
    const key = `${diagnostic.span?.start} ${diagnostic.code === 'missing-key' ? diagnostic.message : diagnostic.code}`;
    if (told.has(key)) continue;
    told.add(key);
    found.push(diagnostic);
  }
  return found;
}

/**
 * An unknown and a missing key in one map are often one mistake. If the missing key stands there misspelt, it is told at the
 * misspelt key; if the map has another form altogether, at the missing one.
 */
function isExplained(error: ShapeError, errors: readonly ShapeError[]): boolean {
  const here = errors.filter((other) => other.instancePath === error.instancePath);
  if (error.keyword === 'required') return here.some((other) => isMisspelt(other, error));
  const missing = here.filter((other) => other.keyword === 'required');
  const text = schemaText(error.parentSchema);
  return (
    isUnknownKey(error) && (text.help ?? text.needs) !== undefined && missing.some((other) => !isMisspelt(error, other))
  );
}

function isMisspelt(error: ShapeError, missing: ShapeError): boolean {
  const { keys, needs } = schemaText(error.parentSchema);
  const wanted = needs === undefined ? [String(missing.params['missingProperty'])] : keys;
  return isUnknownKey(error) && suggest(String(error.params['additionalProperty']), wanted).length > 0;
}

function isUnknownKey(error: ShapeError): boolean {
  return error.keyword === 'additionalProperties';
}

function explain(place: Place, error: ShapeError): Diagnostic {
  const schema = schemaText(error.parentSchema);
  if (error.propertyName !== undefined) return badName(place, schema, error.propertyName);
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(place, schema, String(error.params['additionalProperty']));
    case 'required':
      return missingKey(place, schema, String(error.params['missingProperty']));
    case 'uniqueItems':
      return repeatedValue(place, [Number(error.params['i']), Number(error.params['j'])]);
    default:
      return badValue(place, schema);
  }
}

function unknownKey(place: Place, schema: SchemaText, key: string): Diagnostic {
  const keys = schema.keys.length === 1 ? 'The only key here is' : 'Keys here are';
  const listed = `${keys} ${quoteAll(schema.keys, 'and')}.`;
  const help = didYouMean(key, schema.keys) ?? (schema.help ? `${schema.help} ${listed}` : listed);
  const span = entryOf(place.node, key)?.key.span ?? place.node.span;
  return report('unknown-key', span, { key, place: placeName(place, schema) }, { help, ...place.element });
}

function missingKey(place: Place, schema: SchemaText, key: string): Diagnostic {
  const needs = schema.needs ?? `\`${key}\``;
  const firstKey = place.node.kind === 'map' ? place.node.entries[0]?.key.span : undefined;
  const span = place.keySpan ?? firstKey ?? place.node.span;
  const help = schema.help ?? `Add ${schema.needs ? 'one of them' : needs}.`;
  return report('missing-key', span, { needs, place: placeName(place, schema) }, { help, ...place.element });
}

function badName(place: Place, schema: SchemaText, name: string): Diagnostic {
  const span = entryOf(place.node, name)?.key.span ?? place.node.span;
  const params = { name, expects: schema.expects ?? 'a name' };
  return report('invalid-name', span, params, { help: schema.help ?? 'Rename it.', ...place.element });
}

function repeatedValue(place: Place, indexes: readonly [number, number]): Diagnostic {
  const [first, second] = indexes.toSorted((a, b) => a - b).map((index) => nodeAt(place.node, index) ?? place.node);
  const node = second ?? place.node;
  const labels = first ? [{ span: first.span, text: 'first used here' }] : [];
  const text = node.kind === 'scalar' ? node.text : 'A value';
  return report('repeated-value', node.span, { text, subject: place.subject }, { labels, ...place.element });
}

function badValue(place: Place, schema: SchemaText): Diagnostic {
  const { node, subject } = place;
  const expects = schema.expects ?? `one of ${quoteAll(schema.choices, 'or')}`;
  const choices = schema.choices.filter((choice) => typeof choice === 'string');
  const help = (node.kind === 'scalar' && didYouMean(node.text, choices)) || schema.help;
  // Of a value that is not there, the key is what can be pointed at.
  const span = (node.span.start === node.span.end && place.keySpan) || node.span;
  const params = { subject, expects, is: describeNode(node) };
  return report('invalid-value', span, params, { ...(help && { help }), ...place.element });
}

function placeAt(kind: ShapeKind, root: Node, path: ValuePath): Place {
  const element = elementAt(kind, path);
  let place: Place = { node: root, keySpan: undefined, subject: 'The file', element };
  let listKey = 'the list';
  for (const part of path) {
    const { node } = place;
    if (node.kind === 'list') {
      place = { node: node.items[Number(part)] ?? node, keySpan: undefined, subject: `An item of ${listKey}`, element };
      continue;
    }
    const entry = entryOf(node, part);
    if (!entry) continue;
    listKey = `\`${entry.key.text}\``;
    place = { node: entry.value, keySpan: entry.key.span, subject: listKey, element };
  }
  return place;
}

function placeName(place: Place, schema: SchemaText): string {
  if (!schema.title) return place.subject;
  return schema.title.charAt(0).toLowerCase() + schema.title.slice(1);
}

const ELEMENT_KINDS: Readonly<Record<string, string>> = {
  services: 'service',
  types: 'type',
  channels: 'channel',
  events: 'event',
  commands: 'command',
  sagas: 'saga',
  flows: 'flow',
};

function elementAt(kind: ShapeKind, path: ValuePath): { readonly element?: string } {
  const section = ELEMENT_KINDS[path[0] ?? ''];
  return kind === 'catalog' && section && path[1] !== undefined ? { element: `${section} ${path[1]}` } : {};
}

function quoteAll(values: readonly unknown[], last: 'and' | 'or'): string {
  const quoted = values.map((value) => `\`${String(value)}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} ${last} ${quoted.at(-1)}`;
}
