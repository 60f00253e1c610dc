import { type Node, nodeAt } from '../../language/node.js';
import type { Settings } from '../settings.js';
import type { ChannelDef, DeadLetter } from '../topology.js';
import { type BuildContext, durationAt, durationsAt } from './build-context.js';
import { compact } from './compact.js';
import { type Definition, elementOf } from './definitions.js';
import { choiceAt, flagAt, numberAt, refAt, textAt } from './read.js';

/** Reads one entry of `channels`, with the catalog's defaults for what it does not say. */
export function buildChannel(
  context: BuildContext,
  definition: Definition<'channel'>,
  defaults: Settings['channelDefaults'],
): ChannelDef {
  const { node } = definition;
  return {
    ...elementOf(definition),
    ...compact({
      broker: textAt(node, 'broker') ?? defaults.broker,
      partitions: numberAt(node, 'partitions') ?? defaults.partitions,
      retention: durationAt(context, node, 'retention') ?? defaults.retention,
      key: refAt(node, 'key'),
      peakPerSecond: numberAt(node, 'peakPerSecond'),
      maxBytes: numberAt(node, 'maxBytes'),
      delivery: choiceAt(node, 'delivery', ['at-least-once', 'at-most-once', 'exactly-once']),
      compat: textAt(node, 'compat'),
      deadLetter: deadLetterOf(node),
    }),
    retryDelays: nodeAt(node, 'retryDelays') ? durationsAt(context, node, 'retryDelays') : defaults.retryDelays,
    shape: choiceAt(node, 'kind', ['topic', 'queue']) ?? 'topic',
    ordering: choiceAt(node, 'ordering', ['key', 'none']) ?? 'key',
    public: flagAt(node, 'public'),
  };
}

function deadLetterOf(node: Node): DeadLetter | 'none' | undefined {
  const value = nodeAt(node, 'deadLetter');
  if (value?.kind === 'scalar' && value.value === false) return 'none';
  const channel = textAt(value, 'channel');
  if (channel === undefined) return undefined;
  return { channel, ...compact({ owner: textAt(value, 'owner'), alertAfter: numberAt(value, 'alertAfter') }) };
}
