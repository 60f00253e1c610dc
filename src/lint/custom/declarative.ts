import type { Diagnostic, Outcome } from '../../diagnostics/index.js';
import { type MapEntry, type MapNode, type Node, nodeAt, scalarsAt } from '../../language/node.js';
import type { Catalog, Element, ElementKind, LintPreset } from '../../model/index.js';
import { RuleFault } from '../guard-rule.js';
import type { Rule, RuleContext } from '../rule.js';
import {
  checkExpression,
  type Expression,
  type ExpressionPlace,
  namesIn,
  type Program,
  programOf,
} from './conditions.js';
import { expressionsIn, parseTemplate, type Template, valueText } from './template.js';
import { placeIn, viewOf } from './view.js';

/** A file of rules, already checked for shape. */
export interface RulesFile {
  readonly file: string;
  readonly text: string;
  readonly root: MapNode;
}

/** A rule as written. */
interface Written {
  readonly id: string;
  readonly kinds: readonly ElementKind[];
  readonly where: Expression | undefined;
  readonly asserts: readonly Expression[];
  readonly message: Template;
  readonly help: Template;
  readonly at: Template;
}

/** Turns a file of rules without code into rules. A rule with a condition that CEL does not take drops out. */
export function declarativeRules(file: RulesFile): Outcome<readonly Rule[]> {
  const entries = entriesOf(nodeAt(file.root, 'rules'));
  const diagnostics: Diagnostic[] = [];
  const rules = entries.flatMap((entry) => {
    const written = readRule(entry);
    const wrong = checkRule(written, new Map([[file.file, file.text]]));
    diagnostics.push(...wrong);
    return wrong.length > 0 ? [] : [ruleOf(entry.value, written)];
  });
  return { value: rules, diagnostics: diagnostics.map((entry) => ({ ...entry, input: true })) };
}

function readRule({ key, value }: MapEntry): Written {
  return {
    id: key.text,
    kinds: expressionsAt(value, 'select').map(({ text }) => text as ElementKind),
    where: expressionsAt(value, 'where')[0],
    asserts: expressionsAt(value, 'assert'),
    message: expressionsAt(value, 'message').flatMap(parseTemplate),
    help: expressionsAt(value, 'help').flatMap(parseTemplate),
    at: expressionsAt(value, 'at').flatMap(parseTemplate),
  };
}

function checkRule(rule: Written, texts: ReadonlyMap<string, string>): readonly Diagnostic[] {
  const place = (key: string): ExpressionPlace => ({ rule: rule.id, key, texts });
  const check = (key: string, expressions: readonly Expression[], wants: 'condition' | 'value') =>
    expressions.flatMap((expression) => checkExpression(expression, rule.kinds, place(key), wants) ?? []);
  return [
    ...check('where', rule.where ? [rule.where] : [], 'condition'),
    ...check('assert', rule.asserts, 'condition'),
    ...check('message', expressionsIn(rule.message), 'value'),
    ...check('help', expressionsIn(rule.help), 'value'),
    ...check('at', expressionsIn(rule.at), 'value'),
  ];
}

function ruleOf(node: Node, written: Written): Rule {
  const text = (key: string) => textAt(node, key) ?? '';
  return {
    id: written.id,
    group: 'custom',
    severity: (textAt(node, 'severity') ?? 'warning') as Rule['severity'],
    preset: (textAt(node, 'preset') ?? 'minimal') as LintPreset,
    since: '',
    summary: text('summary'),
    why: text('why'),
    bad: text('bad'),
    good: text('good'),
    check(context) {
      for (const kind of written.kinds) checkKind(context, written, kind);
    },
  };
}

/** An expression with what it runs as. */
interface Ready extends Expression {
  readonly program: Program;
}

/** A rule that is ready to look at one kind of definition. */
interface ReadyRule {
  /** What the view needs to have. */
  readonly names: readonly string[];
  readonly where: readonly Ready[];
  readonly asserts: readonly Ready[];
  readonly message: readonly (string | Ready)[];
  readonly help: readonly (string | Ready)[];
  readonly at: readonly (string | Ready)[];
}

type Run = (expression: Ready) => unknown;

function readyRule({ where, asserts, message, help, at }: Written, kind: ElementKind): ReadyRule {
  const ready = (expression: Expression): Ready => ({ ...expression, program: programOf(expression, kind) });
  const readyTemplate = (template: Template) => template.map((part) => (typeof part === 'string' ? part : ready(part)));
  const conditions = [...(where ? [where] : []), ...asserts];
  return {
    names: namesIn([...conditions, ...expressionsIn([...message, ...help, ...at])], kind),
    where: where ? [ready(where)] : [],
    asserts: asserts.map(ready),
    message: readyTemplate(message),
    help: readyTemplate(help),
    at: readyTemplate(at),
  };
}

function checkKind({ catalog, report }: RuleContext, written: Written, kind: ElementKind): void {
  const rule = readyRule(written, kind);
  for (const element of sectionOf(catalog, kind).values()) {
    const view = viewOf(catalog, element, rule.names);
    const run: Run = (expression) => evaluate(expression, view, element);
    if (!isBroken(rule, run)) continue;
    const help = fill(rule.help, run);
    const span = placeIn(element, fill(rule.at, run));
    report({ span, message: fill(rule.message, run), ...(help !== '' && { help }), element });
  }
}

function isBroken({ where, asserts }: ReadyRule, run: Run): boolean {
  const holds = (condition: Ready) => run(condition) === true;
  return where.every(holds) && !asserts.every(holds);
}

function fill(parts: readonly (string | Ready)[], run: Run): string {
  return parts.map((part) => (typeof part === 'string' ? part : valueText(run(part)))).join('');
}

function evaluate({ program, span }: Ready, view: Record<string, unknown>, element: Element): unknown {
  try {
    return program(view);
  } catch (error) {
    throw new RuleFault(span, celText(error), `${element.kind} \`${element.id}\``);
  }
}

function celText(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'summary' in error) {
    const text = String(error.summary);
    return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
  }
  return error instanceof Error ? error.message : String(error);
}

function sectionOf(catalog: Catalog, kind: ElementKind): ReadonlyMap<string, Element> {
  return catalog[`${kind}s`];
}

function entriesOf(node: Node | undefined): readonly MapEntry[] {
  return node?.kind === 'map' ? node.entries : [];
}

function textAt(node: Node, key: string): string | undefined {
  return expressionsAt(node, key)[0]?.text;
}

/** The texts under `key`, which holds one or a list of them. */
function expressionsAt(node: Node, key: string): readonly Expression[] {
  return scalarsAt(node, key).map(({ text, span }) => ({ text, span }));
}
