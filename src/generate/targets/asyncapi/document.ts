import { compareText } from '../../../diagnostics/index.js';
import type { Catalog, FlowDef, SagaDef } from '../../../model/index.js';
import { headerText } from '../../header.js';
import { brokerOf } from './brokers.js';
import { channelObject } from './channels.js';
import type { HeaderSet } from './headers.js';
import { documentId, infoOf } from './info.js';
import { filled, type Json } from './json.js';
import { headerSets, messageObject } from './messages.js';
import { operationObject } from './operations.js';
import type { AsyncApiOptions } from './options.js';
import type { Payloads } from './payloads.js';
import type { DocumentPlan } from './plan.js';
import { planServers } from './servers.js';
import { written } from './written.js';

/** The document of one service. Names are sorted, so that a change in the catalog changes only what it concerns. */
export function documentOf(catalog: Catalog, options: AsyncApiOptions, plan: DocumentPlan, payloads: Payloads): Json {
  const { service } = plan;
  const servers = planServers(
    plan.channels.map((channel) => brokerOf(catalog, channel.channel)),
    options,
  );
  return {
    asyncapi: options.asyncapi,
    ...(options.format === 'json' && { 'x-sagac-generated': headerText(catalog) }),
    id: documentId(catalog, service, options),
    info: infoOf(catalog, service, options),
    defaultContentType: payloads.contentType,
    servers: servers.servers,
    channels: byKey(plan.channels.map((channel) => [channel.key, channelObject(catalog, channel, servers)])),
    operations: byKey(plan.operations.map((one) => [one.key, operationObject(catalog, one, service.id)])),
    components: componentsOf(catalog, plan, payloads),
    ...filled({
      'x-sagac-service': { name: service.id, ...written(service.node, ['x-version']) },
      'x-sagac-sagas': definitions([...catalog.sagas.values()].filter((saga) => saga.service?.name === service.id)),
      'x-sagac-flows': definitions([...catalog.flows.values()].filter((flow) => takesPart(flow, service.id))),
    }),
  };
}

function componentsOf(catalog: Catalog, plan: DocumentPlan, payloads: Payloads): Json {
  const messages = [...plan.messages.values()];
  const sets = new Map<string, HeaderSet>();
  for (const message of messages) for (const set of headerSets(catalog, message)) sets.set(set.name, set);
  const sorted = [...sets].sort(([one], [other]) => compareText(one, other));
  return filled({
    messages: byKey([...plan.messages].map(([key, message]) => [key, messageObject(catalog, message, payloads)])),
    messageTraits: byKey(sorted.map(([name, set]) => [name, set.trait])),
    correlationIds: byKey(sorted.map(([name, set]) => [name, set.correlationId])),
    schemas: Object.fromEntries(payloads.schemasOf(messages)),
  });
}

/** Sagas and flows as the catalog has them, with steps, undos and time limits: AsyncAPI has no words of its own for these. */
function definitions(elements: readonly (SagaDef | FlowDef)[]): Json {
  return byKey(elements.map((element) => [element.id, written(element.node) ?? {}]));
}

function takesPart(flow: FlowDef, service: string): boolean {
  return flow.reactions.some(({ by }) => by?.name === service);
}

/** A map whose keys are in the order of the list, also where one looks like a number. */
function byKey(entries: readonly (readonly [string, unknown])[]): Json {
  return Object.fromEntries(entries);
}
