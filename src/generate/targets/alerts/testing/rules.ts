import { parse } from 'yaml';
import type { Catalog, JsonValue } from '../../../../model/index.js';
import { loadTemplate } from '../../../testing/catalog.js';
import { alerts } from '../index.js';

export interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The text of `rules.yaml`. */
export function rulesText(
  catalog: Catalog,
  options: Readonly<Record<string, JsonValue>> = {},
  service?: string,
): string {
  const template = (file: string) => loadTemplate('alerts', file);
  const { files } = alerts.generate({
    catalog,
    options,
    template,
    earlier: () => undefined,
    ...(service !== undefined && { service }),
  });
  return files.map(({ text }) => text).join('');
}

export function rulesOf(
  catalog: Catalog,
  options: Readonly<Record<string, JsonValue>> = {},
  service?: string,
): readonly Rule[] {
  const { groups } = parse(rulesText(catalog, options, service));
  return groups.flatMap(({ rules }: { rules: readonly Rule[] }) => rules);
}
