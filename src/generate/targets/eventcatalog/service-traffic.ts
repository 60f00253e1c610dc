import { compareText } from '../../../diagnostics/index.js';
import {
  consumersOf,
  eventsNamed,
  failuresOfReaction,
  memoised,
  producersOf,
  reactionsIn,
  sagasUsing,
  serviceNames,
} from '../../../model/graph.js';
import { push } from '../../../model/grouped.js';
import {
  type Catalog,
  type EventDef,
  type MessageDef,
  messageById,
  messagesIn,
  type NameRef,
  type Reaction,
  type SagaDef,
} from '../../../model/index.js';
import type { YamlValue } from '../../yaml-text.js';
import { type CatalogView, pointerTo } from './catalog-view.js';
import { ON_SUCCESS, onFailure, reactionCondition } from './conditions.js';

/** What a service sends and receives, as pointers of EventCatalog, sorted by message. */
export interface ServiceTraffic {
  readonly sends: readonly YamlValue[];
  readonly receives: readonly YamlValue[];
}

/** The traffic of every service, by its id. */
export function serviceTraffic(view: CatalogView): ReadonlyMap<string, ServiceTraffic> {
  const { catalog } = view;
  const sent = new Map<string, MessageDef[]>();
  const received = new Map<string, MessageDef[]>();
  for (const message of messagesIn(catalog)) {
    for (const service of new Set(sendersOf(catalog, message))) push(sent, service, message);
    for (const service of new Set(receiversOf(catalog, message))) push(received, service, message);
  }
  const traffic = [...catalog.services.keys()].map((service): [string, ServiceTraffic] => [
    service,
    {
      sends: sorted(sent.get(service)).map((message) => ({
        ...pointerTo(view, message),
        to: channelsOf(view, message),
      })),
      receives: sorted(received.get(service)).map((message) => receipt(view, service, message)),
    },
  ]);
  return new Map(traffic);
}

function receipt(view: CatalogView, service: string, message: MessageDef): YamlValue {
  const consumer = message.kind === 'event' ? message.consumers.find((one) => one.service.name === service) : undefined;
  const triggers = triggersOf(view, service, message);
  return {
    ...pointerTo(view, message),
    fields: consumer?.uses?.map(({ name }) => name),
    group: consumer?.group,
    from: channelsOf(view, message),
    triggers: triggers.length > 0 ? triggers : undefined,
  };
}

/** Services that send a command or publish an event. */
export function sendersOf(catalog: Catalog, message: MessageDef): readonly string[] {
  if (message.kind === 'event') return serviceNames(producersOf(catalog, message.id));
  const sagas = sagasUsing(catalog, message.id);
  return [...message.senders, ...sagas.flatMap(({ service }) => service ?? [])].map(({ name }) => name);
}

function receiversOf(catalog: Catalog, message: MessageDef): readonly string[] {
  if (message.kind === 'event') return serviceNames(consumersOf(catalog, message.id));
  return message.handler ? [message.handler.name] : [];
}

function channelsOf(view: CatalogView, message: MessageDef): YamlValue {
  const channel = message.channel && view.catalog.channels.get(message.channel.name);
  return channel && [pointerTo(view, channel)];
}

interface Outcome {
  readonly events: readonly NameRef[];
  readonly condition: (event: string) => string;
}

/** What follows when a service receives a message: outcomes of the command, of its reactions, of its sagas. */
function triggersOf(view: CatalogView, service: string, message: MessageDef): readonly YamlValue[] {
  const outcomes = message.kind === 'command' ? outcomesOf(view.catalog, message) : followUps(view, service, message);
  const seen = new Set<string>();
  return outcomes.flatMap(({ events, condition }) =>
    eventsNamed(view.catalog, events).flatMap((event): YamlValue[] => {
      const text = condition(event.id);
      if (seen.has(`${event.id} ${text}`)) return [];
      seen.add(`${event.id} ${text}`);
      return [{ ...pointerTo(view, event), condition: text }];
    }),
  );
}

function outcomesOf(
  catalog: Catalog,
  outcome: { readonly success: readonly NameRef[]; readonly failure: readonly NameRef[] },
): readonly Outcome[] {
  return [
    { events: outcome.success, condition: () => ON_SUCCESS },
    { events: outcome.failure, condition: (event) => onFailure(catalog, event) },
  ];
}

function followUps({ catalog }: CatalogView, service: string, event: EventDef): readonly Outcome[] {
  const reactions = (reactionsOn(catalog).get(event.id) ?? []).filter(({ by }) => by?.name === service);
  const ofReactions = reactions.flatMap((reaction): Outcome[] => {
    const fails = failuresOfReaction(catalog, reaction).map((name) => ({ name, span: reaction.span }));
    const { emits } = reaction;
    return [
      { events: emits, condition: () => reactionCondition(ON_SUCCESS, reaction) },
      { events: fails, condition: (id) => reactionCondition(onFailure(catalog, id), reaction) },
    ];
  });
  const sagas = (sagasOn(catalog).get(event.id) ?? []).filter((saga) => saga.service?.name === service);
  return [...ofReactions, ...sagas.flatMap((saga) => endsOf(catalog, saga))];
}

const reactionsOn = memoised((catalog) => {
  const reactions = new Map<string, Reaction[]>();
  for (const reaction of reactionsIn(catalog)) for (const { name } of reaction.on) push(reactions, name, reaction);
  return reactions;
});

const sagasOn = memoised((catalog) => {
  const sagas = new Map<string, SagaDef[]>();
  for (const saga of catalog.sagas.values()) if (saga.start) push(sagas, saga.start.name, saga);
  return sagas;
});

function endsOf(catalog: Catalog, saga: SagaDef): readonly Outcome[] {
  const success = saga.complete.map(({ event }) => event);
  const failure = saga.abort.map(({ event }) => event);
  return outcomesOf(catalog, { success, failure });
}

function sorted(messages: readonly MessageDef[] = []): readonly MessageDef[] {
  return [...messages].sort((a, b) => compareText(a.id, b.id));
}

/** Whether nobody in the catalog sends a message, so that its channel has to stand on the message itself. */
export function isUnsent(catalog: Catalog, id: string): boolean {
  const message = messageById(catalog, id);
  return message !== undefined && !sendersOf(catalog, message).some((service) => catalog.services.has(service));
}
