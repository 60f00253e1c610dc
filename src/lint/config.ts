import { type Diagnostic, didYouMean, type Severity } from '../diagnostics/index.js';
import type { LintSettings, RuleChoice } from '../model/index.js';
import { IGNORE_CODES, lintDiagnostics } from './codes.js';
import { presetHas } from './presets.js';
import type { OptionValues, Rule } from './rule.js';

/** Judges a rule's options by their JSON Schema: one short clause per problem (`max must be >= 1`), none if they fit. */
export type OptionValidator = (schema: Readonly<Record<string, unknown>>, options: OptionValues) => readonly string[];

/** A rule that is to run, with everything settled. */
export interface EnabledRule {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly options: OptionValues;
}

/** Which rules run and how; what is wrong with the settings stands beside it. */
export interface LintPlan {
  readonly enabled: readonly EnabledRule[];
  /** Severity of the engine's own findings that the settings change. */
  readonly ignoreSeverity: ReadonlyMap<string, Severity | 'off'>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether any rule has options in the settings: only then is an `OptionValidator` needed. */
export function hasRuleOptions(settings: LintSettings): boolean {
  return settings.rules.some((choice) => choice.options !== undefined);
}

/**
 * Merges settings over the rules' own severities and options. `only` runs just those rules, also the ones that the
 * preset leaves out or the settings switch off.
 */
export function planLint(
  rules: readonly Rule[],
  settings: LintSettings,
  only: readonly string[] | undefined,
  validate: OptionValidator | undefined,
): LintPlan {
  const choices = new Map(settings.rules.map((choice) => [choice.rule, choice]));
  const enabled: EnabledRule[] = [];
  const diagnostics = settings.rules.flatMap((choice) => checkChoice(choice, rules, validate));
  const broken = new Set(diagnostics.map((diagnostic) => diagnostic.element));
  for (const rule of rules) {
    const choice = choices.get(rule.id);
    const severity = severityOf(rule, settings, choice, only);
    if (severity === 'off') continue;
    const given = broken.has(rule.id) ? {} : choice?.options;
    enabled.push({ rule, severity, options: { ...rule.options?.defaults, ...given } });
  }
  return { enabled, ignoreSeverity: ignoreSeverities(settings), diagnostics };
}

function severityOf(
  rule: Rule,
  settings: LintSettings,
  choice: RuleChoice | undefined,
  only: readonly string[] | undefined,
): Severity | 'off' {
  const set = choice?.severity;
  if (only) return !only.includes(rule.id) ? 'off' : set === undefined || set === 'off' ? rule.severity : set;
  return set ?? (presetHas(settings.extends, rule) ? rule.severity : 'off');
}

function checkChoice(
  choice: RuleChoice,
  rules: readonly Rule[],
  validate: OptionValidator | undefined,
): readonly Diagnostic[] {
  const rule = rules.find((candidate) => candidate.id === choice.rule);
  if (rule) return checkOptions(rule, choice, validate);
  return IGNORE_CODES.some((code) => code === choice.rule) ? [] : [unknownRule(choice, rules)];
}

/** Switching off what is not there changes nothing, so that is only worth a warning. */
function unknownRule(choice: RuleChoice, rules: readonly Rule[]): Diagnostic {
  const help = didYouMean(
    choice.rule,
    rules.map((rule) => rule.id),
  );
  const found = lintDiagnostics('unknown-rule', choice.span, { id: choice.rule }, help === undefined ? {} : { help });
  return choice.severity === 'off' ? { ...found, severity: 'warning' } : found;
}

function checkOptions(rule: Rule, choice: RuleChoice, validate: OptionValidator | undefined): readonly Diagnostic[] {
  if (choice.options === undefined) return [];
  const report = (problem: string) =>
    lintDiagnostics('invalid-rule-options', choice.span, { id: rule.id, problem }, { element: rule.id });
  if (!rule.options) return [report('it has none')];
  if (!validate) throw new Error('Rule options are set, and `lintCatalog` was given no `validateOptions`.');
  return validate(rule.options.schema, choice.options).map(report);
}

function ignoreSeverities(settings: LintSettings): ReadonlyMap<string, Severity | 'off'> {
  const found = new Map<string, Severity | 'off'>();
  for (const { rule, severity } of settings.rules) {
    if (severity !== undefined && IGNORE_CODES.some((code) => code === rule)) found.set(rule, severity);
  }
  return found;
}
