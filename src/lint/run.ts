import { type Diagnostic, sortDiagnostics } from '../diagnostics/index.js';
import type { Catalog } from '../model/index.js';
import { type EnabledRule, type OptionValidator, planLint } from './config.js';
import type { Finding, Rule } from './rule.js';
import { rules as allRules } from './rules/index.js';
import { suppress } from './suppress.js';

export interface LintOptions {
  /** Ids of the only rules to run, also of those that the settings leave out. */
  readonly only?: readonly string[];
  /** The day, as `2026-03-02`, by which dates such as `until=` of a suppression are judged; without it none has passed. */
  readonly today?: string;
  /** Needed when the settings have rule options: see `hasRuleOptions`. */
  readonly validateOptions?: OptionValidator;
  /** An earlier state of the catalog, for the rules that compare. */
  readonly previous?: Catalog;
  /** Default: every rule there is. */
  readonly rules?: readonly Rule[];
}

/** All findings of the enabled rules, sorted, less what comments in the catalog silence. */
export function lintCatalog(catalog: Catalog, options: LintOptions = {}): readonly Diagnostic[] {
  const rules = options.rules ?? allRules;
  const plan = planLint(rules, catalog.settings.lint, options.only, options.validateOptions);
  const found = plan.enabled.flatMap((enabled) => runRule(enabled, catalog, options));
  const kept = suppress(found, {
    texts: catalog.texts,
    today: options.today,
    known: new Set(rules.map((rule) => rule.id)),
    ran: new Set(plan.enabled.map((enabled) => enabled.rule.id)),
    severities: plan.ignoreSeverity,
  });
  return sortDiagnostics([...plan.diagnostics, ...kept]);
}

function runRule(
  { rule, severity, options }: EnabledRule,
  catalog: Catalog,
  { today, previous }: LintOptions,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const note = firstSentence(rule.why);
  rule.check({
    catalog,
    options,
    ...(today !== undefined && { today }),
    ...(previous && { previous }),
    report: (finding) => found.push(diagnosticOf(finding, rule, severity, note)),
  });
  return found;
}

function diagnosticOf(finding: Finding, rule: Rule, severity: Diagnostic['severity'], note: string): Diagnostic {
  const { span, message, help, labels, fix, element } = finding;
  return {
    code: rule.id,
    severity,
    message,
    span,
    ...(labels && { labels }),
    ...(help !== undefined && { help }),
    note,
    ...(fix && { fix }),
    ...(element && { element: `${element.kind} ${element.id}` }),
  };
}

/** Up to the first full stop that ends a sentence: one followed by a space and a capital letter, or by the end. */
function firstSentence(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return /^.*?[.!?](?=\s[A-Z`]|$)/.exec(line)?.[0] ?? line;
}
