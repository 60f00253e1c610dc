import { entryOf, type Node } from '../../language/node.js';
import type { NameRef } from '../element.js';
import type { Call, CommandDef, Consumer, EventDef, MessageDef } from '../message.js';
import type { Settings } from '../settings.js';
import type { ChannelDef } from '../topology.js';
import { type BuildContext, durationAt } from './build-context.js';
import { buildPayload } from './build-payload.js';
import { addDefined, compact } from './compact.js';
import { type Definition, namedOf } from './definitions.js';
import { choiceAt, flagAt, itemsAt, numberAt, refAt, refOf, refsAt, textAt } from './read.js';
import { retryAt } from './read-retry.js';

type Channels = ReadonlyMap<string, ChannelDef>;

/** Reads one entry of `events`. */
export function buildEvent(context: BuildContext, definition: Definition<'event'>, channels: Channels): EventDef {
  const { node } = definition;
  const event = Object.assign(messageOf(context, definition, channels), {
    consumers: consumersAt(node),
    visibility: choiceAt(node, 'visibility', ['public', 'internal']) ?? 'public',
    carries: choiceAt(node, 'carries', ['state', 'notification', 'delta']) ?? 'state',
    retryable: flagAt(node, 'retryable'),
    effect: choiceAt(node, 'effect', ['none', 'unknown']) ?? 'none',
  } as const);
  return addDefined(event, { producer: refAt(node, 'producer'), failureOf: refAt(node, 'failureOf') });
}

/** Reads one entry of `commands`, with the catalog's defaults for time limit and retry. */
export function buildCommand(
  context: BuildContext,
  definition: Definition<'command'>,
  channels: Channels,
  defaults: Settings['commandDefaults'],
): CommandDef {
  const { node } = definition;
  const command = Object.assign(messageOf(context, definition, channels), {
    senders: refsAt(node, 'senders'),
    success: refsAt(node, 'success'),
    failure: refsAt(node, 'failure'),
    retry: retryAt(context, node, defaults.retry),
    effect: choiceAt(node, 'effect', ['some', 'none']) ?? 'some',
    calls: callsAt(node),
    refusedAfter: refsAt(node, 'refusedAfter'),
  } as const);
  const timeout = durationAt(context, node, 'timeout') ?? defaults.timeout;
  return addDefined(command, { handler: refAt(node, 'handler'), timeout });
}

function messageOf<K extends 'event' | 'command'>(
  context: BuildContext,
  definition: Definition<K>,
  channels: Channels,
) {
  const { node, key } = definition;
  const [name = key.text, major] = key.text.includes('@') ? key.text.split('@') : [key.text];
  const channel = refAt(node, 'channel');
  const message = Object.assign(Object.create(context.messageBase) as Pick<MessageDef, 'node'>, namedOf(definition), {
    name,
    payload: buildPayload(context, definition),
    examples: exampleNodes(node),
  });
  return addDefined(message, {
    oldMajor: major === undefined ? undefined : Number(major),
    version: textAt(node, 'version'),
    wire: textAt(node, 'wire'),
    channel,
    key: refAt(node, 'key') ?? defaultKey(channel, channels),
    compat: textAt(node, 'compat'),
    cannotFail: textAt(node, 'cannotFail'),
  });
}

function defaultKey(channel: NameRef | undefined, channels: Channels): NameRef | undefined {
  return channel && channels.get(channel.name)?.key;
}

/** Examples are a list, or a map from a title to the example. */
function exampleNodes(node: Node): readonly Node[] {
  const examples = entryOf(node, 'examples')?.value;
  return examples?.kind === 'list' ? examples.items : [];
}

function consumersAt(node: Node): readonly Consumer[] {
  return itemsAt(node, 'consumers').flatMap((item) => consumerOf(item) ?? []);
}

function consumerOf(node: Node): Consumer | undefined {
  const service = node.kind === 'map' ? refAt(node, 'service') : refOf(node);
  if (service === undefined) return undefined;
  if (node.kind !== 'map') return { service };
  return {
    service,
    ...compact({
      uses: entryOf(node, 'uses') && refsAt(node, 'uses'),
      group: textAt(node, 'group'),
      perSecond: numberAt(node, 'perSecond'),
      instances: numberAt(node, 'instances'),
    }),
  };
}

/** The `calls` of a command or reaction: a service's name, or `{ service, idempotentBy }`. */
export function callsAt(node: Node): readonly Call[] {
  return itemsAt(node, 'calls').flatMap((item) => {
    const service = item.kind === 'map' ? refAt(item, 'service') : refOf(item);
    return service ? [{ service, idempotentBy: refsAt(item, 'idempotentBy') }] : [];
  });
}
