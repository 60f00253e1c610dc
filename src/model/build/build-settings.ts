import type { Document } from '../../language/document.js';
import { type MapEntry, type Node, nodeAt, toValue } from '../../language/node.js';
import {
  type LexiconSettings,
  type LintSettings,
  type RuleChoice,
  type RuleSetting,
  type Settings,
  type TargetSetting,
  WORD_LISTS,
} from '../settings.js';
import type { JsonValue } from '../type.js';
import { type BuildContext, durationAt, durationsAt } from './build-context.js';
import { compact } from './compact.js';
import { choiceAt, entriesAt, itemsAt, numberAt, textAt, textOf, textsAt } from './read.js';
import { BUILT_IN_RETRY, retryAt } from './read-retry.js';

/** Reads `sagac.yaml`. */
export function buildSettings(context: BuildContext, document: Document): Settings {
  const { root, file } = document;
  return {
    catalog: textAt(root, 'catalog') ?? 'catalog',
    envelope: choiceAt(root, 'envelope', ['cloudevents', 'plain']) ?? 'cloudevents',
    commandDefaults: commandDefaultsOf(context, nodeAt(root, 'defaults', 'command')),
    channelDefaults: channelDefaultsOf(context, nodeAt(root, 'defaults', 'channel')),
    ...compact({ scale: scaleOf(nodeAt(root, 'scale')) }),
    lint: lintOf(nodeAt(root, 'lint')),
    compatMode: textAt(nodeAt(root, 'compat'), 'mode') ?? 'backward',
    generate: itemsAt(root, 'generate').flatMap((item) => targetOf(item) ?? []),
    file,
  };
}

function commandDefaultsOf(context: BuildContext, node: Node | undefined): Settings['commandDefaults'] {
  return {
    ...compact({ timeout: durationAt(context, node, 'timeout') }),
    retry: retryAt(context, node, BUILT_IN_RETRY),
  };
}

function channelDefaultsOf(context: BuildContext, node: Node | undefined): Settings['channelDefaults'] {
  return {
    ...compact({
      broker: textAt(node, 'broker'),
      partitions: numberAt(node, 'partitions'),
      retention: durationAt(context, node, 'retention'),
    }),
    retryDelays: durationsAt(context, node, 'retryDelays'),
  };
}

function scaleOf(node: Node | undefined): Settings['scale'] {
  if (node?.kind !== 'map') return undefined;
  return compact({
    eventsPerDay: numberAt(node, 'eventsPerDay'),
    peakPerSecond: numberAt(node, 'peakPerSecond'),
    developers: numberAt(node, 'developers'),
  });
}

function lintOf(node: Node | undefined): LintSettings {
  return {
    extends: choiceAt(node, 'extends', ['minimal', 'recommended', 'strict']) ?? 'recommended',
    rules: entriesAt(node, 'rules').map(ruleChoiceOf),
    lexicon: lexiconOf(nodeAt(node, 'lexicon')),
  };
}

function lexiconOf(node: Node | undefined): LexiconSettings {
  const lower = (texts: readonly string[]) => texts.map((text) => text.toLowerCase());
  const lists = WORD_LISTS.map((list) => [list, lower(textsAt(node, list))] as const);
  return {
    words: Object.fromEntries(lists.filter(([, words]) => words.length > 0)),
    synonyms: itemsAt(node, 'synonyms').map((item) =>
      item.kind === 'list' ? lower(item.items.flatMap((word) => textOf(word) ?? [])) : [],
    ),
  };
}

function ruleChoiceOf(entry: MapEntry): RuleChoice {
  const { key, value } = entry;
  const severity = severityOf(value.kind === 'map' ? nodeAt(value, 'severity') : value);
  const options = value.kind === 'map' ? optionsOf(value, ['severity']) : undefined;
  return { rule: key.text, ...compact({ severity, options }), span: key.span };
}

function severityOf(node: Node | undefined): RuleSetting | undefined {
  const text = textOf(node);
  return (['error', 'warning', 'info', 'off'] as const).find((setting) => setting === text);
}

function targetOf(node: Node): TargetSetting | undefined {
  const target = textAt(node, 'target');
  const out = textAt(node, 'out');
  if (target === undefined || out === undefined) return undefined;
  return { target, out: withoutDetours(out), options: optionsOf(node, ['target', 'out']), node, span: node.span };
}

/** `./gen/../types/` as `types`; that it stays inside the catalog has been checked when the file was read. */
function withoutDetours(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function optionsOf(node: Node, without: readonly string[]): Readonly<Record<string, JsonValue>> {
  const entries = node.kind === 'map' ? node.entries.filter((entry) => !without.includes(entry.key.text)) : [];
  return Object.fromEntries(entries.map((entry) => [entry.key.text, toValue(entry.value) as JsonValue]));
}
