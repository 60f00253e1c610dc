import type { Span } from '../../diagnostics/index.js';
import type { LintFile, LintSource } from '../../language/document.js';
import { keySpan, type MapEntry, type Node, nodeAt, toValue } from '../../language/node.js';
import {
  type GlobSetting,
  IGNORE_REASONS,
  type LexiconSettings,
  LINT_PRESETS,
  type LintLayer,
  type LintPreset,
  type LintSettings,
  type RuleChoice,
  type RuleSetting,
  WORD_LISTS,
} from '../settings.js';
import type { JsonValue } from '../type.js';
import { compact } from './compact.js';
import { choiceAt, entriesAt, itemsAt, textOf, textsAt } from './read.js';

/** Puts the lint settings of all files together, weakest file first. */
export function buildLintSettings({ files, plugins }: LintSource): LintSettings {
  const preset = largestPreset(files);
  return {
    extends: preset?.preset ?? 'recommended',
    ...(preset && { extendsSpan: preset.span }),
    layers: files.flatMap(layersOf),
    plugins,
    sources: new Map(files.map(({ file, name }) => [file, name])),
    lexicon: lexiconOf(files),
    ...ignoreReasonsOf(files),
  };
}

interface NamedPreset {
  readonly preset: LintPreset;
  readonly span: Span;
}

/** A preset has all rules of the smaller ones, so of several the largest is the sum. */
function largestPreset(files: readonly LintFile[]): NamedPreset | undefined {
  const named = files.flatMap(({ root }) => itemsAt(root, 'extends').flatMap((item) => presetOf(item) ?? []));
  const size = ({ preset }: NamedPreset) => LINT_PRESETS.indexOf(preset);
  return named.reduce<NamedPreset | undefined>(
    (largest, one) => (largest === undefined || size(one) > size(largest) ? one : largest),
    undefined,
  );
}

function presetOf(item: Node): NamedPreset | undefined {
  const text = textOf(item);
  const preset = LINT_PRESETS.find((one) => one === text);
  return preset && { preset, span: item.span };
}

/** The rules of a file, and then its overrides. */
function layersOf({ root, shared }: LintFile): readonly LintLayer[] {
  const overrides = itemsAt(root, 'overrides').map((item) => ({
    rules: entriesAt(item, 'rules').map(ruleChoiceOf),
    files: itemsAt(item, 'files').flatMap((glob) => globOf(glob) ?? []),
    shared,
  }));
  return [{ rules: entriesAt(root, 'rules').map(ruleChoiceOf), shared }, ...overrides];
}

function globOf(node: Node): GlobSetting | undefined {
  const pattern = textOf(node);
  return pattern === undefined ? undefined : { pattern, span: node.span };
}

function ruleChoiceOf(entry: MapEntry): RuleChoice {
  const { key, value } = entry;
  const severity = severityOf(value.kind === 'map' ? nodeAt(value, 'severity') : value);
  const options = value.kind === 'map' ? optionsOf(value, ['severity']) : undefined;
  return { rule: key.text, ...compact({ severity, options }), span: key.span, places: placesOf(value) };
}

function placesOf(value: Node): ReadonlyMap<string, Span> {
  if (value.kind !== 'map') return new Map([['severity', value.span]]);
  return new Map(value.entries.map(({ key }) => [key.text, key.span]));
}

function severityOf(node: Node | undefined): RuleSetting | undefined {
  const text = textOf(node);
  return (['error', 'warning', 'info', 'off'] as const).find((setting) => setting === text);
}

/** The words of all files together, each once. */
function lexiconOf(files: readonly LintFile[]): LexiconSettings {
  const lower = (texts: readonly string[]) => texts.map((text) => text.toLowerCase());
  const nodes = files.map(({ root }) => nodeAt(root, 'lexicon'));
  const lists = WORD_LISTS.map(
    (list) => [list, [...new Set(nodes.flatMap((node) => lower(textsAt(node, list))))]] as const,
  );
  return {
    words: Object.fromEntries(lists.filter(([, words]) => words.length > 0)),
    synonyms: nodes.flatMap((node) =>
      itemsAt(node, 'synonyms').map((item) =>
        item.kind === 'list' ? lower(item.items.flatMap((word) => textOf(word) ?? [])) : [],
      ),
    ),
  };
}

/** The last file that says it wins. */
function ignoreReasonsOf(files: readonly LintFile[]): Pick<LintSettings, 'ignoreReasons' | 'ignoreReasonsSpan'> {
  const root = files.findLast((file) => choiceAt(file.root, 'ignoreReasons', IGNORE_REASONS))?.root;
  const ignoreReasons = choiceAt(root, 'ignoreReasons', IGNORE_REASONS) ?? 'wanted';
  return { ignoreReasons, ...compact({ ignoreReasonsSpan: keySpan(root, 'ignoreReasons') }) };
}

/** The keys of an entry that are options of what it is about. */
export function optionsOf(node: Node, without: readonly string[]): Readonly<Record<string, JsonValue>> {
  const entries = node.kind === 'map' ? node.entries.filter((entry) => !without.includes(entry.key.text)) : [];
  return Object.fromEntries(entries.map((entry) => [entry.key.text, toValue(entry.value) as JsonValue]));
}
