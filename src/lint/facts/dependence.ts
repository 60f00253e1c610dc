import { commandsOf, consumersOf, producersOf, sagasUsing, serviceNames } from '../../model/graph.js';
import { counted } from '../../model/grouped.js';
import type { Catalog, CommandDef, EventDef, FlowDef, SagaDef } from '../../model/index.js';

/** Things that happen between services, and how many of them stop when a service does. */
export interface Dependence {
  readonly total: number;
  readonly byService: ReadonlyMap<string, number>;
}

/** Messages that one service sends and another gets: an event stops with its producers, a command with its handler. */
export function messageDependence(catalog: Catalog): Dependence {
  const needed: (readonly string[])[] = [];
  for (const event of catalog.events.values()) {
    if (event.oldMajor === undefined) needed.push(publishersForOthers(catalog, event));
  }
  for (const command of catalog.commands.values()) {
    if (command.oldMajor === undefined) needed.push(handlerForOthers(catalog, command));
  }
  return countedBy(needed);
}

/** Sagas and flows: a saga needs its own service and all handlers, a flow those that pass something on. */
export function processDependence(catalog: Catalog): Dependence {
  return countedBy([
    ...[...catalog.sagas.values()].map((saga) => servicesOfSaga(catalog, saga)),
    ...[...catalog.flows.values()].map((flow) => servicesOfFlow(catalog, flow)),
  ]);
}

function countedBy(needed: readonly (readonly string[])[]): Dependence {
  const told = needed.filter((services) => services.length > 0);
  return { total: told.length, byService: counted(told.flatMap((services) => [...new Set(services)])) };
}

function publishersForOthers(catalog: Catalog, event: EventDef): readonly string[] {
  const publishers = serviceNames(producersOf(catalog, event.id));
  return isReadElsewhere(catalog, event.id, publishers) ? publishers : [];
}

function isReadElsewhere(catalog: Catalog, event: string, publishers: readonly string[]): boolean {
  return consumersOf(catalog, event).some(({ service }) => service && !publishers.includes(service.name));
}

function handlerForOthers(catalog: Catalog, { id, handler, senders }: CommandDef): readonly string[] {
  if (handler === undefined) return [];
  const asking = [...senders.map(({ name }) => name), ...sagasUsing(catalog, id).map(({ service }) => service?.name)];
  return asking.some((name) => name !== undefined && name !== handler.name) ? [handler.name] : [];
}

function servicesOfSaga(catalog: Catalog, saga: SagaDef): readonly string[] {
  const handlers = commandsOf(saga).flatMap((name) => catalog.commands.get(name)?.handler?.name ?? []);
  return [...(saga.service ? [saga.service.name] : []), ...handlers];
}

function servicesOfFlow(catalog: Catalog, flow: FlowDef): readonly string[] {
  return flow.reactions.flatMap(({ on, by, emits }) => {
    const starters = on.flatMap(({ name }) => serviceNames(producersOf(catalog, name)));
    const passesOn = by && emits.some(({ name }) => isReadElsewhere(catalog, name, [by.name]));
    return passesOn ? [...starters, by.name] : starters;
  });
}
