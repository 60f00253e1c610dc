import { compareText } from '../../../diagnostics/index.js';
import { trafficOf } from '../../../model/facts/channel-traffic.js';
import { producersOf, serviceNames } from '../../../model/graph.js';
import type { Catalog, Element, MessageDef, SagaDef } from '../../../model/index.js';

/** A team as EventCatalog knows it. */
export interface Team {
  /** Also the name of its file. */
  readonly id: string;
  readonly name: string;
}

/** Who answers for what. */
export interface Owners {
  /** Every team that owns something, sorted by id. */
  readonly teams: readonly Team[];
  /** Ids of the teams that answer for a definition; `unowned` alone where the catalog names nobody. */
  of(element: Element): readonly string[];
  /** The same for a domain. */
  ofDomain(domain: string): readonly string[];
}

/** The team that stands where nobody is named: EventCatalog wants an owner everywhere. */
export const UNOWNED = 'unowned';

export function ownersIn(catalog: Catalog): Owners {
  const ids = teamIds(catalog);
  const used = new Set<string>();
  const known = new Map<Element | string, readonly string[]>();
  const resolve = (names: readonly (string | undefined)[]): readonly string[] => {
    const found = [...new Set(names.flatMap((name) => ids.get(name ?? '') ?? []))].sort(compareText);
    const owners = found.length > 0 ? found : [UNOWNED];
    for (const owner of owners) used.add(owner);
    return owners;
  };
  for (const element of ownedElements(catalog)) known.set(element, resolve(namesOf(catalog, element)));
  for (const domain of domainsIn(catalog)) known.set(domain, resolve(domainOwners(catalog, domain)));
  const names = new Map([...ids].map(([name, id]) => [id, name]));
  const teams = [...used].sort(compareText).map((id) => ({ id, name: names.get(id) ?? 'Nobody is named' }));
  return {
    teams,
    of: (element) => known.get(element) ?? [UNOWNED],
    ofDomain: (domain) => known.get(domain) ?? [UNOWNED],
  };
}

/** The domains of the services, sorted. */
export function domainsIn(catalog: Catalog): readonly string[] {
  const domains = [...catalog.services.values()].flatMap(({ domain }) => domain ?? []);
  return [...new Set(domains)].sort(compareText);
}

/** A name that stands for a text in paths: letters, digits and `-`, other than those of `taken`. */
function slugOf(text: string, taken: ReadonlySet<string>): string {
  const words = text.normalize('NFKD').replace(/[^A-Za-z0-9_]+/g, '-');
  const plain = words.replace(/^-+|-+$/g, '').slice(0, 100) || 'name';
  for (let count = 1; ; count++) {
    const slug = count === 1 ? plain : `${plain}-${count}`;
    if (!taken.has(slug.toLowerCase())) return slug;
  }
}

/** The slug of each text, in the order of the texts. */
export function slugsOf(texts: readonly string[], reserved: readonly string[] = []): ReadonlyMap<string, string> {
  const taken = new Set(reserved);
  const slugs = new Map<string, string>();
  for (const text of texts) {
    const slug = slugOf(text, taken);
    taken.add(slug.toLowerCase());
    slugs.set(text, slug);
  }
  return slugs;
}

function ownedElements(catalog: Catalog): readonly Element[] {
  const { services, channels, events, commands, sagas, flows } = catalog;
  return [services, channels, events, commands, sagas, flows].flatMap((map): Element[] => [...map.values()]);
}

function teamIds(catalog: Catalog): ReadonlyMap<string, string> {
  const names = [
    ...[...catalog.services.values()].map(({ owner }) => owner),
    ...[...catalog.flows.values()].map(({ owner }) => owner),
    ...[...catalog.channels.values()].map(({ deadLetter }) => (deadLetter === 'none' ? undefined : deadLetter?.owner)),
    ...[...catalog.sagas.values()].map(({ stuck }) => stuck?.alert),
  ];
  const unique = [...new Set(names.flatMap((name) => name ?? []))].sort(compareText);
  return slugsOf(unique, [UNOWNED]);
}

function namesOf(catalog: Catalog, element: Element): readonly (string | undefined)[] {
  switch (element.kind) {
    case 'service':
      return [ownerOf(catalog, element.id)];
    case 'event':
    case 'command':
      return messageOwners(catalog, element as MessageDef);
    case 'channel':
      return channelOwners(catalog, element.id);
    case 'saga':
      return sagaOwners(catalog, element as SagaDef);
    case 'flow':
      return flowOwners(catalog, element.id);
    case 'type':
      return [];
  }
}

function messageOwners(catalog: Catalog, message: MessageDef): readonly (string | undefined)[] {
  if (message.kind === 'command') return [ownerOf(catalog, message.handler?.name)];
  return serviceNames(producersOf(catalog, message.id)).map((service) => ownerOf(catalog, service));
}

function channelOwners(catalog: Catalog, id: string): readonly (string | undefined)[] {
  const writers = trafficOf(catalog, id).writers.map(({ service }) => ownerOf(catalog, service));
  const letters = catalog.channels.get(id)?.deadLetter;
  return writers.some((name) => name !== undefined) || letters === 'none' ? writers : [letters?.owner];
}

function sagaOwners(catalog: Catalog, saga: SagaDef): readonly (string | undefined)[] {
  return [ownerOf(catalog, saga.service?.name) ?? saga.stuck?.alert];
}

function flowOwners(catalog: Catalog, id: string): readonly (string | undefined)[] {
  const flow = catalog.flows.get(id);
  if (flow?.owner !== undefined) return [flow.owner];
  return (flow?.reactions ?? []).map(({ by }) => ownerOf(catalog, by?.name));
}

function domainOwners(catalog: Catalog, domain: string): readonly (string | undefined)[] {
  return [...catalog.services.values()].flatMap((service) => (service.domain === domain ? [service.owner] : []));
}

function ownerOf(catalog: Catalog, service: string | undefined): string | undefined {
  return service === undefined ? undefined : catalog.services.get(service)?.owner;
}
