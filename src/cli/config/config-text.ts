import type { JsonValue } from '../../model/index.js';
import type { Painter } from '../screen.js';
import { tableLines } from '../table.js';
import type { ConfigValue, RuleConfig, SettledConfig } from './settled-config.js';

/** What text is laid out for. */
export interface ConfigPage {
  readonly columns: number;
  readonly paint: Painter;
}

/** The settings as tables. */
export function configText(page: ConfigPage, config: SettledConfig): string {
  const { paint } = page;
  const subject = config.file === null ? config.catalog : `${config.catalog} ${paint('dim', `· ${config.file}`)}`;
  const preset = `preset ${valueText(config.preset.value)} ${paint('dim', config.preset.from.text)}`;
  const groups = [...new Set(config.rules.map(({ group }) => group))];
  return [
    `${paint('bold', 'lint')} of ${subject}: ${preset}`,
    ...groups.map((group) =>
      section(
        page,
        group,
        ['rule', 'severity', 'from', 'options'],
        config.rules.filter((rule) => rule.group === group).map(ruleRow),
      ),
    ),
    ...listing(page, 'overrides', ['files', 'counts for', 'from', 'rules'], config.overrides.map(overrideRow)),
    ...listing(
      page,
      'plugins',
      ['plugin', 'file', 'rules'],
      config.plugins.map(({ name, file, rules }) => [name, file, rules.join(', ')]),
    ),
    section(
      page,
      'other settings',
      ['setting', 'value', 'from'],
      config.settings.map(({ key, value, from }) => [key, valueText(value), from.text]),
    ),
  ].join('\n\n');
}

function ruleRow({ id, severity, options }: RuleConfig): readonly string[] {
  const shown = Object.entries(options).map(([name, option]) => `${name}: ${optionText(option)}`);
  const from =
    severity.from.kind === 'preset' && severity.value === 'off' ? `not in ${severity.from.text}` : severity.from.text;
  return [id, valueText(severity.value), from, shown.join('; ')];
}

function optionText({ value, from }: ConfigValue): string {
  return from.kind === 'default' ? JSON.stringify(value) : `${JSON.stringify(value)} (${from.text})`;
}

function overrideRow({ globs, files, from, rules }: SettledConfig['overrides'][number]): readonly string[] {
  return [globs.join(', '), `${files.length} ${files.length === 1 ? 'file' : 'files'}`, from.text, rules.join(', ')];
}

function listing(
  page: ConfigPage,
  title: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  return rows.length === 0 ? [] : [section(page, title, heads, rows)];
}

function section(
  page: ConfigPage,
  title: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return [page.paint('bold', title), ...tableLines(heads, rows, page)].join('\n');
}

function valueText(value: JsonValue): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map(valueText).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
