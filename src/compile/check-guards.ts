import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { didYouMean } from '../diagnostics/index.js';
import type { GuardPoint } from '../model/data-flow/data-flow.js';
import { readGuard } from '../model/data-flow/guard.js';
import { messageById } from '../model/index.js';
import { resolveType } from '../model/values/value-type.js';
import type { MessageShape } from '../runtime/saga/definition.js';
import { celProblem } from './cel-problem.js';
import type { CompileContext } from './compile-context.js';
import { type GuardVariables, guardEnvironments } from './guard-environment.js';
import { type GuardName, guardNamesIn } from './guard-names.js';
import { valueShape } from './message-shape.js';
import { compileDiagnostic } from './messages.js';
import { spanInside } from './span-inside.js';
import { rootType, unaskedReads } from './unasked-reads.js';

/** Parses and type-checks every guard of a saga against the messages that have come where it is asked. */
export function checkGuards(context: CompileContext, messages: Readonly<Record<string, MessageShape>>): void {
  const { guards } = context.flow;
  if (guards.length === 0) return;
  const environmentWith = guardEnvironments(messages);
  for (const point of guards) checkGuard(context, environmentWith(variablesAt(context, point)), point);
}

function variablesAt({ catalog }: CompileContext, { seen }: GuardPoint): GuardVariables {
  return new Map([...seen.variables].map(([name, type]) => [name, valueShape(catalog, type)]));
}

function checkGuard(context: CompileContext, environment: Environment, point: GuardPoint): void {
  const meaning = readGuard(point.guard.text);
  if (meaning.kind === 'seen') {
    const start = point.guard.text.indexOf(meaning.message);
    const place = { kind: 'seen', name: meaning.message, start, end: start + meaning.message.length } as const;
    checkName(context, point, place);
    return;
  }
  const problems = context.diagnostics.length;
  for (const name of guardNamesIn(environment, meaning.cel)) checkName(context, point, name);
  // A wrong name is explained better by what is known of messages than by CEL.
  if (context.diagnostics.length > problems) return;
  const result = environment.check(meaning.cel);
  const problem = celProblem(result);
  if (problem) report(context, point, problem.range, problem.text);
  else checkPresence(context, point, environment.parse(meaning.cel).ast);
}

/** What cannot be worked out parks the instance, so whatever may be missing must be asked for. */
function checkPresence(context: CompileContext, point: GuardPoint, ast: ASTNode): void {
  const { guard, seen } = point;
  for (const { ask, when, ...range } of unaskedReads(context.catalog, seen, ast)) {
    const span = spanInside(context.catalog, guard.span, guard.text, range);
    context.diagnostics.push(compileDiagnostic('saga-guard-unasked', span, { when, ask }));
  }
}

function checkName(context: CompileContext, point: GuardPoint, name: GuardName): void {
  if (point.seen.variables.has(name.name)) {
    if (name.kind === 'message') checkAskedField(context, point, name);
    return;
  }
  const seen = seenAt(context, point);
  if (seen.has(name.name)) {
    checkAskedField(context, point, name);
    return;
  }
  const known = messageById(context.catalog, name.name) !== undefined;
  const looksLikeMessage = name.kind === 'seen' || known || /^[A-Z]/.test(name.name);
  if (!looksLikeMessage) return;
  const problem = known ? `\`${name.name}\` has not come before this place` : `\`${name.name}\` is no message`;
  report(context, point, name, problem, didYouMean(name.name, seen));
}

/** An undo may be asked for after anything has happened. */
function seenAt(context: CompileContext, point: GuardPoint): ReadonlySet<string> {
  if (point.guard !== point.step.when) return new Set(context.flow.everything);
  return new Set(point.seen.groups.flatMap((group) => group.messages));
}

function checkAskedField(context: CompileContext, point: GuardPoint, name: GuardName): void {
  if (name.field === undefined) return;
  const root = rootType(context.catalog, point.seen, name.name);
  const type = root && resolveType(context.catalog, root.type);
  if (type?.kind !== 'record') return;
  const fields = type.fields.map((field) => field.name);
  if (fields.includes(name.field)) return;
  const problem = `\`${name.name}\` has no field \`${name.field}\``;
  report(context, point, name, problem, didYouMean(name.field, fields));
}

function report(
  context: CompileContext,
  point: GuardPoint,
  range: { readonly start: number; readonly end: number } | undefined,
  problem: string,
  help?: string,
): void {
  const span = spanInside(context.catalog, point.guard.span, point.guard.text, range);
  context.diagnostics.push(compileDiagnostic('saga-guard', span, { problem }, help === undefined ? {} : { help }));
}
