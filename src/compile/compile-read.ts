import { compareText, didYouMean, type Span } from '../diagnostics/index.js';
import type { ReadPoint } from '../model/data-flow/data-flow.js';
import { pathValue } from '../model/data-flow/path-value.js';
import type { Seen } from '../model/data-flow/seen.js';
import { type PathText, readItems, readWait } from '../model/data-flow/step-texts.js';
import type { ForEachStep, NameRef, Step, WaitStep } from '../model/index.js';
import { printType } from '../model/values/print-type.js';
import { isPrimitive, type ResolvedType, resolveType } from '../model/values/value-type.js';
import type { ShapeType, SourceDefinition, WaitTime } from '../runtime/saga/definition.js';
import type { CompileContext } from './compile-context.js';
import { explainMaybe, explainProblem, knownNames } from './explain-field.js';
import { valueShape } from './message-shape.js';
import { compileDiagnostic } from './messages.js';

/** How long a `wait` is; undefined, with a diagnostic, where that cannot be known. */
export function compileWaitTime(context: CompileContext, step: WaitStep): WaitTime | undefined {
  const read = readWait(step.for.text);
  if (read?.kind === 'duration') return read;
  const wanted: Wanted = {
    code: 'saga-wait-time',
    fits: isTime,
    what: 'a `duration`, `date` or `timestamp`',
    otherwise: 'it is neither a duration such as `30s` nor a path',
  };
  const from = compilePath(context, step, step.for.span, read, wanted);
  return from && { kind: 'value', from, plusMs: read?.plusMs ?? 0 };
}

/** What a `forEach` goes over; undefined, with a diagnostic, where that is nothing to go over. */
export function compileItems(context: CompileContext, step: ForEachStep): SourceDefinition | undefined {
  const read = readItems(step.items.text);
  if (read?.kind === 'count') return { kind: 'const', value: read.count };
  return compilePath(context, step, step.items.span, read, {
    code: 'saga-loop-items',
    fits: isItems,
    what: 'a list or a whole number',
    otherwise: 'it is neither a number of rounds nor a path',
  });
}

/** Types of the loop variables by name, for guards; loops that give one name to different things are reported. */
export function compileVariables(context: CompileContext): Readonly<Record<string, ShapeType>> {
  const shapes = new Map<string, ShapeType>();
  const loops = context.flow.reads.flatMap((point) =>
    'item' in point && point.step.as ? [{ as: point.step.as, item: point.item }] : [],
  );
  for (const { as, item } of loops) {
    const shape = valueShape(context.catalog, item);
    const known = shapes.get(as.name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(shape)) reportOtherItem(context, as);
    shapes.set(as.name, shape);
  }
  return Object.fromEntries([...shapes].toSorted(([a], [b]) => compareText(a, b)));
}

function reportOtherItem({ diagnostics }: CompileContext, { name, span }: NameRef): void {
  const problem = 'another loop of this saga gives that name to something of another type';
  diagnostics.push(compileDiagnostic('saga-variable-name', span, { name, problem }));
}

interface Wanted {
  readonly code: 'saga-wait-time' | 'saga-loop-items';
  readonly fits: (type: ResolvedType) => boolean;
  readonly what: string;
  /** What is wrong with a text that is no path at all. */
  readonly otherwise: string;
}

function compilePath(
  context: CompileContext,
  step: Step,
  span: Span,
  read: PathText | undefined,
  wanted: Wanted,
): SourceDefinition | undefined {
  const report = (problem: string, help?: string): undefined => {
    const extras = help === undefined ? {} : { help };
    context.diagnostics.push(compileDiagnostic(wanted.code, span, { problem }, extras));
  };
  if (read === undefined) return report(wanted.otherwise);
  const value = pathValue(context.catalog, seenAt(context, step), read.root, read.path);
  if (value.kind === 'problem') {
    const names = knownNames(value.problem);
    return report(explainProblem(value.problem), names && didYouMean(names.wanted, names.known));
  }
  const { source, type, certain, messages } = value;
  const path = [read.root, ...read.path].join('.');
  const resolved = resolveType(context.catalog, type.type);
  if (!wanted.fits(resolved)) return report(`\`${path}\` is \`${printType(type.type)}\`, and ${wanted.what} is wanted`);
  if (!certain) return report(explainMaybe(type.optional ? [] : messages));
  return type.nullable ? report(`\`${path}\` may be null`) : source;
}

function seenAt(context: CompileContext, step: Step): Seen {
  const point: ReadPoint | undefined = context.flow.reads.find((candidate) => candidate.step === step);
  if (point === undefined) throw new Error(`The step ${step.name} was not walked.`);
  return point.seen;
}

/** A name of nothing is reported where it stands. */
function isTime(type: ResolvedType): boolean {
  return type.kind === 'unknown' || isPrimitive(type, 'duration', 'date', 'timestamp');
}

function isItems(type: ResolvedType): boolean {
  return type.kind === 'unknown' || type.kind === 'list' || isPrimitive(type, 'int', 'long');
}
