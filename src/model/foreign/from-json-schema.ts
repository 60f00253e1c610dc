import type { MapEntry, Node } from '../../language/node.js';
import { entryOf, nodeAt } from '../../language/node.js';
import type { BuildContext } from '../build/build-context.js';
import { compact } from '../build/compact.js';
import { modelDiagnostic } from '../build/messages.js';
import { entriesAt, flagAt, itemsAt, textAt, textOf, valueAt } from '../build/read.js';
import { FALLBACK_TYPE } from '../build/read-type.js';
import type { Constraints, Field, TypeExpr } from '../type.js';
import { createBudget, spend } from './budget.js';
import { arrayItems, checkKeywords, checkSiblings, schemaConstraints, stringType } from './json-schema-keywords.js';
import { followRef, type SchemaScope } from './json-schema-refs.js';

/** What one schema says of a value. */
interface ValueType {
  readonly type: TypeExpr;
  readonly nullable: boolean;
  readonly constraints: Constraints;
}

/**
 * Reads a JSON Schema of an object into fields. Relative `$ref`s start at `file`, and `#/...` at `root`.
 * What fields cannot say is reported at its keyword.
 */
export function fieldsFromJsonSchema(
  context: BuildContext,
  file: string,
  node: Node,
  root: Node | undefined,
): readonly Field[] {
  const value = valueType({ context, file, root, trail: [], budget: createBudget(node) }, node);
  if (value === FALLBACK) return [];
  if (value.type.kind === 'record') return value.type.fields;
  return unrepresentable(context, node, 'A payload must be an object with properties.', []);
}

function unrepresentable<T>(context: BuildContext, node: Node, problem: string, fallback: T): T {
  context.report(modelDiagnostic('schema-not-representable', node.span, { problem }));
  return fallback;
}

const FALLBACK: ValueType = { type: FALLBACK_TYPE, nullable: false, constraints: {} };

function valueType(scope: SchemaScope, node: Node): ValueType {
  if (!spend(scope.context, scope.budget)) return FALLBACK;
  if (node.kind !== 'map')
    return unrepresentable(scope.context, node, 'A schema without a type holds anything.', FALLBACK);
  if (entryOf(node, '$ref')) return referredType(scope, node);
  const union = entryOf(node, 'oneOf') ?? entryOf(node, 'anyOf');
  if (union) return unionType(scope, node, union);
  if (entryOf(node, 'allOf')) return mergedType(scope, node);
  checkKeywords(scope.context, node);
  const { name, nullable } = typeName(scope, node);
  return { type: typeNamed(scope, node, name), nullable, constraints: schemaConstraints(scope.context, node, name) };
}

function referredType(scope: SchemaScope, node: Node): ValueType {
  checkSiblings(scope.context, node, ['$ref']);
  const target = followRef(scope, node);
  return target ? valueType(target.scope, target.node) : FALLBACK;
}

/** A union is representable only as "this or null". */
function unionType(scope: SchemaScope, node: Node, union: MapEntry): ValueType {
  const options = union.value.kind === 'list' ? union.value.items : [];
  const others = options.filter((option) => textAt(option, 'type') !== 'null');
  const [only] = others;
  if (only === undefined || others.length > 1) {
    const problem = 'A choice of several schemas has no counterpart in fields.';
    return unrepresentable(scope.context, { ...node, span: union.key.span }, problem, FALLBACK);
  }
  const value = valueType(scope, only);
  checkSiblings(scope.context, node, [union.key.text]);
  return { ...value, nullable: value.nullable || others.length < options.length };
}

/** `allOf` of objects is one object with all their properties. */
function mergedType(scope: SchemaScope, node: Node): ValueType {
  const all = itemsAt(node, 'allOf');
  const rest = node.kind === 'map' ? node.entries.filter((entry) => entry.key.text !== 'allOf') : [];
  const own = rest.some((entry) => ['properties', 'type'].includes(entry.key.text));
  const parts = own ? [...all, { ...node, kind: 'map', entries: rest, flow: false } as Node] : all;
  const values = parts.map((part) => valueType(scope, part));
  const [first] = values;
  if (first !== undefined && values.length === 1) return first;
  const records = values.flatMap(({ type }) => (type.kind === 'record' ? [type.fields] : []));
  if (records.length !== values.length || first === undefined) {
    return unrepresentable(scope.context, node, 'Only objects can be joined with `allOf`.', FALLBACK);
  }
  const byName = new Map<string, Field>();
  for (const field of records.flat()) {
    const other = byName.get(field.name);
    byName.set(field.name, other ? { ...field, optional: field.optional && other.optional } : field);
  }
  return { type: { kind: 'record', fields: [...byName.values()] }, nullable: false, constraints: {} };
}

