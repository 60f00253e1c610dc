import { type Diagnostic, didYouMean } from '../diagnostics/index.js';
import type { LintSettings, RuleChoice } from '../model/index.js';
import { IGNORE_CODES, lintDiagnostics } from './codes.js';
import type { OptionValues, Rule } from './rule.js';

/** What is wrong with a rule's options, as a short clause (`max must be >= 1`), and with which of them. */
export interface OptionProblem {
  readonly text: string;
  readonly option?: string;
}

/** Judges a rule's options by their JSON Schema. */
export type OptionValidator = (
  schema: Readonly<Record<string, unknown>>,
  options: OptionValues,
) => readonly OptionProblem[];

export interface ConfigCheck {
  readonly rules: readonly Rule[];
  readonly validate: OptionValidator | undefined;
  /** Rules of plugins were left out, so an unknown id may be one of them. */
  readonly partial: boolean;
}

/** What is wrong with the choices of rules in the settings, and the choices whose options are not to be used. */
export function checkConfig(
  settings: LintSettings,
  check: ConfigCheck,
): { readonly diagnostics: readonly Diagnostic[]; readonly broken: ReadonlySet<RuleChoice> } {
  const byId = new Map(check.rules.map((rule) => [rule.id, rule]));
  const broken = new Set<RuleChoice>();
  const diagnostics: Diagnostic[] = [];
  for (const choice of settings.layers.flatMap((layer) => layer.rules)) {
    const rule = byId.get(choice.rule);
    if (rule) {
      const found = checkOptions(rule, choice, check.validate);
      if (found.length > 0) broken.add(choice);
      diagnostics.push(...found);
    } else if (!check.partial && !IGNORE_CODES.some((code) => code === choice.rule)) {
      diagnostics.push(unknownRule(choice, check.rules));
    }
  }
  return { diagnostics: diagnostics.map((entry) => ({ ...entry, input: true })), broken };
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
  if (choice.options === undefined || Object.keys(choice.options).length === 0) return [];
  if (!rule.options) return [optionsDiagnostic(rule, choice, { text: 'it has none' })];
  if (!validate) throw new Error('Rule options are set, and `lintCatalog` was given no `validateOptions`.');
  return validate(rule.options.schema, choice.options).map((problem) => optionsDiagnostic(rule, choice, problem));
}

function optionsDiagnostic(rule: Rule, choice: RuleChoice, { text, option }: OptionProblem): Diagnostic {
  const names = Object.keys(rule.options?.defaults ?? {});
  const span = (option !== undefined && choice.places.get(option)) || choice.span;
  const help = option === undefined || names.includes(option) ? undefined : helpFor(option, names);
  const extras = { element: rule.id, ...(help !== undefined && { help }) };
  return lintDiagnostics('invalid-rule-options', span, { id: rule.id, problem: text }, extras);
}

function helpFor(option: string, names: readonly string[]): string | undefined {
  return didYouMean(option, names) ?? `Its options are ${names.map((name) => `\`${name}\``).join(', ')}.`;
}
