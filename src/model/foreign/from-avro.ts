import { entryOf, type Node, nodeAt } from '../../language/node.js';
import type { BuildContext } from '../build/build-context.js';
import { compact } from '../build/compact.js';
import { modelDiagnostic } from '../build/messages.js';
import { flagAt, numberAt, textAt, textOf, textsAt, valueAt } from '../build/read.js';
import { FALLBACK_TYPE } from '../build/read-type.js';
import type { Constraints, Field, Primitive, TypeExpr } from '../type.js';
import { type Budget, createBudget, spend } from './budget.js';

/** The schemas named so far, by full name, and those that are being read right now. */
interface AvroScope {
  readonly context: BuildContext;
  readonly namespace: string;
  readonly named: Map<string, Node>;
  readonly open: readonly Node[];
  readonly budget: Budget;
}

interface AvroValue {
  readonly type: TypeExpr;
  readonly nullable: boolean;
  readonly constraints: Constraints;
}

const PLAIN: Readonly<Record<string, Primitive>> = {
  boolean: 'boolean',
  int: 'int',
  long: 'long',
  float: 'float',
  double: 'double',
  bytes: 'bytes',
  string: 'string',
};

const LOGICAL: Readonly<Record<string, Primitive>> = {
  uuid: 'uuid',
  date: 'date',
  'time-millis': 'time',
  'time-micros': 'time',
  'timestamp-millis': 'timestamp',
  'timestamp-micros': 'timestamp',
};

/** Reads an Avro record into fields; what fields cannot say is reported at its place. */
export function fieldsFromAvro(context: BuildContext, node: Node): readonly Field[] {
  const { type } = avroValue({ context, namespace: '', named: new Map(), open: [], budget: createBudget(node) }, node);
  if (type.kind === 'record') return type.fields;
  return reject(context, node, 'A payload must be an Avro record.', []);
}

function reject<T>(context: BuildContext, node: Node, problem: string, fallback: T): T {
  context.report(modelDiagnostic('schema-not-representable', node.span, { problem }));
  return fallback;
}

function avroValue(scope: AvroScope, node: Node): AvroValue {
  if (!spend(scope.context, scope.budget)) return value(FALLBACK_TYPE);
  if (node.kind === 'list') return unionValue(scope, node);
  if (node.kind === 'scalar') return value(namedType(scope, node));
  const written = nodeAt(node, 'type');
  if (written === undefined) return reject(scope.context, node, 'A type is missing.', value(FALLBACK_TYPE));
  if (written.kind !== 'scalar') return avroValue(scope, written);
  return complexValue(register(scope, node), node);
}

function value(type: TypeExpr, constraints: Constraints = {}): AvroValue {
  return { type, nullable: false, constraints };
}

function unionValue(scope: AvroScope, node: Node & { kind: 'list' }): AvroValue {
  const others = node.items.filter((item) => textOf(item) !== 'null' && !isNull(item));
  const [only] = others;
  if (only === undefined || others.length > 1) {
    return reject(scope.context, node, 'A union of several types has no counterpart in fields.', value(FALLBACK_TYPE));
  }
  return { ...avroValue(scope, only), nullable: others.length < node.items.length };
}

/** In YAML and JSON alike an unquoted `null` is no text. */
function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null;
}

function namedType(scope: AvroScope, node: Node & { kind: 'scalar' }): TypeExpr {
  const plain = Object.hasOwn(PLAIN, node.text) ? PLAIN[node.text] : undefined;
  if (plain) return { kind: 'primitive', name: plain };
  const known = scope.named.get(fullName(node.text, scope.namespace)) ?? scope.named.get(node.text);
  if (known === undefined)
    return reject(scope.context, node, `\`${node.text}\` is no Avro type of this file.`, FALLBACK_TYPE);
  if (scope.open.includes(known)) {
    return reject(
      scope.context,
      node,
      `\`${node.text}\` contains itself: fields cannot nest without end.`,
      FALLBACK_TYPE,
    );
  }
  return complexValue(register(scope, known), known).type;
}

