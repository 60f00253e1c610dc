import { failureEventsOf, failuresOfReaction } from '../../model/graph.js';
import { grouped } from '../../model/grouped.js';
import {
  type Catalog,
  type Element,
  type MessageDef,
  messageById,
  messagesIn,
  type NameRef,
  type Reference,
} from '../../model/index.js';
import { reachedTypes } from '../walk-types.js';

/**
 * The part of a catalog that one service needs: the sagas that it runs, the flows in which it reacts, the messages that it
 * sends, handles or consumes or that these touch, and all that is named there. It is a whole catalog: what is in it names
 * only what is in it, definitions are the very same objects, and each major version of a message comes with the others.
 */
export function catalogForService(catalog: Catalog, service: string): Catalog {
  const named = referencesByElement(catalog);
  const sagas = [...catalog.sagas.values()].filter((saga) => is(saga.service, service));
  const flows = [...catalog.flows.values()].filter((flow) => flow.reactions.some(({ by }) => is(by, service)));
  const own = messagesIn(catalog).filter((message) => isOf(message, service));
  const touched = [...sagas, ...flows].flatMap((process) => messagesNamedIn(catalog, named, process));
  const failures = flows.flatMap(({ reactions }) => reactions).flatMap((one) => failuresOfReaction(catalog, one));
  const messages = withAllBeside(catalog, named, [
    ...own,
    ...touched,
    ...failures.flatMap((name) => catalog.events.get(name) ?? []),
  ]);
  const fields = [...messages].flatMap(({ payload }) => payload.fields);
  const kept = new Set<Element>([...sagas, ...flows, ...messages, ...reachedTypes(catalog, fields)]);
  keepChannels(catalog, named, kept);
  for (const name of [service, ...namedAs(named, kept, 'service')]) keep(kept, catalog.services.get(name));
  return part(catalog, kept);
}

/** The messages with those that they name, and so on. */
function withAllBeside(catalog: Catalog, named: Named, first: readonly MessageDef[]): ReadonlySet<MessageDef> {
  const majors = grouped(messagesIn(catalog), ({ name }) => name);
  const kept = new Set<MessageDef>();
  const open = [...first];
  for (let message = open.pop(); message !== undefined; message = open.pop()) {
    if (kept.has(message)) continue;
    kept.add(message);
    // Other majors may still be on their way, and upcasters lead from one to the next.
    open.push(...messagesBeside(catalog, named, message), ...(majors.get(message.name) ?? []));
  }
  return kept;
}

type Named = ReadonlyMap<Element, readonly Reference[]>;

function is(ref: NameRef | undefined, name: string): boolean {
  return ref?.name === name;
}

/** Whether a service sends, handles or consumes a message. */
function isOf(message: MessageDef, service: string): boolean {
  if (message.kind === 'event') {
    return is(message.producer, service) || message.consumers.some((consumer) => is(consumer.service, service));
  }
  return is(message.handler, service) || message.senders.some((sender) => is(sender, service));
}

function referencesByElement({ references }: Catalog): Named {
  return grouped(references, ({ from }) => from);
}

/** The messages that a message names, and the failures of a command that name it. */
function messagesBeside(catalog: Catalog, named: Named, message: MessageDef): readonly MessageDef[] {
  const failures = message.kind === 'command' ? failureEventsOf(catalog, message) : [];
  return [...messagesNamedIn(catalog, named, message), ...failures];
}

function messagesNamedIn(catalog: Catalog, named: Named, element: Element): readonly MessageDef[] {
  const references = named.get(element) ?? [];
  return references.flatMap(({ target, ref }) =>
    target === 'event' || target === 'command' || target === 'message' ? (messageById(catalog, ref.name) ?? []) : [],
  );
}

function keepChannels(catalog: Catalog, named: Named, kept: Set<Element>): void {
  for (const name of namedAs(named, kept, 'channel')) {
    const channel = catalog.channels.get(name);
    keep(kept, channel);
    if (typeof channel?.deadLetter === 'object') keep(kept, catalog.channels.get(channel.deadLetter.channel));
  }
}

function namedAs(named: Named, kept: ReadonlySet<Element>, target: Reference['target']): ReadonlySet<string> {
  const references = [...kept].flatMap((element) => named.get(element) ?? []);
  return new Set(references.filter((reference) => reference.target === target).map(({ ref }) => ref.name));
}

function keep(kept: Set<Element>, element: Element | undefined): void {
  if (element) kept.add(element);
}

function part(catalog: Catalog, kept: ReadonlySet<Element>): Catalog {
  const only = <E extends Element>(section: ReadonlyMap<string, E>) =>
    new Map([...section].filter(([, element]) => kept.has(element)));
  return Object.freeze({
    settings: catalog.settings,
    services: only(catalog.services),
    types: only(catalog.types),
    channels: only(catalog.channels),
    events: only(catalog.events),
    commands: only(catalog.commands),
    sagas: only(catalog.sagas),
    flows: only(catalog.flows),
    references: catalog.references.filter(({ from }) => kept.has(from)),
    unresolved: catalog.unresolved.filter(({ from }) => kept.has(from)),
    texts: catalog.texts,
  });
}
