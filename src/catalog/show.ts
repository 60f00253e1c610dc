import type { Catalog, Deprecation, Element } from '../model/index.js';
import { commandBody, eventBody } from './message-sheet.js';
import { flowBody, sagaBody } from './process-sheet.js';
import type { Sheet } from './sheet.js';
import { channelBody, serviceBody, typeBody } from './topology-sheet.js';

type Body = Pick<Sheet, 'facts' | 'tables'>;

/** The definitions of this name; more than one where sections share it, none where the catalog has none. */
export function showDefinition(catalog: Catalog, name: string): readonly Sheet[] {
  return [
    ...sheet(catalog.events.get(name), (event) => eventBody(catalog, event)),
    ...sheet(catalog.commands.get(name), (command) => commandBody(catalog, command)),
    ...sheet(catalog.sagas.get(name), (saga) => sagaBody(catalog, saga)),
    ...sheet(catalog.flows.get(name), flowBody),
    ...sheet(catalog.services.get(name), (service) => serviceBody(catalog, service)),
    ...sheet(catalog.channels.get(name), (channel) => channelBody(catalog, channel)),
    ...sheet(catalog.types.get(name), (type) => typeBody(catalog, type)),
  ];
}

/** Names of all definitions. */
export function definitionNames(catalog: Catalog): readonly string[] {
  const { events, commands, sagas, flows, services, channels, types } = catalog;
  return [events, commands, sagas, flows, services, channels, types].flatMap((section) => [...section.keys()]);
}

function sheet<T extends Element>(element: T | undefined, body: (element: T) => Body): readonly Sheet[] {
  if (!element) return [];
  const { kind, id, file, summary, docs, deprecated } = element;
  return [
    {
      kind,
      name: id,
      file,
      ...(summary !== undefined && { summary }),
      ...(docs !== undefined && { docs }),
      ...(deprecated && { deprecated: deprecationText(deprecated) }),
      ...body(element),
    },
  ];
}

function deprecationText({ since, sunset, use }: Deprecation): string {
  const parts = [since && `since ${since}`, sunset && `until ${sunset}`, use && `use ${use}`];
  return parts.filter((part) => part !== undefined && part !== '').join(', ') || 'yes';
}
