import type { Rule } from './rule.js';

/** What a rule says of itself, without layout: the terminal and the documentation each print the same. */
export interface RuleText {
  /** Severity, group, preset, fix and first version, each a few words. */
  readonly facts: readonly string[];
  readonly summary: string;
  /** One text a paragraph, without line breaks. */
  readonly why: readonly string[];
  /** Definitions in YAML, without blank lines around them. */
  readonly bad: string;
  readonly good: string;
  /** Name and default value, as in `sagac.yaml`. */
  readonly options: readonly (readonly [name: string, value: string])[];
  /** How it is switched off in `sagac.yaml`, and silenced in one place. */
  readonly setting: string;
  readonly comment: string;
}

/** The text of a rule. */
export function ruleText(rule: Rule): RuleText {
  const { id, severity, group, preset, fixable, since } = rule;
  const fix = fixable === undefined ? [] : [`fix: ${fixable}`];
  return {
    facts: [severity, `group: ${group}`, `preset: ${preset}`, ...fix, `since ${since}`],
    summary: rule.summary,
    why: paragraphs(rule.why),
    bad: trimmed(rule.bad),
    good: trimmed(rule.good),
    options: Object.entries(rule.options?.defaults ?? {}).map(([name, value]) => [name, JSON.stringify(value)]),
    setting: `lint: { rules: { ${id}: off } }`,
    comment: `# sagac-ignore ${id} -- the reason`,
  };
}

function paragraphs(text: string): readonly string[] {
  const found = text.trim().split(/\n\s*\n/);
  return found.map((paragraph) => paragraph.replace(/\s+/g, ' '));
}

function trimmed(text: string): string {
  return text.replace(/^\n+|\s+$/g, '');
}
