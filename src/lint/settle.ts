import type { Span } from '../diagnostics/index.js';
import type { JsonValue, LintLayer, LintPreset, LintSettings, RuleChoice, RuleSetting } from '../model/index.js';
import { presetHas } from './presets.js';
import type { OptionValues, Rule } from './rule.js';

/** Where a value comes from: the rule itself, a preset that has or lacks the rule, or a place in the settings. */
export type Origin =
  | { readonly kind: 'rule' }
  | { readonly kind: 'preset'; readonly preset: LintPreset; readonly span?: Span }
  | { readonly kind: 'settings'; readonly span: Span; readonly override: boolean };

export interface Settled<T> {
  readonly value: T;
  readonly from: Origin;
}

/** How a rule runs, with where that is said. */
export interface SettledRule {
  readonly rule: Rule;
  readonly severity: Settled<RuleSetting>;
  readonly options: ReadonlyMap<string, Settled<JsonValue>>;
}

/** What several layers say of one rule: the last word on its severity and on each of its options. */
export interface Merged {
  readonly severity?: Settled<RuleSetting>;
  readonly options: ReadonlyMap<string, Settled<JsonValue>>;
}

/** Merges layers, weakest first, rule by rule and value by value. Options of the choices in `broken` do not count. */
export function mergeLayers(
  layers: readonly LintLayer[],
  broken: ReadonlySet<RuleChoice> = new Set(),
): ReadonlyMap<string, Merged> {
  const merged = new Map<string, Merged>();
  for (const layer of layers) {
    for (const choice of layer.rules) {
      const below = merged.get(choice.rule) ?? { options: new Map() };
      merged.set(choice.rule, mergeChoice(below, choice, layer.files !== undefined, broken.has(choice)));
    }
  }
  return merged;
}

function mergeChoice(below: Merged, choice: RuleChoice, override: boolean, isBroken: boolean): Merged {
  const from = (key: string): Origin => ({ kind: 'settings', span: choice.places.get(key) ?? choice.span, override });
  const severity = choice.severity === undefined ? below.severity : { value: choice.severity, from: from('severity') };
  const options = new Map(below.options);
  for (const [name, value] of Object.entries(isBroken ? {} : (choice.options ?? {}))) {
    options.set(name, { value, from: from(name) });
  }
  return { ...(severity && { severity }), options };
}

/** A rule's severity and options: what the settings say over its preset and its own values. */
export function settleRule(rule: Rule, settings: LintSettings, merged: Merged | undefined): SettledRule {
  const own: Origin = { kind: 'rule' };
  const defaults = Object.entries(rule.options?.defaults ?? {}).map(
    ([name, value]): readonly [string, Settled<JsonValue>] => [name, { value, from: own }],
  );
  return {
    rule,
    severity: merged?.severity ?? presetSeverity(rule, settings),
    options: new Map([...defaults, ...(rule.options ? (merged?.options ?? []) : [])]),
  };
}

function presetSeverity(rule: Rule, { extends: preset, extendsSpan }: LintSettings): Settled<RuleSetting> {
  const from: Origin = { kind: 'preset', preset, ...(extendsSpan && { span: extendsSpan }) };
  return presetHas(preset, rule) ? { value: rule.severity, from } : { value: 'off', from };
}

/** The plain options that a rule is handed. */
export function optionValues({ options }: Pick<SettledRule, 'options'>): OptionValues {
  return Object.fromEntries([...options].map(([name, { value }]) => [name, value]));
}
