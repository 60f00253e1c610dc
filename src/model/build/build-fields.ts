import type { MapEntry, MapNode, Node } from '../../language/node.js';
import { nodeAt, toValue } from '../../language/node.js';
import type { Constraints, Field, JsonType, JsonValue } from '../type.js';
import type { BuildContext } from './build-context.js';
import { compact, type Writable } from './compact.js';
import { modelDiagnostic } from './messages.js';
import type { ParsedType } from './parse-type.js';
import { flagAt, numberAt, textAt, textOf, textsAt } from './read.js';
import { patternAt } from './read-pattern.js';
import { FALLBACK_TYPE, readType } from './read-type.js';

/** Reads a map of fields, each in the short form (`name: type`) or the long one. */
export function buildFields(context: BuildContext, entries: readonly MapEntry[]): readonly Field[] {
  return entries.map((entry) => buildField(context, entry));
}

const NONE = {};
const NO_NAMES: readonly string[] = [];
const BOUNDS = new Set([
  ...['min', 'max', 'exclusiveMin', 'exclusiveMax', 'multipleOf', 'minLength', 'maxLength'],
  ...['pattern', 'format', 'unique', 'keyPattern'],
]);

/** Written without spreads: a big catalog has a hundred thousand fields. */
function buildField(context: BuildContext, { key, value }: MapEntry): Field {
  const { type, optional, nullable } = typeOf(context, value);
  const field: Writable<Field> = {
    name: key.text,
    type,
    optional,
    nullable,
    constraints: NONE,
    pii: false,
    secret: false,
    deprecated: false,
    aliases: NO_NAMES,
    nameSpan: key.span,
    typeSpan: value.span,
  };
  if (value.kind === 'map') readLongForm(context, value, field);
  return field;
}

function readLongForm(context: BuildContext, node: MapNode, field: Writable<Field>): void {
  for (const { key, value } of node.entries) {
    if (BOUNDS.has(key.text) && field.constraints === NONE) field.constraints = constraintsOf(context, node);
    switch (key.text) {
      case 'type':
        field.typeSpan = value.span;
        break;
      case 'optional':
      case 'nullable':
        field[key.text] ||= isTrue(value);
        break;
      case 'pii':
      case 'secret':
        field[key.text] = isTrue(value);
        break;
      case 'deprecated':
        field.deprecated = isTrue(value) || value.kind === 'map' || textOf(value) !== undefined;
        break;
      case 'default':
        field.default = jsonOf(value);
        break;
      case 'avro':
        if (field.type.kind !== 'json') field.avro = jsonOf(value);
        break;
      case 'aliases':
        field.aliases = textsAt(node, 'aliases');
        break;
      case 'summary':
      case 'since':
      case 'renamedFrom': {
        const text = textOf(value);
        if (text !== undefined) field[key.text] = text;
        break;
      }
    }
  }
}

function isTrue(node: Node): boolean {
  return node.kind === 'scalar' && node.value === true;
}

/** Reads the type of a field or a named scalar: a type expression, or a map with `type` and perhaps `items`. */
export function typeOf(context: BuildContext, node: Node): ParsedType {
  const written = node.kind === 'map' ? nodeAt(node, 'type') : node;
  const items = nodeAt(node, 'items');
  const raw = written === undefined ? rawType(node) : undefined;
  if (raw) return { type: raw, optional: false, nullable: false };
  if (items !== undefined) return containerOf(context, written, items);
  if (written?.kind === 'scalar' && written.value !== null) return readType(context, written);
  context.report(modelDiagnostic('invalid-type', node.span, { problem: 'A type is missing.' }));
  return { type: FALLBACK_TYPE, optional: false, nullable: false };
}

/** A value that a foreign schema alone describes: `{ schema: ... }` or `{ avro: ... }` without a `type`. */
function rawType(node: Node): JsonType | undefined {
  const [schema, avro] = [nodeAt(node, 'schema'), nodeAt(node, 'avro')];
  if (!schema && !avro) return undefined;
  return { kind: 'json', ...compact({ schema: schema && jsonOf(schema), avro: avro && jsonOf(avro) }) };
}

function jsonOf(node: Node): JsonValue {
  return toValue(node) as JsonValue;
}

/** `type: list` or `type: map` with `items`, each perhaps with `?` or `|null` behind it. */
function containerOf(context: BuildContext, written: Node | undefined, items: Node): ParsedType {
  const inner = typeOf(context, items);
  reportItemDetails(context, items);
  const text = written?.kind === 'scalar' ? written.text.replaceAll(' ', '') : 'list';
  const marks = { optional: text.includes('?'), nullable: text.includes('|null') };
  const isNullable = inner.nullable || flagAt(items, 'nullable');
  const item = isNullable ? ({ kind: 'nullable', inner: inner.type } as const) : inner.type;
  if (/^map(?![A-Za-z0-9_<])/.test(text)) return { type: { kind: 'map', values: item }, ...marks };
  if (/^list(?![A-Za-z0-9_<])/.test(text)) return { type: { kind: 'list', items: item }, ...marks };
  const problem = '`items` stands only beside `type: list` or `type: map`.';
  context.report(modelDiagnostic('invalid-type', (written ?? items).span, { problem }));
  return { type: FALLBACK_TYPE, ...marks };
}

/** A list says what its items are, not what bounds each of them has: those go with a named type. */
function reportItemDetails(context: BuildContext, items: Node): void {
  for (const { key } of items.kind === 'map' ? items.entries : []) {
    if (['type', 'items', 'nullable', 'schema', 'avro', 'summary', 'docs'].includes(key.text)) continue;
    const help = 'Declare a named type with it under `types`, and make a list of that.';
    context.report(modelDiagnostic('schema-detail-ignored', key.span, { keyword: key.text }, { help }));
  }
}

/** The bounds that stand in a long form. */
export function constraintsOf(context: BuildContext, node: Node): Constraints {
  return compact({
    min: numberAt(node, 'min'),
    max: numberAt(node, 'max'),
    exclusiveMin: numberAt(node, 'exclusiveMin'),
    exclusiveMax: numberAt(node, 'exclusiveMax'),
    multipleOf: numberAt(node, 'multipleOf'),
    minLength: numberAt(node, 'minLength'),
    maxLength: numberAt(node, 'maxLength'),
    pattern: patternAt(context, node),
    format: textAt(node, 'format'),
    unique: flagAt(node, 'unique') ? (true as const) : undefined,
    keyPattern: patternAt(context, node, 'keyPattern'),
  });
}
