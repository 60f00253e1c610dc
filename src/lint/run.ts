import { type Diagnostic, sortDiagnostics } from '../diagnostics/index.js';
import type { Catalog, PluginFile } from '../model/index.js';
import { type EnabledRule, type OptionValidator, planLint } from './config.js';
import type { GlobCompiler } from './file-groups.js';
import { runGuarded } from './guard-rule.js';
import type { Finding, Rule, RuleContext } from './rule.js';
import { rules as allRules } from './rules/index.js';
import { type Meter, NO_METER } from './stats.js';
import { type IgnoreSeverities, suppress } from './suppress.js';

export interface LintOptions {
  /** Ids of the only rules to run, also of those that the settings leave out. */
  readonly only?: readonly string[];
  /** The day, as `2026-03-02`, by which dates such as `until=` of a suppression are judged; without it none has passed. */
  readonly today?: string;
  /** Needed when the settings have rule options: see `hasRuleOptions`. */
  readonly validateOptions?: OptionValidator;
  /** Needed when the settings have overrides: see `hasOverrides`. */
  readonly compileGlob?: GlobCompiler;
  /** An earlier state of the catalog, for the rules that compare. */
  readonly previous?: Catalog;
  /** Default: every rule there is. */
  readonly rules?: readonly Rule[];
  /** Which of the rules are of plugins, by id: what these do wrong is told. */
  readonly plugins?: ReadonlyMap<string, PluginFile>;
  /** Rules of plugins were left out, so an unknown id may be one of them. */
  readonly partial?: boolean;
  /** Takes the time of each rule. */
  readonly meter?: Meter;
}

/** Where rules were left out, what they would have found is not known. */
function withoutUnused(severities: IgnoreSeverities): IgnoreSeverities {
  return { get: (code, file) => (code === 'unused-ignore' ? 'off' : severities.get(code, file)) };
}

/** All findings of the enabled rules, sorted, less what comments in the catalog silence. */
export function lintCatalog(catalog: Catalog, options: LintOptions = {}): readonly Diagnostic[] {
  const rules = options.rules ?? allRules;
  const plan = planLint(rules, catalog, { ...options, validate: options.validateOptions });
  const { meter = NO_METER } = options;
  const found = plan.enabled.flatMap((enabled) =>
    meter.rule(enabled.rule.id, () => runRule(enabled, catalog, options)),
  );
  const kept = suppress(found, {
    texts: catalog.texts,
    today: options.today,
    known: new Set(rules.map((rule) => rule.id)),
    ran: new Set(plan.enabled.map((enabled) => enabled.rule.id)),
    reasons: catalog.settings.lint.ignoreReasons,
    severities: options.partial ? withoutUnused(plan.ignoreSeverity) : plan.ignoreSeverity,
  });
  return sortDiagnostics([...plan.diagnostics, ...kept]);
}

function runRule(
  { rule, severityIn, options }: EnabledRule,
  catalog: Catalog,
  { today, previous, plugins }: LintOptions,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const context: RuleContext = {
    catalog,
    options,
    ...(today !== undefined && { today }),
    ...(previous && { previous }),
    report: (finding) => {
      const severity = severityIn(finding.element?.file ?? finding.span.file);
      if (severity !== 'off') found.push(diagnosticOf(finding, rule, severity));
    },
  };
  const plugin = plugins?.get(rule.id);
  if (plugin) return [...runGuarded(rule, plugin, context), ...found];
  rule.check(context);
  return found;
}

function diagnosticOf(finding: Finding, rule: Rule, severity: Diagnostic['severity']): Diagnostic {
  const { span, message, help, labels, fix, element } = finding;
  return {
    code: rule.id,
    severity,
    message,
    span,
    ...(labels && { labels }),
    ...(help !== undefined && { help }),
    note: noteOf(rule),
    ...(fix && { fix }),
    ...(element && { element: `${element.kind} ${element.id}` }),
  };
}

const notes = new WeakMap<Rule, string>();

/** What a rule is for, worked out when it finds something. */
function noteOf(rule: Rule): string {
  const note = notes.get(rule) ?? firstSentence(rule.why);
  notes.set(rule, note);
  return note;
}

/** Up to the first full stop that ends a sentence: one followed by a space and a capital letter, or by the end. */
function firstSentence(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return /^.*?[.!?](?=\s[A-Z`]|$)/.exec(line)?.[0] ?? line;
}
