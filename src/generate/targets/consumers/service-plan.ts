import { compareText } from '../../../diagnostics/index.js';
import { takenBy } from '../../../model/facts/channel-traffic.js';
import { commandsHandledBy, eventsNamed, failuresOfReaction, memoised, namesOf } from '../../../model/graph.js';
import type { Catalog, CommandDef, EventDef, FlowDef, Reaction, ServiceDef } from '../../../model/index.js';
import { sagaTaking } from '../../shared/channel-names.js';
import { asksOf } from './asks.js';

/** One consumer of events in a service: a reaction of a flow, or an event that the service is only said to consume. */
export interface PlannedHandler {
  /** Unique in the service; the inbox knows the handler by it. */
  readonly name: string;
  readonly on: readonly EventDef[];
  readonly needs: readonly EventDef[];
  /** Events whose coming or data is asked for, the needed ones among them. */
  readonly asks: readonly EventDef[];
  /** All of them are published where it goes well. */
  readonly emits: readonly EventDef[];
  /** One of them is published where it does not. */
  readonly fails: readonly EventDef[];
  readonly flow?: FlowDef;
  readonly reaction?: Reaction;
}

/** What one service takes from others. */
export interface ServicePlan {
  readonly service: ServiceDef;
  readonly handlers: readonly PlannedHandler[];
  readonly commands: readonly CommandDef[];
  /** Commands that start a saga of the service: its orchestrator takes them. */
  readonly started: readonly CommandDef[];
  /** Events that the service is to hear of, and that go over no channel; sorted. */
  readonly unheard: readonly EventDef[];
}

/** What every service of ours takes that takes anything; `only` leaves one of them. */
export function planServices(catalog: Catalog, only?: string): readonly ServicePlan[] {
  return allPlans(catalog).filter(({ service }) => only === undefined || service.id === only);
}

/** Whoever speaks of groups and channels asks as well. */
const allPlans = memoised((catalog): readonly ServicePlan[] => {
  const services = [...catalog.services.values()].filter(({ external }) => !external);
  const plans = services.map((service) => planService(catalog, service));
  return plans.filter(({ handlers, commands }) => handlers.length + commands.length > 0);
});

function planService(catalog: Catalog, service: ServiceDef): ServicePlan {
  const reacting = withUniqueNames(reactionHandlers(catalog, service));
  const explained = new Set(reacting.flatMap(({ on, needs }) => [...on, ...needs]));
  const declared = takenBy(catalog, service.id).flatMap(({ message, bySagaOnly }) =>
    message.kind === 'event' && !bySagaOnly && !explained.has(message) ? [declaredHandler(message)] : [],
  );
  const handlers = [...declared, ...reacting].sort((a, b) => compareText(a.name, b.name));
  const all = commandsHandledBy(catalog, service.id);
  const started = all.filter((command) => sagaTaking(catalog, command) !== undefined);
  const heard = new Set(handlers.flatMap(({ on, asks }) => [...on, ...asks]));
  const toldOnly = [...catalog.events.values()].filter((event) => isToldOf(event, service) || heard.has(event));
  return {
    service,
    handlers: handlers.filter(({ on }) => on.some((event) => event.channel !== undefined)),
    commands: all.filter((command) => !started.includes(command)),
    started,
    unheard: toldOnly.filter((event) => event.channel === undefined),
  };
}

function isToldOf({ consumers }: EventDef, service: ServiceDef): boolean {
  return consumers.some((consumer) => consumer.service.name === service.id);
}

function declaredHandler(event: EventDef): PlannedHandler {
  return { name: event.id, on: [event], needs: [], asks: [], emits: [], fails: [] };
}

function reactionHandlers(catalog: Catalog, service: ServiceDef): readonly PlannedHandler[] {
  return [...catalog.flows.values()].flatMap((flow) =>
    flow.reactions
      .filter(({ by }) => by?.name === service.id)
      .map((reaction) => ({
        name: `${flow.id}.${namesOf(reaction.on).join('+')}`,
        on: eventsNamed(catalog, reaction.on),
        needs: eventsNamed(catalog, reaction.needs),
        asks: asksOf(catalog, reaction),
        emits: eventsNamed(catalog, reaction.emits),
        fails: failuresOfReaction(catalog, reaction).flatMap((id) => catalog.events.get(id) ?? []),
        flow,
        reaction,
      }))
      .filter(({ on }) => on.length > 0),
  );
}

/** Two reactions of a flow to the same event are told apart by their order. */
function withUniqueNames(handlers: readonly PlannedHandler[]): readonly PlannedHandler[] {
  const seen = new Map<string, number>();
  return handlers.map((handler) => {
    const count = (seen.get(handler.name) ?? 0) + 1;
    seen.set(handler.name, count);
    return count === 1 ? handler : { ...handler, name: `${handler.name}#${count}` };
  });
}

/** Events that come in or are emitted, sorted by id. */
export function eventsOf({ handlers }: ServicePlan): readonly EventDef[] {
  const all = handlers.flatMap(({ on, asks, emits, fails }) => [...on, ...asks, ...emits, ...fails]);
  return [...new Set(all)].sort((a, b) => compareText(a.id, b.id));
}

/** Events that come in, sorted by id. */
export function heardBy({ handlers }: ServicePlan): readonly EventDef[] {
  const heard = new Set(handlers.flatMap(({ on, asks }) => [...on, ...asks]));
  return [...heard].filter(({ channel }) => channel !== undefined).sort((a, b) => compareText(a.id, b.id));
}

/** Consumer groups that the catalog names for the service on a channel, in the order of the events. */
export function groupsOn(plan: ServicePlan, channel: string): readonly string[] {
  const events = heardBy(plan).filter((event) => event.channel?.name === channel);
  const own = events.flatMap(({ consumers }) => consumers.filter(({ service }) => service.name === plan.service.id));
  return [...new Set(own.flatMap(({ group }) => group ?? []))];
}

/** Answers to a command: its successes and failures, each once. */
export function outcomesOf(catalog: Catalog, { success, failure }: CommandDef): readonly EventDef[] {
  return [...new Set(eventsNamed(catalog, [...success, ...failure]))];
}
