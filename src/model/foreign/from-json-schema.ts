import type { MapEntry, Node } from '../../language/node.js';
import { entryOf, nodeAt } from '../../language/node.js';
import type { BuildContext } from '../build/build-context.js';
import { compact } from '../build/compact.js';
import { modelDiagnostic } from '../build/messages.js';
import { entriesAt, flagAt, itemsAt, textAt, textOf, valueAt } from '../build/read.js';
import type { Payload } from '../message.js';
import type { Constraints, Field, JsonType, Primitive, TypeExpr } from '../type.js';
import { createBudget, spend } from './budget.js';
import {
  arrayItems,
  checkKeywords,
  checkSiblings,
  isAnnotation,
  type Problem,
  schemaConstraints,
  stringType,
} from './json-schema-keywords.js';
import { followRef, type SchemaScope } from './json-schema-refs.js';
import { rawSchema } from './json-schema-slice.js';

/** What one schema says of a value. */
interface ValueType {
  readonly type: TypeExpr;
  readonly nullable: boolean;
  readonly constraints: Constraints;
}

/**
 * Reads a JSON Schema of an object into fields. Relative `$ref`s start at `file`, and `#/...` at `root`. What fields cannot
 * say is reported at its keyword and kept as a raw schema, at the value that it is said of.
 */
export function payloadFromJsonSchema(
  context: BuildContext,
  file: string,
  node: Node,
  root: Node | undefined,
): Pick<Payload, 'fields' | 'closed' | 'raw'> {
  const { type } = valueType({ context, file, root, trail: [], budget: createBudget(node) }, node);
  if (type.kind === 'record') return { fields: type.fields, ...(type.closed && { closed: true }) };
  if (type.kind === 'json') return { fields: [], raw: type };
  const scope = { context, file, root, trail: [], budget: createBudget(node) };
  return {
    fields: [],
    raw: rawValue(scope, node, node, 'A payload of fields is an object with properties.').type as JsonType,
  };
}

/** Reports at `place` what no type can say of the value of `node`, and keeps it as it is. */
function rawValue(scope: SchemaScope, node: Node, place: Pick<Node, 'span'>, problem: string): ValueType {
  scope.context.report(modelDiagnostic('schema-not-representable', place.span, { problem }));
  return plain(rawSchema(scope, node));
}

function plain(type: TypeExpr): ValueType {
  return { type, nullable: false, constraints: {} };
}

const ANYTHING: ValueType = plain({ kind: 'json' });

function valueType(scope: SchemaScope, node: Node): ValueType {
  if (!spend(scope.context, scope.budget)) return ANYTHING;
  if (node.kind !== 'map' || node.entries.every(({ key }) => isAnnotation(key.text))) {
    return node.kind === 'scalar' && node.value === false
      ? rawValue(scope, node, node, 'Nothing fits a schema that is `false`.')
      : ANYTHING;
  }
  if (entryOf(node, '$ref')) return referredType(scope, node);
  const union = entryOf(node, 'oneOf') ?? entryOf(node, 'anyOf');
  if (union) return unionType(scope, node, union);
  if (entryOf(node, 'allOf')) return mergedType(scope, node);
  const structural = checkKeywords(scope.context, node);
  const { name, nullable, problem, choice } = typeName(node);
  if (choice && !structural) return { ...plain(choice), nullable };
  const found = structural ?? problem;
  if (found) return rawValue(scope, node, found.place, found.problem);
  const type = typeNamed(scope, node, name);
  if ('problem' in type) return rawValue(scope, node, type.place, type.problem);
  const constraints = schemaConstraints(scope.context, node, name);
  return { type, nullable: nullable && type.kind !== 'json', constraints };
}

function referredType(scope: SchemaScope, node: Node): ValueType {
  const target = followRef(scope, node);
  if (target === undefined) return ANYTHING;
  if (!('recursive' in target)) {
    checkSiblings(scope.context, node, ['$ref']);
    return valueType(target.scope, target.node);
  }
  const problem = `\`${textAt(node, '$ref')}\` leads back to itself: fields cannot nest without end.`;
  return rawValue(scope, node, nodeAt(node, '$ref') ?? node, problem);
}

/** A union is representable only as "this or null". */
function unionType(scope: SchemaScope, node: Node, union: MapEntry): ValueType {
  const options = union.value.kind === 'list' ? union.value.items : [];
  const others = options.filter((option) => textAt(option, 'type') !== 'null' && !isNullType(option));
  const [only] = others;
  if (only === undefined || others.length > 1) {
    return rawValue(scope, node, union.key, 'A choice of several schemas has no counterpart in fields.');
  }
  const value = valueType(scope, only);
  checkSiblings(scope.context, node, [union.key.text]);
  return { ...value, nullable: value.type.kind !== 'json' && (value.nullable || others.length < options.length) };
}

