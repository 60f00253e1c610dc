import { type Catalog, messageById } from '../catalog.js';
import type { CauseCase, ValueExpr } from '../saga.js';
import type { Field } from '../type.js';
import { constantFits, isAssignable } from '../values/assignable.js';
import { printType } from '../values/print-type.js';
import { typeAtPath, typeBelow, type ValueType, valueType } from '../values/value-type.js';
import type { DataFlow, DataPoint } from './data-flow.js';
import type { FieldProblem, FieldSource, FoundSource } from './field-source.js';
import { certaintyOf, type Seen, withCertain, withGroup } from './seen.js';
import { selectionFor } from './selection.js';

/** What a written value needs to be understood. */
export interface WrittenContext {
  readonly catalog: Catalog;
  readonly flow: DataFlow;
  readonly point: DataPoint;
  readonly seen: Seen;
}

const TIMESTAMP: ValueType = { type: { kind: 'primitive', name: 'timestamp' }, nullable: false, optional: false };

/** Checks a written value against what has been seen and against the field's type. */
export function writtenSource(context: WrittenContext, value: ValueExpr, field: Field): FoundSource {
  switch (value.kind) {
    case 'const':
      if (constantFits(context.catalog, value.value, valueType(field)))
        return found({ kind: 'const', value: value.value });
      return typeDiffers('the constant', JSON.stringify(value.value), field);
    case 'now':
      if (isAssignable(context.catalog, TIMESTAMP, valueType(field))) return found({ kind: 'now' });
      return typeDiffers('now', 'timestamp', field);
    case 'path':
      return pathSource(context, value.root, value.path, field);
    case 'cause':
      return causeSource(context, value.cases, field);
  }
}

function pathSource(context: WrittenContext, root: string, path: readonly string[], field: Field): FoundSource {
  const variable = context.seen.variables.get(root);
  if (variable) return variableSource(context.catalog, root, variable, path, field);
  const certainty = reach(context, root);
  if (certainty === 'never') return { kind: 'problem', problem: neverSeen(context, root) };
  const have = typeAtPath(context.catalog, root, path);
  if (have === undefined) return { kind: 'problem', problem: unknownPath(context.catalog, root, path) };
  if (!isAssignable(context.catalog, have, valueType(field))) {
    return typeDiffers([root, ...path].join('.'), printType(have.type), field);
  }
  const only = selectionFor(context.catalog, have.type, field.type);
  const certain = field.optional || (certainty === 'certain' && !have.optional);
  return found({ kind: 'path', messages: [root], path, ...(only && { only }) }, certain, [root]);
}

/** Undos and aborts come last: they may name messages of later steps, which may or may not have come. */
function reach(context: WrittenContext, root: string): 'certain' | 'possible' | 'never' {
  const certainty = certaintyOf(context.seen, root);
  if (certainty !== 'never') return certainty;
  const last = context.point.use === 'undo' || context.point.use === 'abort';
  return last && context.flow.everything.includes(root) ? 'possible' : 'never';
}

function variableSource(
  catalog: Catalog,
  name: string,
  type: ValueType,
  path: readonly string[],
  field: Field,
): FoundSource {
  const have = typeBelow(catalog, type, path);
  if (have === undefined)
    return { kind: 'problem', problem: { kind: 'unknown-path', message: name, part: path.join('.'), known: [] } };
  if (!isAssignable(catalog, have, valueType(field))) {
    return typeDiffers([name, ...path].join('.'), printType(have.type), field);
  }
  const only = selectionFor(catalog, have.type, field.type);
  return found({ kind: 'variable', name, path, ...(only && { only }) }, field.optional || !have.optional);
}

/** Every case must fill the field; under the cause of an event, that event has come. */
function causeSource(context: WrittenContext, cases: readonly CauseCase[], field: Field): FoundSource {
  const read = cases.map((entry) => ({
    cause: entry.cause,
    result: writtenSource(underCause(context, entry.cause.name), entry.value, field),
  }));
  const problem = read.find((entry) => entry.result.kind === 'problem');
  if (problem) return problem.result;
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

function neverSeen(context: WrittenContext, root: string): FieldProblem {
  const known = [...context.seen.groups.flatMap((group) => group.messages), ...context.seen.variables.keys()];
  if (messageById(context.catalog, root)) return { kind: 'never-seen', message: root, known };
  return { kind: 'unknown-root', root, known };
}

function unknownPath(catalog: Catalog, message: string, path: readonly string[]): FieldProblem {
  const good = path.findIndex((_, index) => typeAtPath(catalog, message, path.slice(0, index + 1)) === undefined);
  const parent = typeAtPath(catalog, message, path.slice(0, good));
  const known = parent?.type.kind === 'record' ? parent.type.fields : recordFields(catalog, parent);
  return { kind: 'unknown-path', message, part: path[good] ?? '', known: known.map((field) => field.name) };
}

function recordFields(catalog: Catalog, parent: ValueType | undefined): readonly Field[] {
  if (parent?.type.kind !== 'named') return [];
  const def = catalog.types.get(parent.type.ref.name);
  return def?.shape === 'record' ? def.fields : [];
}

function typeDiffers(from: string, have: string, field: Field): FoundSource {
  return { kind: 'problem', problem: { kind: 'type-differs', from, have, want: printType(field.type) } };
}

function found(source: FieldSource, certain: boolean = true, messages: readonly string[] = []): FoundSource {
  return { kind: 'found', source, certain, messages };
}
