import { type CodeExamples, type CodePage, paragraphs, trimmedExamples } from '../diagnostics/index.js';
import type { Rule } from './rule.js';

/** What a rule says of itself, and how it is set. */
export interface RuleText extends CodePage {
  readonly examples: CodeExamples;
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
    id,
    facts: [severity, `group: ${group}`, `preset: ${preset}`, ...fix, ...(since === '' ? [] : [`since ${since}`])],
    summary: rule.summary,
    why: paragraphs(rule.why),
    examples: trimmedExamples(rule),
    options: Object.entries(rule.options?.defaults ?? {}).map(([name, value]) => [name, JSON.stringify(value)]),
    setting: `lint: { rules: { ${id}: off } }`,
    comment: `# sagac-ignore ${id} -- the reason`,
  };
}
