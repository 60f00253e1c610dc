import type { Environment } from '@marcbachmann/cel-js';
import { type Diagnostic, didYouMean } from '../diagnostics/index.js';
import { type Catalog, type FlowDef, messageById, type SagaDef, type Statement } from '../model/index.js';
import { type CelProblem, celProblem } from './cel-problem.js';
import { type GuardName, guardNamesIn } from './guard-names.js';
import { compileDiagnostic } from './messages.js';
import { spanInside, type TextRange } from './span-inside.js';
import type { StatementNames } from './statement-names.js';
import type { StatementCel } from './statement-to-cel.js';

/** What is at hand while the statements of one saga or flow are checked. */
export interface StatementContext {
  readonly catalog: Catalog;
  readonly process: SagaDef | FlowDef;
  readonly names: StatementNames;
  readonly environment: Environment;
}

/** What is wrong with a statement, as the rest of a sentence; the range is in the statement. */
interface StatementProblem {
  readonly text: string;
  readonly help?: string | undefined;
  readonly range?: TextRange | undefined;
}

/** Everything that keeps a statement from being understood: names first, and then what CEL has against it. */
export function checkStatement(
  context: StatementContext,
  statement: Statement,
  translated: StatementCel,
): readonly Diagnostic[] {
  const wrongNames = guardNamesIn(context.environment, translated.cel).flatMap((name) => {
    const problem = problemOfName(context, name);
    return problem ? [{ ...problem, range: translated.sourceOf(name) }] : [];
  });
  // A wrong name is explained better by what is known of messages than by CEL.
  const problems = wrongNames.length > 0 ? wrongNames : problemsOfCel(context, statement, translated);
  return problems.map(({ text, help, range }) => {
    const span = spanInside(context.catalog, statement.span, statement.text, range);
    const extras = { element: `${context.process.kind} ${context.process.id}`, ...(help !== undefined && { help }) };
    return compileDiagnostic('invalid-statement', span, { problem: text }, extras);
  });
}

function problemOfName({ catalog, process, names }: StatementContext, name: GuardName): StatementProblem | undefined {
  const isHappened = name.kind === 'message' && name.name === 'happened';
  const known = isHappened ? names.happened : names.seen;
  const asked = isHappened ? name.field : name.name;
  if (asked === undefined || asked === 'seen') return undefined;
  if (known.has(asked)) return isHappened ? undefined : problemOfField(catalog, name);
  const isSaid = isHappened || name.kind === 'seen' || messageById(catalog, asked) || /^[A-Z]/.test(asked);
  return isSaid ? problemOfUnknown(catalog, process, names, asked) : undefined;
}

function problemOfUnknown(
  catalog: Catalog,
  process: SagaDef | FlowDef,
  names: StatementNames,
  asked: string,
): StatementProblem {
  if (names.happened.has(asked)) {
    const text = `\`${asked}\` does not come to the ${process.kind}, so nothing in it can be read`;
    return { text, help: `Ask only whether it has happened: \`${asked}\`.` };
  }
  const known = messageById(catalog, asked) !== undefined;
  const text = known
    ? `\`${asked}\` has no part in the ${process.kind} \`${process.id}\``
    : `\`${asked}\` is no message`;
  return { text, help: didYouMean(asked, names.happened) };
}

/** The fields that `has()` asks for, which CEL itself does not check. */
function problemOfField(catalog: Catalog, { name, field }: GuardName): StatementProblem | undefined {
  const fields = messageById(catalog, name)?.payload.fields.map((one) => one.name) ?? [];
  if (field === undefined || fields.includes(field)) return undefined;
  return { text: `\`${name}\` has no field \`${field}\``, help: didYouMean(field, fields) };
}

function problemsOfCel(
  { environment, names }: StatementContext,
  statement: Statement,
  { cel, sourceOf }: StatementCel,
): readonly StatementProblem[] {
  const problem = celProblem(environment.check(cel));
  if (problem === undefined) return [];
  const range = problem.range && sourceOf(problem.range);
  const part = range ? statement.text.slice(range.start, range.end) : '';
  const help = problem.code === 'unknown_variable' ? didYouMean(part, names.happened) : undefined;
  return [{ text: wordsFor(problem, part), help, range }];
}

const SYNTAX_ERRORS: ReadonlySet<string | undefined> = new Set([
  'unexpected_character',
  'unexpected_token',
  'expected_token',
]);

/** CEL would speak of what the statement was turned into. */
function wordsFor({ code, text }: CelProblem, part: string): string {
  if (!SYNTAX_ERRORS.has(code)) return text;
  return part === '' ? 'something is missing at its end' : `\`${part}\` does not fit here`;
}
