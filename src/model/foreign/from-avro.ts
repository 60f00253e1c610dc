import { entryOf, type Node, nodeAt, toValue } from '../../language/node.js';
import type { BuildContext } from '../build/build-context.js';
import { compact } from '../build/compact.js';
import { modelDiagnostic } from '../build/messages.js';
import { flagAt, numberAt, textAt, textOf, textsAt, valueAt } from '../build/read.js';
import { FALLBACK_TYPE } from '../build/read-type.js';
import type { Payload } from '../message.js';
import type { Constraints, Field, JsonType, JsonValue, Primitive, TypeExpr } from '../type.js';
import { AVRO_PRIMITIVES, fullName, namespaceOf } from './avro-names.js';
import { type Budget, createBudget, spend } from './budget.js';
import { wholeAvro } from './whole-avro.js';

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
  /** How Avro writes it, where the type alone would give something else. */
  readonly avro?: JsonValue;
}

const LOGICAL: Readonly<Record<string, Primitive>> = {
  uuid: 'uuid',
  date: 'date',
  'time-millis': 'time',
  'time-micros': 'time',
  'timestamp-millis': 'timestamp',
  'timestamp-micros': 'timestamp',
};

/** Logical types that the Avro target writes of its own for the type that they are read into, with what they rest on. */
const WRITTEN: Readonly<Record<string, string>> = {
  uuid: 'string',
  date: 'int',
  'time-micros': 'long',
  'timestamp-micros': 'long',
};

/** Reads an Avro record into fields; what fields cannot say is reported at its place, and kept as it is. */
export function payloadFromAvro(context: BuildContext, node: Node): Pick<Payload, 'fields' | 'raw'> {
  const scope = { context, namespace: '', named: new Map(), open: [], budget: createBudget(node) };
  const { type } = avroValue(scope, node);
  if (type.kind === 'record') return { fields: type.fields };
  if (type.kind === 'json') return { fields: [], raw: type };
  return { fields: [], raw: keepRaw(scope, node, 'A payload is an Avro record.') };
}

function refuse<T>(context: BuildContext, node: Node, problem: string, fallback: T): T {
  context.report(modelDiagnostic('invalid-schema', node.span, { problem }));
  return fallback;
}

function keepRaw(scope: AvroScope, node: Node, problem: string): JsonType {
  scope.context.report(modelDiagnostic('schema-not-representable', node.span, { problem }));
  return { kind: 'json', avro: wholeAvro({ namespace: scope.namespace, find: (name) => scope.named.get(name) }, node) };
}

function avroValue(scope: AvroScope, node: Node): AvroValue {
  if (!spend(scope.context, scope.budget)) return value(FALLBACK_TYPE);
  if (node.kind === 'list') return unionValue(scope, node);
  if (node.kind === 'scalar') return value(namedType(scope, node));
  const written = nodeAt(node, 'type');
  if (written === undefined) return refuse(scope.context, node, 'A type is missing.', value(FALLBACK_TYPE));
  if (written.kind !== 'scalar') return avroValue(scope, written);
  return complexValue(register(scope, node), node);
}

function value(type: TypeExpr, constraints: Constraints = {}, avro?: JsonValue): AvroValue {
  return { type, nullable: false, constraints, ...compact({ avro }) };
}

function unionValue(scope: AvroScope, node: Node & { kind: 'list' }): AvroValue {
  const others = node.items.filter((item) => textOf(item) !== 'null' && !isNull(item));
  const [only] = others;
  const options = others.flatMap((item): readonly TypeExpr[] => {
    const name =
      item.kind === 'scalar' && Object.hasOwn(AVRO_PRIMITIVES, item.text) ? AVRO_PRIMITIVES[item.text] : undefined;
    return name ? [{ kind: 'primitive', name }] : [];
  });
  if (options.length > 1 && options.length === others.length)
    return { ...value({ kind: 'anyOf', options }), nullable: others.length < node.items.length };
  if (only === undefined || others.length > 1 || others.length === node.items.length)
    return value(keepRaw(scope, node, 'Only a union of `null` and one type has a counterpart in fields.'));
  return { ...avroValue(scope, only), nullable: true };
}

/** In YAML and JSON alike an unquoted `null` is no text. */
function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null;
}

function namedType(scope: AvroScope, node: Node & { kind: 'scalar' }): TypeExpr {
  const plain = Object.hasOwn(AVRO_PRIMITIVES, node.text) ? AVRO_PRIMITIVES[node.text] : undefined;
  if (plain) return { kind: 'primitive', name: plain };
  const known = scope.named.get(fullName(node.text, scope.namespace)) ?? scope.named.get(node.text);
  if (known === undefined)
    return refuse(scope.context, node, `\`${node.text}\` is no Avro type of this file.`, FALLBACK_TYPE);
  if (scope.open.includes(known))
    return keepRaw(scope, node, `\`${node.text}\` contains itself: fields cannot nest without end.`);
  return complexValue(register(scope, known), known).type;
}

