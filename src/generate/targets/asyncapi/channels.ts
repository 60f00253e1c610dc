import { compareText } from '../../../diagnostics/index.js';
import type { Catalog, ChannelDef } from '../../../model/index.js';
import { channelBindings } from './bindings.js';
import { brokerOf } from './brokers.js';
import { channelDefinition } from './definitions.js';
import { tagsOf } from './info.js';
import { componentRef, filled, type Json } from './json.js';
import type { ChannelPlan } from './plan.js';
import type { ServersPlan } from './servers.js';
import { written } from './written.js';

/** A channel of the document. */
export function channelObject(catalog: Catalog, plan: ChannelPlan, servers: ServersPlan): Json {
  const declared = catalog.channels.get(plan.use === 'dead-letters' ? plan.key : (plan.channel ?? ''));
  const broker = brokerOf(catalog, plan.channel);
  const messages = [...plan.messages.keys()].sort(compareText).map((key) => [key, componentRef('messages', key)]);
  return {
    address: plan.address ?? null,
    ...filled({
      title: plan.key,
      summary: declared?.summary,
      description: declared?.docs ?? descriptionOf(plan, declared),
      servers: servers.refsFor(broker),
      parameters: plan.address === undefined ? undefined : parametersOf(plan.address, declared),
      messages: Object.fromEntries(messages),
      tags: tagsOf(declared?.tags ?? []),
      bindings: channelBindings(broker, plan.address, shapeOf(plan, declared), declared),
      'x-sagac-channel': plan.use === 'declared' ? undefined : plan.use,
      'x-sagac-dead-letters-of': plan.use === 'dead-letters' ? plan.channel : undefined,
      'x-sagac-definition': declared && channelDefinition(declared),
    }),
  };
}

/** Dead letters lie in one queue, where the catalog does not declare the channel. */
function shapeOf({ use }: ChannelPlan, declared: ChannelDef | undefined): ChannelDef['shape'] {
  return declared?.shape ?? (use === 'dead-letters' ? 'queue' : 'topic');
}

function descriptionOf({ use, channel }: ChannelPlan, declared: ChannelDef | undefined): string | undefined {
  if (declared) return undefined;
  switch (use) {
    case 'declared':
      return 'A channel that the catalog names and does not describe.';
    case 'commands':
      return 'Commands for the service that carries them out.';
    case 'events':
      return 'Events of one service for which the catalog names no channel.';
    case 'answers':
      return 'Answers to commands. Who sends a command says in its header reply-to where the answer goes.';
    case 'dead-letters':
      return `What a reader of ${channel ?? 'a channel'} could not handle.`;
    case 'unknown':
      return 'The catalog does not say over which channel this goes.';
  }
}

/** The parts of an address in braces; `x-parameters` of the channel says more about them. */
function parametersOf(address: string, declared: ChannelDef | undefined): Json {
  const names = [...address.matchAll(/\{([^{}]+)\}/g)].flatMap((match) => match[1] ?? []);
  const described = declared && written(declared.node)?.['x-parameters'];
  return Object.fromEntries([...new Set(names)].map((name) => [name, parameterOf(described, name)]));
}

function parameterOf(described: unknown, name: string): Json {
  const own = (described as Json | undefined)?.[name];
  if (typeof own === 'string') return { description: own };
  if (typeof own !== 'object' || own === null) return {};
  const { enum: values, default: value, description, examples } = own as Json;
  return filled({ enum: values, default: value, description, examples });
}
