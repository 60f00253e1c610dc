import { compareText } from '../../../diagnostics/index.js';
import { eventsNamed, memoised, namesOf, producersOf } from '../../../model/graph.js';
import { push } from '../../../model/grouped.js';
import {
  type Catalog,
  type CommandDef,
  type EventDef,
  type MessageDef,
  messageById,
  type SagaDef,
  type ServiceDef,
} from '../../../model/index.js';
import { channelOfCommand } from '../../shared/channel-names.js';

/** A message that a service puts into its outbox. */
export interface Published<M extends MessageDef = MessageDef> {
  readonly message: M;
  readonly channel: string;
  /** Sagas of this service that publish the event when they end. */
  readonly endOf: readonly SagaDef[];
  /** Commands of this service that the event also answers. */
  readonly answers: readonly CommandDef[];
}

/** What one service tells others. */
export interface ServicePlan {
  readonly service: ServiceDef;
  readonly events: readonly Published<EventDef>[];
  readonly commands: readonly Published<CommandDef>[];
  /** Commands that the service carries out, with the events that answer them. */
  readonly handled: readonly { readonly command: CommandDef; readonly outcomes: readonly EventDef[] }[];
  /** Events of the service that go over no channel and answer none of its commands, sorted. */
  readonly unsaid: readonly EventDef[];
}

/** What every service of the catalog tells, as far as it is ours and tells anything; `only` leaves one of them. */
export function planServices(catalog: Catalog, only?: string): readonly ServicePlan[] {
  const services = [...catalog.services.values()].filter((service) => !service.external);
  const plans = services.flatMap((service) =>
    only === undefined || only === service.id ? [planService(catalog, service)] : [],
  );
  return plans.filter(({ events, commands, handled }) => events.length + commands.length + handled.length > 0);
}

function planService(catalog: Catalog, service: ServiceDef): ServicePlan {
  const produced = eventsBy(catalog).get(service.id) ?? [];
  const handled = [...catalog.commands.values()]
    .filter(({ handler }) => handler?.name === service.id)
    .map((command) => ({ command, outcomes: eventsNamed(catalog, [...command.success, ...command.failure]) }))
    .filter(({ outcomes }) => outcomes.length > 0);
  const answers = new Set(handled.flatMap(({ outcomes }) => outcomes.map(({ id }) => id)));
  return {
    service,
    events: produced.flatMap((event) => publishedEvent(catalog, service, event, handled)),
    commands: [...catalog.commands.values()].flatMap((command) => publishedCommand(catalog, service, command)),
    handled,
    unsaid: produced.filter((event) => event.channel === undefined && !answers.has(event.id)),
  };
}

/** The events that each service publishes, by declaration or by what it does; in the order of their ids. */
const eventsBy = memoised((catalog) => {
  const byService = new Map<string, EventDef[]>();
  for (const event of catalog.events.values()) {
    const names = producersOf(catalog, event.id).flatMap(({ service }) => service?.name ?? []);
    for (const name of [...new Set(names)].sort(compareText)) push(byService, name, event);
  }
  return byService;
});

function publishedEvent(
  catalog: Catalog,
  service: ServiceDef,
  event: EventDef,
  handled: ServicePlan['handled'],
): readonly Published<EventDef>[] {
  if (event.channel === undefined) return [];
  const ends = producersOf(catalog, event.id).flatMap(({ service: by, via }) =>
    via.kind === 'saga' && by?.name === service.id ? [via.saga] : [],
  );
  const answers = handled.flatMap(({ command, outcomes }) => (outcomes.includes(event) ? [command] : []));
  return [{ message: event, channel: event.channel.name, endOf: [...new Set(ends)], answers }];
}

/** Sagas send their commands themselves. */
function publishedCommand(
  catalog: Catalog,
  service: ServiceDef,
  command: CommandDef,
): readonly Published<CommandDef>[] {
  const name = channelOfCommand(catalog, command);
  if (name === undefined || !namesOf(command.senders).includes(service.id)) return [];
  return [{ message: command, channel: name, endOf: [], answers: [] }];
}

/** Ids of all messages that a service's files speak of, sorted. */
export function messagesOf({ events, commands, handled }: ServicePlan): readonly string[] {
  const published = [...events, ...commands].map(({ message }) => message.id);
  const outcomes = handled.flatMap(({ outcomes: all }) => all.map(({ id }) => id));
  return [...new Set([...published, ...outcomes])].sort(compareText);
}

/** Whether the key that the catalog names is a field that the payload has. */
export function keyField(catalog: Catalog, { id }: MessageDef): string | undefined {
  const message = messageById(catalog, id);
  const field = message?.payload.fields.find(({ name }) => name === message.key?.name);
  return field?.name;
}