function isNullType(option: Node): boolean {
  const type = nodeAt(option, 'type');
  return type?.kind === 'scalar' && type.value === null;
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
  const records = values.flatMap(({ type }) => (type.kind === 'record' ? [type] : []));
  if (records.length !== values.length || first === undefined) {
    return rawValue(scope, node, entryOf(node, 'allOf')?.key ?? node, 'Only objects can be joined with `allOf`.');
  }
  if (records.some(({ closed }) => closed)) {
    const problem = 'A part of an `allOf` that lets no other property pass leaves none to the others.';
    return rawValue(scope, node, entryOf(node, 'allOf')?.key ?? node, problem);
  }
  const byName = new Map<string, Field>();
  for (const field of records.flatMap(({ fields }) => fields)) {
    const other = byName.get(field.name);
    byName.set(field.name, other ? { ...field, optional: field.optional && other.optional } : field);
  }
  return plain({ kind: 'record', fields: [...byName.values()] });
}

interface TypeName {
  readonly name: string;
  readonly nullable: boolean;
  readonly problem?: Problem;
  /** Several types that nothing more is said of. */
  readonly choice?: TypeExpr;
}

const SCALARS: Readonly<Record<string, Primitive>> = {
  string: 'string',
  boolean: 'boolean',
  integer: 'long',
  number: 'double',
};

function typeName(node: Node): TypeName {
  const written = itemsAt(node, 'type').flatMap((item) => textOf(item) ?? (item.kind === 'scalar' ? 'null' : []));
  const names = written.filter((name) => name !== 'null');
  const nullable = names.length < written.length || flagAt(node, 'nullable') || hasNull(node);
  const [name = guessedName(node)] = names;
  if (names.length < 2) return { name, nullable };
  const options = names.flatMap((one): readonly TypeExpr[] => {
    const primitive = Object.hasOwn(SCALARS, one) ? SCALARS[one] : undefined;
    return primitive ? [{ kind: 'primitive', name: primitive }] : [];
  });
  const isBare = node.kind === 'map' && node.entries.every(({ key }) => key.text === 'type' || isAnnotation(key.text));
  if (isBare && options.length === names.length && new Set(names).size === names.length)
    return { name, nullable, choice: { kind: 'anyOf', options } };
  const problem = 'A value of several types has no counterpart in fields.';
  return { name, nullable, problem: { place: nodeAt(node, 'type') ?? node, problem } };
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

function typeNamed(scope: SchemaScope, node: Node, name: string): TypeExpr | Problem {
  switch (name) {
    case 'object':
      return objectType(scope, node);
    case 'array':
      return listType(scope, node);
    case 'string':
      return stringType(node);
    case 'boolean':
      return { kind: 'primitive', name: 'boolean' };
    case 'integer':
      return { kind: 'primitive', name: textAt(node, 'format') === 'int32' ? 'int' : 'long' };
    case 'number':
      return { kind: 'primitive', name: textAt(node, 'format') === 'float' ? 'float' : 'double' };
    default:
      return { place: node, problem: 'A schema without a type holds anything.' };
  }
}

function listType(scope: SchemaScope, node: Node): TypeExpr | Problem {
  const items = arrayItems(node);
  if (items === undefined) return { kind: 'list', items: { kind: 'json' } };
  return 'problem' in items ? items : { kind: 'list', items: orNull(valueType(scope, items)) };
}

function orNull({ type, nullable }: ValueType): TypeExpr {
  return nullable ? { kind: 'nullable', inner: type } : type;
}

function objectType(scope: SchemaScope, node: Node): TypeExpr | Problem {
  const properties = entriesAt(node, 'properties');
  const additional = nodeAt(node, 'additionalProperties') ?? nodeAt(node, 'unevaluatedProperties');
  const isClosed = additional?.kind === 'scalar' && additional.value === false;
  if (entryOf(node, 'properties') || isClosed) {
    if (additional?.kind === 'map' && additional.entries.length > 0)
      return { place: additional, problem: 'An object has either properties or free keys, not both.' };
    const required = new Set(itemsAt(node, 'required').map(textOf));
    const fields = properties.map((entry) => fieldOf(scope, entry, required.has(entry.key.text)));
    return { kind: 'record', fields, ...(isClosed && { closed: true }) };
  }
  if (additional?.kind !== 'map') return { kind: 'map', values: { kind: 'json' } };
  return { kind: 'map', values: orNull(valueType(scope, additional)) };
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
