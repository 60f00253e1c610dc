import { codePageBlocks, markdownFence, markdownPage, markdownTable } from '../diagnostics/index.js';
import { RULE_GROUPS, type Rule } from './rule.js';
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
  const sorted = RULE_GROUPS.flatMap((group) => rules.filter((rule) => rule.group === group));
  const rows = sorted.map(({ id, group, preset, severity, fixable, summary }) => [
    `[${id}](${id}.md)`,
    group,
    preset,
    severity,
    fixable ?? '',
    summary,
  ]);
  return markdownPage([
    MADE_BY,
    '# Lint rules',
    'What `sagac lint` looks for. `sagac explain ID` prints the same pages at the terminal, and explains every other code too.',
    'A preset has all rules of the smaller ones: minimal < recommended (the default) < strict. A *safe* fix is made by `sagac lint --fix`; an *unsafe* one needs a look afterwards, and `--fix --unsafe`.',
    markdownTable(['rule', 'group', 'preset', 'severity', 'fix', 'what it does'], rows),
    'How rules are switched, and findings silenced: [Settings](../language.md#settings) and [Silencing a finding](../language.md#silencing-a-finding).',
  ]);
}

function optionTable(options: readonly (readonly [name: string, value: string])[]): string {
  return markdownTable(
    ['option', 'default'],
    options.map(([name, value]) => [`\`${name}\``, `\`${value}\``]),
  );
}
