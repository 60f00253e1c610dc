import { commandsHandledBy, consumersOf, flattenSteps, isReply, producersOf } from '../model/graph.js';
import type { Catalog, Element, ElementKind, NameRef, TypeDef } from '../model/index.js';
import { printType } from '../model/values/print-type.js';

/** One cell of a listing: a list is several names. */
export type Cell = string | number | boolean | readonly string[] | undefined;

/** One definition in a listing, by the keys of the columns of its kind. */
export type Row = Readonly<Record<string, Cell>>;

/** A section of the catalog as a table. */
export interface Kind {
  /** Name of the section. */
  readonly id: string;
  readonly element: ElementKind;
  readonly summary: string;
  /** Keys of `rows` in the order in which they are shown. */
  readonly columns: readonly string[];
  readonly rows: (catalog: Catalog) => readonly Row[];
}

/** All kinds of definitions, sorted by id. */
export const kinds: readonly Kind[] = [
  {
    id: 'channels',
    element: 'channel',
    summary: 'where messages travel',
    columns: ['name', 'broker', 'partitions', 'key', 'events'],
    rows: (catalog) =>
      rowsOf(catalog.channels, (channel) => ({
        broker: channel.broker,
        partitions: channel.partitions,
        key: channel.key?.name,
        events: ids(catalog.events, (event) => event.channel?.name === channel.id),
      })),
  },
  {
    id: 'commands',
    element: 'command',
    summary: 'what services are told to do, and how it may end',
    columns: ['name', 'version', 'handler', 'success', 'failure'],
    rows: (catalog) =>
      rowsOf(catalog.commands, (command) => ({
        version: command.version,
        handler: command.handler?.name,
        success: names(command.success),
        failure: names(command.failure),
      })),
  },
  {
    id: 'events',
    element: 'event',
    summary: 'what has happened',
    columns: ['name', 'version', 'producer', 'consumers', 'channel'],
    rows: (catalog) =>
      rowsOf(catalog.events, (event) => ({
        version: event.version,
        producer: services(producersOf(catalog, event.id)),
        consumers: services(consumersOf(catalog, event.id)),
        channel: event.channel?.name ?? (isReply(catalog, event) ? '(reply)' : undefined),
      })),
  },
  {
    id: 'flows',
    element: 'flow',
    summary: 'services that react to events on their own',
    columns: ['name', 'owner', 'reactions', 'on', 'emits'],
    rows: (catalog) =>
      rowsOf(catalog.flows, (flow) => ({
        owner: flow.owner,
        reactions: flow.reactions.length,
        on: unique(flow.reactions.flatMap((reaction) => names(reaction.on))),
        emits: unique(flow.reactions.flatMap((reaction) => names(reaction.emits))),
      })),
  },
  {
    id: 'sagas',
    element: 'saga',
    summary: 'processes over several services, with their way back',
    columns: ['name', 'version', 'service', 'start', 'steps', 'complete', 'abort'],
    rows: (catalog) =>
      rowsOf(catalog.sagas, (saga) => ({
        version: saga.version,
        service: saga.service?.name,
        start: saga.start?.name,
        steps: flattenSteps(saga.steps).length,
        complete: names(saga.complete.map((end) => end.event)),
        abort: names(saga.abort.map((end) => end.event)),
      })),
  },
  {
    id: 'services',
    element: 'service',
    summary: 'who handles commands and publishes events',
    columns: ['name', 'owner', 'domain', 'handles', 'produces'],
    rows: (catalog) =>
      rowsOf(catalog.services, (service) => ({
        owner: service.external ? '(external)' : service.owner,
        domain: service.domain,
        handles: commandsHandledBy(catalog, service.id).length,
        produces: ids(catalog.events, (event) => services(producersOf(catalog, event.id)).includes(service.id)).length,
      })),
  },
  {
    id: 'types',
    element: 'type',
    summary: 'what fields are made of',
    columns: ['name', 'shape', 'of'],
    rows: (catalog) => rowsOf(catalog.types, (type) => ({ shape: type.shape, of: partsOf(type) })),
  },
];

function partsOf(type: TypeDef): readonly string[] {
  switch (type.shape) {
    case 'record':
      return type.fields.map((field) => field.name);
    case 'enum':
      return type.values;
    case 'union':
      return type.cases.map((entry) => entry.type.name);
    case 'scalar':
      return [printType(type.type)];
  }
}

function rowsOf<T extends Element>(section: ReadonlyMap<string, T>, cells: (element: T) => Row): readonly Row[] {
  return [...section.values()].map((element) => ({ name: element.id, ...cells(element), summary: element.summary }));
}

function ids<T extends Element>(section: ReadonlyMap<string, T>, wanted: (element: T) => boolean): readonly string[] {
  return [...section.values()].filter(wanted).map((element) => element.id);
}

function services(uses: readonly { readonly service?: NameRef }[]): readonly string[] {
  return names(uses.flatMap((use) => use.service ?? []));
}

function names(refs: readonly NameRef[]): readonly string[] {
  return unique(refs.map((ref) => ref.name));
}

function unique(list: readonly string[]): readonly string[] {
  return [...new Set(list)];
}
