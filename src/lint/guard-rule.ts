import type { Diagnostic, Span } from '../diagnostics/index.js';
import type { Catalog, PluginFile } from '../model/index.js';
import { lintDiagnostics } from './codes.js';
import type { Finding, Rule, RuleContext } from './rule.js';

/** Thrown by a rule without code where a condition of it cannot be worked out; tells the place in its file. */
export class RuleFault extends Error {
  override readonly name = 'RuleFault';
  constructor(
    readonly span: Span,
    message: string,
    readonly element?: string,
  ) {
    super(message);
  }
}

/** Runs a rule of a plugin. What it does wrong is told at the place that names the plugin, and no bug of ours. */
export function runGuarded(rule: Rule, plugin: PluginFile, context: RuleContext): readonly Diagnostic[] {
  const faults: Diagnostic[] = [];
  const fault = (problem: string) => {
    // The first fault tells enough; a rule that is wrong once is often wrong for each definition.
    if (faults.length === 0) faults.push(faultOf(rule, plugin, problem));
  };
  const report = (finding: Finding) => {
    const problem = findingProblem(finding, context.catalog);
    if (problem === undefined) context.report(finding);
    else fault(problem);
  };
  try {
    const result: unknown = rule.check({ ...context, report });
    if (result instanceof Promise) {
      result.catch(() => undefined);
      fault('gives a promise, and a rule waits for nothing');
    }
  } catch (error) {
    if (error instanceof RuleFault) faults.push(ruleFault(rule, error));
    else fault(`throws \`${errorText(error)}\``);
  }
  return faults;
}

/** What was thrown, in a line; anything may be thrown. */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return (text.split('\n')[0] ?? '').replaceAll('`', "'").slice(0, 300);
}

function faultOf(rule: Rule, plugin: PluginFile, problem: string): Diagnostic {
  return { ...lintDiagnostics('rule-fails', plugin.span, { id: rule.id, plugin: plugin.name, problem }), input: true };
}

function ruleFault(rule: Rule, { span, message, element }: RuleFault): Diagnostic {
  const params = { id: rule.id, problem: message, ...(element !== undefined && { of: element }) };
  return { ...lintDiagnostics('condition-fails', span, params), input: true };
}

function findingProblem(finding: Finding, catalog: Catalog): string | undefined {
  if (!isRecord(finding)) return 'reports what is no finding';
  const { message, help, span, labels, fix, element } = finding;
  if (typeof message !== 'string' || message.trim() === '') return 'reports a finding without a message';
  if (help !== undefined && typeof help !== 'string') return 'reports a `help` that is no text';
  if (!isPlace(span, catalog)) return 'reports a place that is not in the catalog';
  if (labels !== undefined && !everyItem(labels, (label) => isPlace(label.span, catalog) && isText(label.text))) {
    return 'reports `labels` that are none';
  }
  if (element !== undefined && !(isRecord(element) && isText(element.kind) && isText(element.id))) {
    return 'reports an `element` that is no definition';
  }
  return fix === undefined || isFix(fix, catalog) ? undefined : 'reports a `fix` that is none';
}

function isFix(fix: NonNullable<Finding['fix']>, catalog: Catalog): boolean {
  return (
    isRecord(fix) &&
    isText(fix.title) &&
    (fix.safety === 'safe' || fix.safety === 'unsafe') &&
    everyItem(fix.edits, (edit) => isPlace(edit.span, catalog) && isText(edit.text))
  );
}

function isPlace(span: Span | undefined, { texts }: Catalog): boolean {
  if (!isRecord(span)) return false;
  const length = texts.get(span.file)?.length;
  const { start, end } = span;
  return length !== undefined && Number.isInteger(start) && Number.isInteger(end) && within(start, end, length);
}

function within(start: number, end: number, length: number): boolean {
  return start >= 0 && start <= end && end <= length;
}

function everyItem<T>(items: readonly T[], fits: (item: T) => boolean): boolean {
  return Array.isArray(items) && items.every((item) => isRecord(item) && fits(item));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord<T>(value: T | undefined): value is T & object {
  return typeof value === 'object' && value !== null;
}
