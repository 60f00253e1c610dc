import { dayIn } from '../../../model/facts/days.js';
import { type Catalog, type Deprecation, type Element, messagesIn } from '../../../model/index.js';
import { parseSemVer } from '../../../model/semver.js';
import { type FileNames, fileNames } from '../../file-names.js';
import type { YamlValue } from '../../yaml-text.js';
import { type Owners, ownersIn } from './owners.js';

/** What every page of the folder is made from. */
export interface CatalogView {
  readonly catalog: Catalog;
  readonly owners: Owners;
  /** Ids of flows by saga or flow: both become flows of EventCatalog, where one name stands once. */
  readonly flowIds: ReadonlyMap<Element, string>;
  /** Names of the folders of definitions, by section; all majors of a message share one. */
  readonly folders: Readonly<Record<'services' | 'channels' | 'messages' | 'flows', FileNames>>;
}

/** A reference of EventCatalog: an exact version, or the range of its major where the other is deprecated. */
export interface Pointer {
  readonly id: string;
  readonly version: string;
  readonly [key: string]: YamlValue;
}

/** EventCatalog wants a version everywhere; these stand where the catalog has none. */
const NO_VERSION = '0.0.0';
const STANDING_VERSION = '1.0.0';

export function catalogView(catalog: Catalog): CatalogView {
  const flowIds = flowIdsIn(catalog);
  return { catalog, owners: ownersIn(catalog), flowIds, folders: foldersIn(catalog, flowIds) };
}

function foldersIn(catalog: Catalog, flowIds: CatalogView['flowIds']): CatalogView['folders'] {
  const flows = [...catalog.sagas.values(), ...catalog.flows.values()];
  const newest = new Map(messagesIn(catalog).map((message) => [message.name, message]));
  for (const message of messagesIn(catalog)) if (message.oldMajor === undefined) newest.set(message.name, message);
  return {
    services: fileNames(catalog.services.values()),
    channels: fileNames(catalog.channels.values()),
    messages: fileNames([...newest.values()].map((message) => ({ ...message, id: message.name }))),
    // Their ids are apart already, also where case does not count.
    flows: fileNames(flows.map((flow) => ({ ...flow, id: flowIds.get(flow) ?? flow.id }))),
  };
}

/** The version of a definition as EventCatalog takes it. */
export function versionOf(element: Element): { readonly version: string; readonly isDerived: boolean } {
  const own = 'version' in element && typeof element.version === 'string' ? element.version : undefined;
  if (own !== undefined && parseSemVer(own)) return { version: own, isDerived: false };
  if ('oldMajor' in element && typeof element.oldMajor === 'number')
    return { version: `${element.oldMajor}.0.0`, isDerived: true };
  const isMessage = element.kind === 'event' || element.kind === 'command';
  return { version: isMessage ? NO_VERSION : STANDING_VERSION, isDerived: true };
}

/** The id under which EventCatalog knows a definition: all majors of a message share one. */
export function idOf(view: CatalogView, element: Element): string {
  if ('name' in element && typeof element.name === 'string') return element.name;
  return view.flowIds.get(element) ?? element.id;
}

/**
 * A pointer to a definition. EventCatalog's linter warns of each exact pointer to something deprecated; a range says what
 * a reader of an old major means, too: that major.
 */
export function pointerTo(view: CatalogView, element: Element): Pointer {
  const { version } = versionOf(element);
  return { id: idOf(view, element), version: element.deprecated ? `^${version}` : version };
}

/** What EventCatalog shows of a deprecation. */
export function deprecationOf(deprecated: Deprecation | undefined): YamlValue {
  if (!deprecated) return undefined;
  const { since, sunset, use } = deprecated;
  const parts = [
    since === undefined ? 'Deprecated' : `Deprecated since ${since}`,
    ...(use === undefined ? [] : [`use ${use}`]),
    ...(sunset === undefined ? [] : [`gone after ${sunset}`]),
  ];
  return { message: `${parts.join('; ')}.`, date: dayIn(sunset) ?? dayIn(since) };
}

function flowIdsIn(catalog: Catalog): ReadonlyMap<Element, string> {
  const taken = new Set<string>();
  const ids = new Map<Element, string>();
  for (const element of [...catalog.sagas.values(), ...catalog.flows.values()]) {
    let id = element.id;
    while (taken.has(id.toLowerCase())) id = `${id}-flow`;
    taken.add(id.toLowerCase());
    ids.set(element, id);
  }
  return ids;
}
