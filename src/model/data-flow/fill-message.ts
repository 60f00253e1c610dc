import { type Catalog, messageById } from '../catalog.js';
import type { Mapping, SagaDef } from '../saga.js';
import type { Field } from '../type.js';
import { isAssignable } from '../values/assignable.js';
import { fieldOf, valueType } from '../values/value-type.js';
import type { DataFlow, DataPoint } from './data-flow.js';
import { defaultSource } from './default-source.js';
import type { FieldResolution, FieldSource, FoundSource } from './field-source.js';
import { nearMisses } from './near-misses.js';
import { writtenSource } from './written-source.js';

/** How every field of a message is filled at one point of a saga. */
export interface FilledMessage {
  readonly fields: readonly FieldResolution[];
  /** Written for fields that the message does not have. */
  readonly unknown: readonly Mapping[];
}

/** Resolves what is written in `with:` and, for the rest, the field of the same name in the latest message seen. */
export function fillMessage(catalog: Catalog, saga: SagaDef, flow: DataFlow, point: DataPoint): FilledMessage {
  const fields = messageById(catalog, point.message.name)?.payload.fields ?? [];
  return {
    fields: fields.map((field) => {
      const mapping = point.with.find((candidate) => candidate.field.name === field.name);
      return mapping ? fillWritten(catalog, flow, point, field, mapping) : fillDefault(catalog, saga, point, field);
    }),
    unknown: point.with.filter((mapping) => !fields.some((field) => field.name === mapping.field.name)),
  };
}

function fillWritten(
  catalog: Catalog,
  flow: DataFlow,
  point: DataPoint,
  field: Field,
  mapping: Mapping,
): FieldResolution {
  const result = writtenSource({ catalog, flow, point, seen: point.seen }, mapping.value, field);
  const at = { field, mapping: mapping.field };
  if (result.kind === 'problem') {
    const { problem, others } = result;
    const near = nearMisses(catalog, point.seen, field);
    return { kind: 'unfilled', ...at, problem, ...(others && { others }), nearMisses: near };
  }
  if (result.certain) return { kind: 'filled', ...at, source: result.source };
  return { kind: 'maybe', ...at, source: result.source, messages: result.messages };
}

function fillDefault(catalog: Catalog, saga: SagaDef, point: DataPoint, field: Field): FieldResolution {
  const correlation = correlationSource(catalog, saga, field);
  if (correlation) return { kind: 'filled', field, source: correlation };
  const result = defaultSource(catalog, point.seen, field);
  if (result.kind === 'found' && result.certain) return { kind: 'filled', field, source: result.source };
  if (isOwnTimestamp(point, field)) return { kind: 'filled', field, source: { kind: 'now' } };
  return field.optional ? fillOptional(field, result) : fillRequired(catalog, point, field, result);
}

function fillOptional(field: Field, result: FoundSource): FieldResolution {
  return result.kind === 'found' ? { kind: 'filled', field, source: result.source } : { kind: 'empty', field };
}

function fillRequired(catalog: Catalog, point: DataPoint, field: Field, result: FoundSource): FieldResolution {
  if (result.kind === 'found') return { kind: 'maybe', field, source: result.source, messages: result.messages };
  return { kind: 'unfilled', field, problem: result.problem, nearMisses: nearMisses(catalog, point.seen, field) };
}

/** The correlation field is the same in every message of a run, so the start, which always came, gives it. */
function correlationSource(catalog: Catalog, saga: SagaDef, field: Field): FieldSource | undefined {
  if (saga.start === undefined || saga.correlation?.name !== field.name) return undefined;
  const source = fieldOf(catalog, saga.start.name, field.name);
  if (source === undefined || source.optional || !isAssignable(catalog, valueType(source), valueType(field))) {
    return undefined;
  }
  return { kind: 'path', messages: [saga.start.name], path: [field.name] };
}

/** An event that the saga itself publishes happens now: a required `...At` of it is the current time. */
function isOwnTimestamp(point: DataPoint, field: Field): boolean {
  if (point.use !== 'complete' && point.use !== 'abort') return false;
  return (
    !field.optional && field.type.kind === 'primitive' && field.type.name === 'timestamp' && field.name.endsWith('At')
  );
}
