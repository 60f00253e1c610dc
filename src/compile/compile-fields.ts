import { didYouMean, type Span } from '../diagnostics/index.js';
import type { DataPoint } from '../model/data-flow/data-flow.js';
import type { FieldProblem, FieldResolution, FieldSource } from '../model/data-flow/field-source.js';
import { fillMessage } from '../model/data-flow/fill-message.js';
import type { Field, Mapping } from '../model/index.js';
import { fieldNamesOf, resolveType } from '../model/values/value-type.js';
import type { MappingDefinition, SourceDefinition } from '../runtime/saga/definition.js';
import { type Causes, causeRank, hasUnknownCauses, isCovered } from './causes.js';
import type { CompileContext } from './compile-context.js';
import { explainMaybe, explainProblem, helpFor, near } from './explain-field.js';
import { compileDiagnostic } from './messages.js';

/** How a point of the saga fills its message. `causes` are given where something has failed before it. */
export function compileFields(
  context: CompileContext,
  point: DataPoint,
  causes: Causes | undefined,
): readonly MappingDefinition[] {
  const { fields, unknown } = fillMessage(context.catalog, context.saga, context.flow, point);
  for (const mapping of unknown) reportUnknownField(context, point, mapping);
  for (const mapping of point.with) checkCauses(context, mapping, causes);
  return fields.flatMap((field) => compileField(context, point, field));
}

function compileField(
  context: CompileContext,
  point: DataPoint,
  resolution: FieldResolution,
): readonly MappingDefinition[] {
  if (resolution.kind === 'empty') return [];
  if (resolution.kind === 'unfilled') {
    reportProblems(context, point, resolution);
    return [];
  }
  // What an undo needs may exist only if its step has answered; whether that is wise is for a lint rule to say.
  if (resolution.kind === 'maybe' && point.use !== 'undo') {
    reportUnfilled(context, point, resolution, explainMaybe(resolution.messages));
  }
  return [{ field: resolution.field.name, from: compileSource(resolution.source) }];
}

function compileSource(source: FieldSource): SourceDefinition {
  if (source.kind !== 'cause') return source;
  const cases = source.cases.map((entry) => ({ cause: entry.cause.name, from: compileSource(entry.from) }));
  return { kind: 'cause', cases: cases.toSorted((a, b) => causeRank(a.cause) - causeRank(b.cause)) };
}

/** Of a map by causes each value of a wrong type is told, and else what is wrong first. */
function reportProblems(
  context: CompileContext,
  point: DataPoint,
  resolution: Extract<FieldResolution, { kind: 'unfilled' }>,
): void {
  const { problem, others = [] } = resolution;
  const mistyped = [problem, ...others].flatMap((one) => (one.kind === 'type-differs' && one.at ? [one] : []));
  for (const one of mistyped) if (one.at) reportOtherType(context, point, resolution, one, one.at);
  if (!mistyped.some((one) => one === problem)) reportUnfilled(context, point, resolution, explainProblem(problem));
}

function reportUnfilled(
  context: CompileContext,
  point: DataPoint,
  resolution: Extract<FieldResolution, { kind: 'unfilled' | 'maybe' }>,
  problem: string,
): void {
  const written = point.with.find((mapping) => mapping.field.name === resolution.field.name);
  const params = { message: point.message.name, field: resolution.field.name, problem };
  context.diagnostics.push(
    compileDiagnostic('saga-unfilled-field', written?.value.span ?? point.message.span, params, {
      help: helpFor(resolution, point),
      labels: [{ span: resolution.field.nameSpan, text: 'this field is required' }],
    }),
  );
}

function reportOtherType(
  context: CompileContext,
  point: DataPoint,
  resolution: Extract<FieldResolution, { kind: 'unfilled' }>,
  { from, have, want }: Extract<FieldProblem, { kind: 'type-differs' }>,
  at: Span,
): void {
  const { field, nearMisses } = resolution;
  const isConstant = from === 'the constant';
  const params = { message: point.message.name, field: field.name, from: isConstant ? undefined : from, have, want };
  const fitting = nearMisses.filter((miss) => miss.why === 'fits');
  const close = fitting.length > 0 ? ` Close: ${near(fitting)}.` : '';
  const otherwise = `Write a value of the type \`${want}\`, or change the type of \`${field.name}\`.${close}`;
  context.diagnostics.push(
    compileDiagnostic('saga-mapped-type', at, params, {
      help: (isConstant && oneOf(context, field, have)) || otherwise,
      labels: [{ span: field.nameSpan, text: `\`${want}\` is wanted here` }],
    }),
  );
}

/** The values of an enumeration, closest first where one was probably meant. */
function oneOf({ catalog }: CompileContext, field: Field, written: string): string | undefined {
  const type = resolveType(catalog, field.type);
  if (type.kind !== 'enum') return undefined;
  const values = type.values.map((value) => `\`${value}\``).join(', ');
  return didYouMean(written.replaceAll('"', ''), type.values) ?? `Write one of ${values}.`;
}

function reportUnknownField(context: CompileContext, point: DataPoint, mapping: Mapping): void {
  const message = point.message.name;
  const help = didYouMean(mapping.field.name, fieldNamesOf(context.catalog, message));
  const params = { message, field: mapping.field.name };
  const extras = { help: help ?? `Remove it, or add the field to \`${message}\`.` };
  context.diagnostics.push(compileDiagnostic('saga-unknown-field', mapping.field.span, params, extras));
}

function checkCauses(context: CompileContext, mapping: Mapping, causes: Causes | undefined): void {
  const { value, field } = mapping;
  if (value.kind !== 'cause' || causes === undefined) return;
  const named = value.cases.map((entry) => entry.cause);
  const unknown = named.filter((candidate) => !causes.known.includes(candidate.name));
  for (const cause of unknown) {
    if (context.catalog.events.has(cause.name) && hasUnknownCauses(context.catalog, context.saga)) continue;
    const help = didYouMean(cause.name, causes.known);
    const params = { cause: cause.name, saga: context.saga.id };
    context.diagnostics.push(compileDiagnostic('saga-unknown-cause', cause.span, params, help ? { help } : {}));
  }
  const names = named.map((cause) => cause.name);
  const missing = causes.required.filter((cause) => !isCovered(cause, names)).map((cause) => `\`${cause}\``);
  if (missing.length === 0) return;
  const params = { field: field.name, missing: missing.join(', ') };
  context.diagnostics.push(compileDiagnostic('saga-cause-without-else', field.span, params));
}
