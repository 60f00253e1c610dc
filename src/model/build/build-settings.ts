import type { Document, LintSource } from '../../language/document.js';
import { type Node, nodeAt } from '../../language/node.js';
import type { Settings, TargetSetting } from '../settings.js';
import { buildCompatSettings } from './build-compat-settings.js';
import { type BuildContext, durationAt, durationsAt } from './build-context.js';
import { buildLintSettings, optionsOf } from './build-lint-settings.js';
import { compact } from './compact.js';
import { choiceAt, itemsAt, numberAt, textAt } from './read.js';
import { BUILT_IN_RETRY, retryAt } from './read-retry.js';

/** Reads `sagac.yaml`. */
export function buildSettings(context: BuildContext, document: Document, lint?: LintSource): Settings {
  const { root, file } = document;
  const generate = itemsAt(root, 'generate').flatMap((item) => targetOf(item) ?? []);
  return {
    catalog: textAt(root, 'catalog') ?? 'catalog',
    envelope: choiceAt(root, 'envelope', ['cloudevents', 'plain']) ?? 'cloudevents',
    commandDefaults: commandDefaultsOf(context, nodeAt(root, 'defaults', 'command')),
    channelDefaults: channelDefaultsOf(context, nodeAt(root, 'defaults', 'channel')),
    ...compact({ scale: scaleOf(nodeAt(root, 'scale')) }),
    lint: buildLintSettings(lint ?? ownLint(document)),
    compat: buildCompatSettings(nodeAt(root, 'compat'), generate),
    generate,
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

function targetOf(node: Node): TargetSetting | undefined {
  const target = textAt(node, 'target');
  const out = textAt(node, 'out');
  if (target === undefined || out === undefined) return undefined;
  return {
    target,
    out: withoutDetours(out),
    ...compact({ templates: textAt(node, 'templates') }),
    options: optionsOf(node, ['target', 'out', 'templates']),
    node,
    span: node.span,
  };
}

/** The lint settings where nothing was read beside the file itself. */
function ownLint({ root, file }: Document): LintSource {
  const lint = nodeAt(root, 'lint');
  const own = { file, name: file, shared: false, root: lint?.kind === 'map' ? lint : undefined };
  return { files: [own], plugins: [] };
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