function typeName(scope: SchemaScope, node: Node): { readonly name: string; readonly nullable: boolean } {
  const written = itemsAt(node, 'type').flatMap((item) => textOf(item) ?? (item.kind === 'scalar' ? 'null' : []));
  const names = written.filter((name) => name !== 'null');
  const nullable = names.length < written.length || flagAt(node, 'nullable') || hasNull(node);
  const [name] = names;
  if (names.length > 1) {
    const problem = 'A value of several types has no counterpart in fields.';
    unrepresentable(scope.context, nodeAt(node, 'type') ?? node, problem, undefined);
  }
  return { name: name ?? guessedName(node), nullable };
}

function hasNull(node: Node): boolean {
  return itemsAt(node, 'enum').some((item) => item.kind === 'scalar' && item.value === null);
}

/** The type that a schema without `type` can only mean. */
function guessedName(node: Node): string {
  if (entryOf(node, 'properties')) return 'object';
  if (entryOf(node, 'items')) return 'array';
  return entryOf(node, 'enum') || entryOf(node, 'const') ? 'string' : '';
}

function typeNamed(scope: SchemaScope, node: Node, name: string): TypeExpr {
  switch (name) {
    case 'object':
      return objectType(scope, node);
    case 'array':
      return listType(scope, node);
    case 'string':
      return stringType(scope.context, node);
    case 'boolean':
      return { kind: 'primitive', name: 'boolean' };
    case 'integer':
      return { kind: 'primitive', name: textAt(node, 'format') === 'int32' ? 'int' : 'long' };
    case 'number':
      return { kind: 'primitive', name: textAt(node, 'format') === 'float' ? 'float' : 'double' };
    default:
      return unrepresentable(scope.context, node, 'A schema without a type holds anything.', FALLBACK_TYPE);
  }
}

function listType(scope: SchemaScope, node: Node): TypeExpr {
  const items = arrayItems(scope.context, node);
  if (items === undefined) return { kind: 'list', items: FALLBACK_TYPE };
  const { type, nullable } = valueType(scope, items);
  return { kind: 'list', items: nullable ? { kind: 'nullable', inner: type } : type };
}

function objectType(scope: SchemaScope, node: Node): TypeExpr {
  const properties = entriesAt(node, 'properties');
  const additional = nodeAt(node, 'additionalProperties');
  if (entryOf(node, 'properties')) {
    if (additional?.kind === 'map') {
      unrepresentable(scope.context, additional, 'An object has either properties or free keys, not both.', undefined);
    }
    const required = new Set(itemsAt(node, 'required').map(textOf));
    return { kind: 'record', fields: properties.map((entry) => fieldOf(scope, entry, required.has(entry.key.text))) };
  }
  if (additional?.kind === 'map') {
    const { type, nullable } = valueType(scope, additional);
    return { kind: 'map', values: nullable ? { kind: 'nullable', inner: type } : type };
  }
  if (additional?.kind === 'scalar' && additional.value === false) return { kind: 'record', fields: [] };
  return unrepresentable(scope.context, node, 'An object without properties holds anything.', FALLBACK_TYPE);
}

function fieldOf(scope: SchemaScope, entry: MapEntry, required: boolean): Field {
  const { key, value } = entry;
  const { type, nullable, constraints } = valueType(scope, value);
  return {
    name: key.text,
    type,
    optional: !required,
    nullable,
    constraints,
    ...compact({
      summary: textAt(value, 'description') ?? textAt(value, 'title'),
      default: valueAt(value, 'default'),
    }),
    pii: flagAt(value, 'x-pii'),
    secret: flagAt(value, 'x-secret') || flagAt(value, 'writeOnly'),
    deprecated: flagAt(value, 'deprecated'),
    aliases: [],
    nameSpan: key.span,
    typeSpan: value.span,
  };
}
