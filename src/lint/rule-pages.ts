import { codePageBlocks, markdownFence, markdownPage, markdownTable } from '../diagnostics/index.js';
import type { LintPreset } from '../model/index.js';
import { PRESETS, presetHas } from './presets.js';
import { RULE_GROUPS, type Rule, type RuleGroup } from './rule.js';
import { ruleText } from './rule-text.js';

const MADE_BY = '<!-- Made from the rules by `npm run goldens`; change the rule, not this page. -->';

/** The pages of `docs/rules/` by file name: one for each rule, and `README.md` with a table of all of them. */
export function rulePages(rules: readonly Rule[]): ReadonlyMap<string, string> {
  const pages = rules.map((rule) => [`${rule.id}.md`, rulePage(rule)] as const);
  return new Map([['README.md', indexPage(rules)], ...pages]);
}

function rulePage(rule: Rule): string {
  const text = ruleText(rule);
  return markdownPage([
    MADE_BY,
    ...codePageBlocks(text),
    ...(text.options.length === 0 ? [] : ['## Options', optionTable(text.options)]),
    '## Settings',
    'In `sagac.yaml`:',
    markdownFence('yaml settings', text.setting),
    'In one place, behind a line or above what it is about:',
    markdownFence('yaml', text.comment),
    '[All rules](README.md)',
  ]);
}

function indexPage(rules: readonly Rule[]): string {
  return markdownPage([
    MADE_BY,
    '# Lint rules',
    'What `sagac lint` looks for. `sagac explain ID` prints the same pages at the terminal, and explains every other code too.',
    'A preset has all rules of the smaller ones: minimal < recommended (the default) < strict. A *safe* fix is made by `sagac lint --fix`; an *unsafe* one needs a look afterwards, and `--fix --unsafe`.',
    'How rules are switched, and findings silenced: [Settings](../language.md#settings) and [Silencing a finding](../language.md#silencing-a-finding). Rules of your own: [Custom rules](../custom-rules.md).',
    ...RULE_GROUPS.flatMap((group) => groupBlocks(group, rules)),
    '## By preset',
    ...PRESETS.map((preset) => presetLine(preset, rules)),
  ]);
}

function groupBlocks(group: RuleGroup, rules: readonly Rule[]): readonly string[] {
  const rows = rules
    .filter((rule) => rule.group === group)
    .map(({ id, preset, severity, fixable, summary }) => [
      `[${id}](${id}.md)`,
      preset,
      severity,
      fixable ?? '',
      summary,
    ]);
  if (rows.length === 0) return [];
  return [`## ${group}`, markdownTable(['rule', 'preset', 'severity', 'fix', 'what it does'], rows)];
}

/** The rules that a preset adds to the smaller ones. */
function presetLine(preset: LintPreset, rules: readonly Rule[]): string {
  const own = rules.filter((rule) => rule.preset === preset);
  const all = rules.filter((rule) => presetHas(preset, rule));
  const sum = all.length === own.length ? `${all.length} rules` : `${all.length} rules, ${own.length} of them its own`;
  return `**${preset}** (${sum}): ${own.map(({ id }) => `[${id}](${id}.md)`).join(', ')}.`;
}

function optionTable(options: readonly (readonly [name: string, value: string])[]): string {
  return markdownTable(
    ['option', 'default'],
    options.map(([name, value]) => [`\`${name}\``, `\`${value}\``]),
  );
}
