import type { Span } from '../../diagnostics/index.js';
import type { Catalog } from '../catalog.js';
import type { CauseCase, ValueExpr } from '../saga.js';
import type { Field } from '../type.js';
import { constantFits, isAssignable } from '../values/assignable.js';
import { printFieldType } from '../values/print-type.js';
import { type ValueType, valueType } from '../values/value-type.js';
import type { DataFlow, DataPoint } from './data-flow.js';
import type { FieldSource, FoundSource } from './field-source.js';
import { pathValue } from './path-value.js';
import { type Seen, withCertain, withGroup } from './seen.js';
import { selectionFor } from './selection.js';

/** What a written value needs to be understood. */
export interface WrittenContext {
  readonly catalog: Catalog;
  readonly flow: DataFlow;
  readonly point: DataPoint;
  readonly seen: Seen;
}

type WrittenPath = Extract<ValueExpr, { readonly kind: 'path' }>;

const TIMESTAMP: ValueType = { type: { kind: 'primitive', name: 'timestamp' }, nullable: false, optional: false };

/** Checks a written value against what has been seen and against the field's type. */
export function writtenSource(context: WrittenContext, value: ValueExpr, field: Field): FoundSource {
  switch (value.kind) {
    case 'const':
      if (constantFits(context.catalog, value.value, valueType(field)))
        return found({ kind: 'const', value: value.value });
      return typeDiffers('the constant', JSON.stringify(value.value), field, value.span);
    case 'now':
      if (isAssignable(context.catalog, TIMESTAMP, valueType(field))) return found({ kind: 'now' });
      return typeDiffers('now', 'timestamp', field, value.span);
    case 'path':
      return pathSource(context, value, field);
    case 'cause':
      return causeSource(context, value.cases, field);
  }
}

function pathSource(context: WrittenContext, written: WrittenPath, field: Field): FoundSource {
  const { catalog, seen } = context;
  const { root, path, span } = written;
  const value = pathValue(catalog, seen, root, path, laterMessages(context));
  if (value.kind === 'problem') return value;
  const { type, source, certain, messages } = value;
  if (!isAssignable(catalog, type, valueType(field))) {
    return typeDiffers([root, ...path].join('.'), printWhole(type), field, span);
  }
  const only = selectionFor(catalog, type.type, field.type);
  return found({ ...source, ...(only && { only }) }, field.optional || certain, messages);
}

/** Undos and aborts come last: they may name messages of later steps, which may or may not have come. */
function laterMessages({ point, flow }: WrittenContext): readonly string[] {
  return point.use === 'undo' || point.use === 'abort' ? flow.everything : [];
}

/** Every case must fill the field; under the cause of an event, that event has come. */
function causeSource(context: WrittenContext, cases: readonly CauseCase[], field: Field): FoundSource {
  const read = cases.map((entry) => ({
    cause: entry.cause,
    result: writtenSource(underCause(context, entry.cause.name), entry.value, field),
  }));
  const [problem, ...others] = read.flatMap(({ result }) =>
    result.kind === 'problem' ? [result.problem, ...(result.others ?? [])] : [],
  );
  if (problem) return { kind: 'problem', problem, ...(others.length > 0 && { others }) };
  const good = read.flatMap(({ cause, result }) => (result.kind === 'found' ? [{ cause, result }] : []));
  const source: FieldSource = {
    kind: 'cause',
    cases: good.map(({ cause, result }) => ({ cause, from: result.source })),
  };
  const unsure = good.filter(({ result }) => !result.certain).flatMap(({ result }) => result.messages);
  return found(source, unsure.length === 0, [...new Set(unsure)]);
}

function underCause(context: WrittenContext, cause: string): WrittenContext {
  if (!context.catalog.events.has(cause)) return context;
  return { ...context, seen: withCertain(withGroup(context.seen, [cause], true), cause) };
}

function typeDiffers(from: string, have: string, field: Field, at: Span): FoundSource {
  return { kind: 'problem', problem: { kind: 'type-differs', from, have, want: printWhole(field), at } };
}

/** With the mark for null, which may be all that two types differ in. */
function printWhole({ type, nullable }: Pick<ValueType, 'type' | 'nullable'>): string {
  return printFieldType({ type, nullable: nullable && type.kind !== 'nullable', optional: false });
}

function found(source: FieldSource, certain: boolean = true, messages: readonly string[] = []): FoundSource {
  return { kind: 'found', source, certain, messages };
}
