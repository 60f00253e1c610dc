import { Environment } from '@marcbachmann/cel-js';
import { type CelProblem, celProblem } from '../../compile/cel-problem.js';
import { spanInside } from '../../compile/span-inside.js';
import { type Diagnostic, didYouMean, type Span } from '../../diagnostics/index.js';
import type { ElementKind } from '../../model/index.js';
import { lintDiagnostics } from '../codes.js';
import { VIEW_PARTS, VIEW_RECORDS } from './view.js';

/** A text in CEL at its place in a file of rules. */
export interface Expression {
  readonly text: string;
  readonly span: Span;
}

/** What is said of the place of an expression: the rule and the key that it stands under. */
export interface ExpressionPlace {
  readonly rule: string;
  readonly key: string;
  /** Text of the file. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Works out an expression for one definition. Throws what CEL throws. */
export type Program = (view: Record<string, unknown>) => unknown;

/** What CEL has against an expression about definitions of these kinds; undefined where there is nothing. */
export function checkExpression(
  { text, span }: Expression,
  kinds: readonly ElementKind[],
  place: ExpressionPlace,
  wants: 'condition' | 'value',
): Diagnostic | undefined {
  for (const kind of kinds) {
    const result = environmentOf(kind).check(text);
    const found = wants === 'value' && result.valid ? undefined : celProblem(result);
    if (found === undefined) continue;
    const of = kinds.length > 1 ? kind : undefined;
    const { range } = found;
    const part = range ? text.slice(range.start, range.end) : '';
    const help = helpFor(found, part, kind);
    const params = {
      rule: place.rule,
      key: place.key,
      problem: part === '' && range ? 'something is missing at its end' : found.text,
      ...(of && { of }),
    };
    const extras = help === undefined ? {} : { help };
    return lintDiagnostics(
      'invalid-condition',
      spanInside(place, span, text, part === '' ? undefined : range),
      params,
      extras,
    );
  }
  return undefined;
}

function helpFor({ code, text }: CelProblem, part: string, kind: ElementKind): string | undefined {
  if (code === 'unknown_variable') {
    const names = Object.keys(VIEW_PARTS[kind]);
    return didYouMean(part, names) ?? `Names of a ${kind} are ${names.sort().map(quoted).join(', ')}.`;
  }
  if (code !== 'no_such_key') return undefined;
  const wanted = /: (\w+)$/.exec(text)?.[1] ?? part;
  return didYouMean(
    wanted,
    Object.values(VIEW_RECORDS).flatMap((fields) => Object.keys(fields)),
  );
}

function quoted(name: string): string {
  return `\`${name}\``;
}

/** An expression ready to run; it must have been checked. */
export function programOf({ text }: Expression, kind: ElementKind): Program {
  return environmentOf(kind).parse(text);
}

const environments = new Map<ElementKind, Environment>();

/** What conditions about a kind of definition may use, typed, so that a wrong name is found before anything is linted. */
function environmentOf(kind: ElementKind): Environment {
  const known = environments.get(kind);
  if (known) return known;
  const environment = new Environment();
  // The engine compares numbers of both kinds by value; the type checker has to know.
  environment.registerOperator('double == int', (a: number, b: bigint) => a === Number(b));
  for (const [name, fields] of Object.entries(VIEW_RECORDS)) environment.registerType(name, { fields });
  for (const [name, { type }] of Object.entries(VIEW_PARTS[kind])) environment.registerVariable(name, type);
  environments.set(kind, environment);
  return environment;
}

/** The names of the view that some expressions mention; perhaps more, never fewer. */
export function namesIn(expressions: readonly Expression[], kind: ElementKind): readonly string[] {
  const words = new Set(expressions.flatMap(({ text }) => text.match(/[A-Za-z_]\w*/g) ?? []));
  return Object.keys(VIEW_PARTS[kind]).filter((name) => words.has(name));
}
