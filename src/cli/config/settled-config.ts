import { join } from 'node:path';
import type { CatalogRules } from '../../custom-rules.js';
import { createLineMap, type LineMap, type Span } from '../../diagnostics/index.js';
import type { Host } from '../../host.js';
import { IGNORE_CODES, lintDiagnostics } from '../../lint/codes.js';
import { filesOfOverride, type GlobCompiler, layersFor } from '../../lint/file-groups.js';
import type { Rule } from '../../lint/rule.js';
import { type Merged, mergeLayers, type Origin, type Settled, settleRule } from '../../lint/settle.js';
import type { Catalog, JsonValue, LintSettings } from '../../model/index.js';
import { readText } from '../../read-catalog.js';
import { catalogSettings, type SettingEntry } from './catalog-settings.js';

/** Where a value comes from, for programs and, in `text`, for people. */
export interface ValueOrigin {
  /** `default`: of sagac or the rule itself; `preset`; `settings`; `override`: settings for some files. */
  readonly kind: 'default' | 'preset' | 'settings' | 'override';
  readonly text: string;
  /** Relative to the catalog. */
  readonly file?: string;
  readonly line?: number;
}

/** A value with where it comes from. */
export interface ConfigValue {
  readonly value: JsonValue;
  readonly from: ValueOrigin;
}

/** How a rule runs. */
export interface RuleConfig {
  readonly id: string;
  readonly group: string;
  readonly severity: ConfigValue;
  readonly options: Readonly<Record<string, ConfigValue>>;
}

/** An override, and the files of definitions that it counts for. */
export interface OverrideConfig {
  readonly globs: readonly string[];
  readonly rules: readonly string[];
  readonly files: readonly string[];
  readonly from: ValueOrigin;
}

/** What `config print` tells; the JSON of it is described by `schemas/lint-config.schema.json`. */
export interface SettledConfig {
  readonly version: 1;
  readonly catalog: string;
  /** The file that it is about, relative to the catalog; null for the catalog as a whole. */
  readonly file: string | null;
  readonly preset: ConfigValue;
  readonly rules: readonly RuleConfig[];
  readonly overrides: readonly OverrideConfig[];
  readonly plugins: readonly { readonly name: string; readonly file: string; readonly rules: readonly string[] }[];
  readonly settings: readonly ({ readonly key: string } & ConfigValue)[];
}

/** What the configuration is worked out from. */
export interface ConfigSubject {
  readonly host: Host;
  readonly root: string;
  readonly catalog: Catalog;
  readonly rules: CatalogRules;
  /** Relative to the catalog. */
  readonly file: string | undefined;
  readonly compileGlob: GlobCompiler | undefined;
}

/** Works out the settings as they count for a file or the whole catalog, each with its origin. */
export function settledConfig(subject: ConfigSubject): SettledConfig {
  const { catalog, rules, file } = subject;
  const { lint } = catalog.settings;
  const places = createPlaces(subject);
  const merged = mergeLayers(layersFor(lint, file, subject.compileGlob));
  return {
    version: 1,
    catalog: catalog.settings.catalog,
    file: file ?? null,
    preset: { value: lint.extends, from: presetOrigin(lint, places) },
    rules: [
      ...rules.rules.map((rule) => ruleConfig(rule, lint, merged.get(rule.id), places)),
      ...IGNORE_CODES.map((code) => commentConfig(code, merged.get(code), places)),
    ],
    overrides: overridesOf(subject, places),
    plugins: pluginsOf(subject),
    settings: catalogSettings(subject.host, subject.root, catalog.settings).map((entry) => withOrigin(entry, places)),
  };
}

function ruleConfig(rule: Rule, lint: LintSettings, merged: Merged | undefined, places: Places): RuleConfig {
  const { severity, options } = settleRule(rule, lint, merged);
  const told = ({ value, from }: Settled<JsonValue>): ConfigValue => ({ value, from: originOf(from, places) });
  return {
    id: rule.id,
    group: rule.group,
    severity: told(severity),
    options: Object.fromEntries([...options].map(([name, settled]) => [name, told(settled)])),
  };
}

/** What lint says about comments that silence: it is set like a rule. */
function commentConfig(code: IgnoreCode, merged: Merged | undefined, places: Places): RuleConfig {
  const own = { value: lintDiagnostics.definitions[code].severity, from: { kind: 'rule' } } as const;
  const { value, from } = merged?.severity ?? own;
  return { id: code, group: 'comments', severity: { value, from: originOf(from, places) }, options: {} };
}

function originOf(from: Origin, places: Places): ValueOrigin {
  switch (from.kind) {
    case 'rule':
      return { kind: 'default', text: 'default' };
    case 'preset':
      return { kind: 'preset', text: `preset ${from.preset}`, ...(from.span && places.at(from.span)) };
    case 'settings': {
      const place = places.at(from.span);
      return { kind: from.override ? 'override' : 'settings', text: places.text(from.span, from.override), ...place };
    }
  }
}

function presetOrigin({ extendsSpan }: LintSettings, places: Places): ValueOrigin {
  if (!extendsSpan) return { kind: 'default', text: 'default' };
  return { kind: 'settings', text: places.text(extendsSpan), ...places.at(extendsSpan) };
}

function withOrigin({ key, value, span }: SettingEntry, places: Places): { readonly key: string } & ConfigValue {
  if (!span) return { key, value, from: { kind: 'default', text: 'default' } };
  return { key, value, from: { kind: 'settings', text: places.text(span), ...places.at(span) } };
}

function overridesOf({ catalog, compileGlob }: ConfigSubject, places: Places): readonly OverrideConfig[] {
  return catalog.settings.lint.layers.flatMap(({ files, rules }) => {
    const span = files?.[0]?.span;
    if (!files || !span || !compileGlob) return [];
    const from: ValueOrigin = { kind: 'settings', text: places.text(span), ...places.at(span) };
    return {
      globs: files.map(({ pattern }) => pattern),
      rules: rules.map((choice) => choice.rule),
      files: filesOfOverride(catalog, files, compileGlob),
      from,
    };
  });
}

function pluginsOf({ catalog, rules }: ConfigSubject): SettledConfig['plugins'] {
  return catalog.settings.lint.plugins.map((plugin) => ({
    name: plugin.name,
    file: plugin.file,
    rules: [...rules.plugins].flatMap(([id, from]) => (from === plugin ? [id] : [])),
  }));
}

type IgnoreCode = (typeof IGNORE_CODES)[number];

/** Lines of the files that settings stand in. */
interface Places {
  at(span: Span): { readonly file: string; readonly line: number };
  /** `sagac.yaml:12`, or the package that the file belongs to. */
  text(span: Span, override?: boolean): string;
}

function createPlaces({ host, root, catalog }: ConfigSubject): Places {
  const maps = new Map<string, LineMap>();
  const { sources } = catalog.settings.lint;
  const lineOf = ({ file, start }: Span) => {
    const map = maps.get(file) ?? createLineMap(readText(host, join(root, file)) ?? '');
    maps.set(file, map);
    return map.positionAt(start).line;
  };
  return {
    at: (span) => ({ file: span.file, line: lineOf(span) }),
    text: (span, override = false) =>
      `${sources.get(span.file) ?? span.file}:${lineOf(span)}${override ? ' (override)' : ''}`,
  };
}
