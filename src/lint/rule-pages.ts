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
  return joined([
    MADE_BY,
    `# ${rule.id}`,
    text.facts.join(' · '),
    text.summary,
    '## Why',
    ...text.why,
    '## Wrong',
    fenced('yaml', text.bad),
    '## Right',
    fenced('yaml', text.good),
    ...(text.options.length === 0 ? [] : ['## Options', optionTable(text.options)]),
    '## Settings',
    'In `sagac.yaml`:',
    fenced('yaml settings', text.setting),
    'In one place, behind a line or above what it is about:',
    fenced('yaml', text.comment),
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
  return joined([
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

function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

function fenced(info: string, text: string): string {
  return `\`\`\`${info}\n${text}\n\`\`\``;
}

function joined(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`;
}
