import type { Diagnostic, Severity } from '../diagnostics/index.js';
import type { Catalog, LintSettings, RuleChoice } from '../model/index.js';
import { checkConfig, type OptionValidator } from './check-config.js';
import { type FileGroup, type FileGroups, type GlobCompiler, groupFiles } from './file-groups.js';
import type { OptionValues, Rule } from './rule.js';
import { type Merged, mergeLayers, optionValues, settleRule } from './settle.js';
import type { IgnoreSeverities } from './suppress.js';

export type { OptionProblem, OptionValidator } from './check-config.js';
export { hasOverrides } from './file-groups.js';

/** A rule that is to run, with everything settled. */
export interface EnabledRule {
  readonly rule: Rule;
  readonly options: OptionValues;
  /** What its findings in a file count as; `off`: they do not count. */
  readonly severityIn: (file: string) => Severity | 'off';
}

/** Which rules run and how; what is wrong with the settings stands beside it. */
export interface LintPlan {
  /** A rule stands here once for each set of options that it has somewhere. */
  readonly enabled: readonly EnabledRule[];
  /** Severity of the engine's own findings that the settings change. */
  readonly ignoreSeverity: IgnoreSeverities;
  readonly diagnostics: readonly Diagnostic[];
}

export interface PlanOptions {
  /** Runs just these rules, also the ones that the preset leaves out or the settings switch off. */
  readonly only?: readonly string[] | undefined;
  readonly validate?: OptionValidator | undefined;
  readonly compileGlob?: GlobCompiler | undefined;
  /** Rules of plugins were left out, so an unknown id may be one of them. */
  readonly partial?: boolean | undefined;
}

/** Whether any rule has options in the settings: only then is an `OptionValidator` needed. */
export function hasRuleOptions(settings: LintSettings): boolean {
  const hasOptions = ({ options }: RuleChoice) => options !== undefined && Object.keys(options).length > 0;
  return settings.layers.some((layer) => layer.rules.some(hasOptions));
}

/** Merges the settings over the rules' own severities and options, for each set of files that they say something else for. */
export function planLint(rules: readonly Rule[], catalog: Catalog, options: PlanOptions = {}): LintPlan {
  const settings = catalog.settings.lint;
  const { diagnostics, broken } = checkConfig(settings, {
    rules,
    validate: options.validate,
    partial: options.partial === true,
  });
  const groups = groupFiles(catalog, options.compileGlob);
  const merged = new Map(groups.all.map((group) => [group, mergeLayers(group.layers, broken)]));
  const asked = options.only && new Set(options.only);
  const enabled = rules.flatMap((rule) => {
    if (asked && !asked.has(rule.id)) return [];
    const variants = groups.all.map((group) =>
      variantIn(group, rule, settings, merged.get(group), asked !== undefined),
    );
    return mergeVariants(rule, variants, groups.groupOf);
  });
  return {
    enabled,
    ignoreSeverity: ignoreSeverities(merged, groups),
    diagnostics: [...diagnostics, ...groups.diagnostics],
  };
}

/** How one rule runs for one group of files. */
interface Variant {
  readonly group: FileGroup;
  readonly severity: Severity | 'off';
  readonly options: OptionValues;
}

function variantIn(
  group: FileGroup,
  rule: Rule,
  settings: LintSettings,
  merged: ReadonlyMap<string, Merged> | undefined,
  asked: boolean,
): Variant {
  const settled = settleRule(rule, settings, merged?.get(rule.id));
  const severity = asked && settled.severity.value === 'off' ? rule.severity : settled.severity.value;
  return { group, severity, options: optionValues(settled) };
}

/** Variants that differ in severity alone are one run. */
function mergeVariants(
  rule: Rule,
  variants: readonly Variant[],
  groupOf: (file: string) => FileGroup,
): readonly EnabledRule[] {
  const runs = new Map<string, { options: OptionValues; severities: Map<FileGroup, Severity> }>();
  for (const { group, severity, options } of variants) {
    if (severity === 'off') continue;
    const key = variants.length === 1 ? '' : JSON.stringify(options);
    const run = runs.get(key) ?? { options, severities: new Map() };
    runs.set(key, run);
    run.severities.set(group, severity);
  }
  return [...runs.values()].map(({ options, severities }) => ({
    rule,
    options,
    severityIn: (file) => severities.get(groupOf(file)) ?? 'off',
  }));
}

function ignoreSeverities(
  merged: ReadonlyMap<FileGroup, ReadonlyMap<string, Merged>>,
  { rest, groupOf }: FileGroups,
): IgnoreSeverities {
  return {
    get: (code, file) => merged.get(file === undefined ? rest : groupOf(file))?.get(code)?.severity?.value,
  };
}