function fullName(name: string, namespace: string): string {
  return name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;
}

function register(scope: AvroScope, node: Node): AvroScope {
  const name = textAt(node, 'name');
  if (name === undefined) return scope;
  const prefix = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : undefined;
  const namespace = prefix ?? textAt(node, 'namespace') ?? scope.namespace;
  scope.named.set(fullName(name, namespace), node);
  return { ...scope, namespace, open: [...scope.open, node] };
}

function complexValue(scope: AvroScope, node: Node): AvroValue {
  const logical = textAt(node, 'logicalType');
  if (logical === 'decimal') return value(decimalType(scope, node));
  const known = logical !== undefined && Object.hasOwn(LOGICAL, logical) ? LOGICAL[logical] : undefined;
  if (known) return value({ kind: 'primitive', name: known });
  const entry = entryOf(node, 'logicalType');
  if (entry)
    scope.context.report(
      modelDiagnostic('schema-detail-ignored', entry.value.span, { keyword: `logicalType: ${logical}` }),
    );
  return structuredValue(scope, node);
}

function structuredValue(scope: AvroScope, node: Node): AvroValue {
  const written = nodeAt(node, 'type');
  switch (textOf(written)) {
    case 'record':
      return value({ kind: 'record', fields: recordFields(scope, node) });
    case 'enum':
      return value(enumType(scope, node));
    case 'array':
      return value({ kind: 'list', items: innerType(scope, node, 'items') });
    case 'map':
      return value({ kind: 'map', values: innerType(scope, node, 'values') });
    case 'fixed': {
      const size = numberAt(node, 'size');
      return value({ kind: 'primitive', name: 'bytes' }, compact({ minLength: size, maxLength: size }));
    }
    default:
      return written ? avroValue(scope, written) : value(FALLBACK_TYPE);
  }
}

function decimalType(scope: AvroScope, node: Node): TypeExpr {
  const precision = numberAt(node, 'precision');
  if (precision === undefined) return reject(scope.context, node, 'A decimal needs its `precision`.', FALLBACK_TYPE);
  return { kind: 'decimal', precision, scale: numberAt(node, 'scale') ?? 0 };
}

function enumType(scope: AvroScope, node: Node): TypeExpr {
  const fallback = entryOf(node, 'default');
  if (fallback)
    scope.context.report(modelDiagnostic('schema-detail-ignored', fallback.key.span, { keyword: 'default' }));
  return { kind: 'enum', values: textsAt(node, 'symbols') };
}

function innerType(scope: AvroScope, node: Node, key: string): TypeExpr {
  const inner = nodeAt(node, key);
  if (inner === undefined) return reject(scope.context, node, `\`${key}\` is missing.`, FALLBACK_TYPE);
  const { type, nullable } = avroValue(scope, inner);
  return nullable ? { kind: 'nullable', inner: type } : type;
}

function recordFields(scope: AvroScope, node: Node): readonly Field[] {
  const fields = nodeAt(node, 'fields');
  if (fields?.kind === 'list') return fields.items.map((field) => recordField(scope, field));
  return reject(scope.context, fields ?? node, 'A record needs a list of `fields`.', []);
}

/** A union with null whose default is null is a field that may be absent; attributes that Avro does not know are marks of ours. */
function recordField(scope: AvroScope, node: Node): Field {
  const written = nodeAt(node, 'type') ?? node;
  const { type, nullable, constraints } = avroValue(scope, written);
  const fallback = entryOf(node, 'default');
  const absent = nullable && fallback !== undefined && isNull(fallback.value);
  return {
    name: textAt(node, 'name') ?? '',
    type,
    optional: absent,
    nullable: nullable && !absent,
    constraints,
    ...compact({ summary: textAt(node, 'doc'), default: absent ? undefined : valueAt(node, 'default') }),
    pii: flagAt(node, 'pii'),
    secret: flagAt(node, 'secret'),
    deprecated: false,
    aliases: textsAt(node, 'aliases'),
    nameSpan: (nodeAt(node, 'name') ?? node).span,
    typeSpan: written.span,
  };
}