function register(scope: AvroScope, node: Node): AvroScope {
  const name = textAt(node, 'name');
  if (name === undefined) return scope;
  const namespace = namespaceOf(node, scope.namespace);
  scope.named.set(fullName(name, namespace), node);
  return { ...scope, namespace, open: [...scope.open, node] };
}

function complexValue(scope: AvroScope, node: Node): AvroValue {
  const logical = textAt(node, 'logicalType');
  if (logical === undefined) return structuredValue(scope, node);
  const base = textAt(node, 'type');
  if (logical === 'decimal') return value(decimalType(scope, node), {}, base === 'bytes' ? undefined : asWritten(node));
  const known = Object.hasOwn(LOGICAL, logical) ? LOGICAL[logical] : undefined;
  const avro = known && WRITTEN[logical] === base ? undefined : asWritten(node);
  return known
    ? value({ kind: 'primitive', name: known }, {}, avro)
    : { ...structuredValue(scope, node), ...compact({ avro }) };
}

function asWritten(node: Node): JsonValue {
  return toValue(node) as JsonValue;
}

function structuredValue(scope: AvroScope, node: Node): AvroValue {
  const written = nodeAt(node, 'type');
  switch (textOf(written)) {
    case 'record':
      return value({ kind: 'record', fields: recordFields(scope, node) });
    case 'enum':
      return value({ kind: 'enum', values: textsAt(node, 'symbols') }, {}, entryOf(node, 'default') && asWritten(node));
    case 'array':
      return value({ kind: 'list', items: innerType(scope, node, 'items') });
    case 'map':
      return value({ kind: 'map', values: innerType(scope, node, 'values') });
    case 'fixed': {
      const size = numberAt(node, 'size');
      return value(
        { kind: 'primitive', name: 'bytes' },
        compact({ minLength: size, maxLength: size }),
        asWritten(node),
      );
    }
    default:
      return written ? avroValue(scope, written) : value(FALLBACK_TYPE);
  }
}

function decimalType(scope: AvroScope, node: Node): TypeExpr {
  const precision = numberAt(node, 'precision');
  if (precision === undefined) return refuse(scope.context, node, 'A decimal needs its `precision`.', FALLBACK_TYPE);
  return { kind: 'decimal', precision, scale: numberAt(node, 'scale') ?? 0 };
}

function innerType(scope: AvroScope, node: Node, key: string): TypeExpr {
  const inner = nodeAt(node, key);
  if (inner === undefined) return refuse(scope.context, node, `\`${key}\` is missing.`, FALLBACK_TYPE);
  const { type, nullable, avro } = avroValue(scope, inner);
  if (avro !== undefined) ignoreEncoding(scope, inner);
  return nullable ? { kind: 'nullable', inner: type } : type;
}

/** Only a field can say how Avro writes it: items of a list go as their type does. */
function ignoreEncoding({ context }: AvroScope, node: Node): void {
  const entry = entryOf(node, 'logicalType') ?? entryOf(node, 'type');
  const keyword = `${entry?.key.text}: ${textOf(entry?.value)}`;
  context.report(modelDiagnostic('schema-detail-ignored', (entry?.value ?? node).span, { keyword }));
}

function recordFields(scope: AvroScope, node: Node): readonly Field[] {
  const fields = nodeAt(node, 'fields');
  if (fields?.kind === 'list') return fields.items.map((field) => recordField(scope, field));
  return refuse(scope.context, fields ?? node, 'A record needs a list of `fields`.', []);
}

/** A union with null whose default is null is a field that may be absent; attributes that Avro does not know are marks of ours. */
function recordField(scope: AvroScope, node: Node): Field {
  const written = nodeAt(node, 'type') ?? node;
  const { type, nullable, constraints, avro } = avroValue(scope, written);
  const fallback = entryOf(node, 'default');
  const absent = nullable && fallback !== undefined && isNull(fallback.value);
  return {
    name: textAt(node, 'name') ?? '',
    type,
    optional: absent,
    nullable: nullable && !absent,
    constraints,
    ...compact({ avro, summary: textAt(node, 'doc'), default: absent ? undefined : valueAt(node, 'default') }),
    pii: flagAt(node, 'pii'),
    secret: flagAt(node, 'secret'),
    deprecated: false,
    aliases: textsAt(node, 'aliases'),
    nameSpan: (nodeAt(node, 'name') ?? node).span,
    typeSpan: written.span,
  };
}
