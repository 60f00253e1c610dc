import type { JsonValue } from '../../../model/type.js';
import type { DraftMessage } from '../../draft.js';
import { messageName } from '../../names.js';
import { bindingsOf, tagsOf } from './channels.js';
import { dataOf, inlined, itemsOf, type Located, part, textIn } from './located.js';
import type { ApiMessage } from './model.js';
import { extensionsIn, foreignExtensions, ownDefinition, ownDeprecation } from './own.js';
import { readPayload } from './payloads.js';
import type { Reading } from './read-document.js';
import { hasKeys, isMap, isVersion, type JsonMap, mapAt, present, textAt, without } from './values.js';

/** What a message is by itself, whoever sends or receives it. */
export interface MessageContent {
  /** What it is called in the source. */
  readonly name: string;
  /** Of our own older majors. */
  readonly major?: number;
  readonly kind: 'event' | 'command' | undefined;
  readonly isFailure: boolean;
  readonly draft: Omit<DraftMessage, 'kind'>;
  readonly own: JsonMap | undefined;
  readonly place: Located;
}

/** Reads a message: its own words go before those of its traits, of which the last counts. */
export function readContent(reading: Reading, message: ApiMessage, version: string | undefined): MessageContent {
  const { place } = message;
  const own = ownDefinition(place);
  const title = textIn(place, 'title');
  const [id = '', major] = own && title !== undefined ? title.split('@') : [nameOf(message)];
  const { payload, extensions, summary, docs, deprecated, examples } = readPayload(reading, message, id);
  const wire = own ? textIn(place, 'name') : undefined;
  const written = textOf(message, 'summary');
  const description = textOf(message, 'description');
  const kept = { ...extensions, ...(own ? extensionsIn(own) : extensionsOf(reading, message)) };
  const ownExamples = examplesOf(reading, message);
  return {
    name: id,
    ...(major !== undefined && { major: Number(major) }),
    kind: kindOf(message),
    isFailure: textOf(message, 'x-sagac-kind') === 'failure',
    own,
    place,
    draft: {
      ...wordsOf(written, description, { summary, docs }),
      ...tagsOf(reading, place),
      ...versionOf(message, own, version),
      ...(wire !== undefined && wire !== id && { wire }),
      ...(own ? deprecationOf(place) : deprecated && { deprecated: {} }),
      ...(ownExamples.length > 0 ? { examples: ownExamples } : examples && { examples }),
      ...(hasKeys(kept) && { extensions: kept }),
      payload,
    },
  };
}

/** What it says itself is its name on the wire; where it stands tells only what to call it. */
export function nameOf(message: ApiMessage): string {
  const named = textOf(message, 'name') ?? textOf(message, 'messageId');
  return named ?? messageName(message.hints[0] ?? textOf(message, 'title') ?? 'Message').name;
}

function textOf({ place, traits }: ApiMessage, key: string): string | undefined {
  return [place, ...traits.toReversed()].flatMap((one) => textIn(one, key) ?? [])[0];
}

/** Said by us or for EventCatalog; undefined where nothing is said, and operations decide. */
function kindOf(message: ApiMessage): 'event' | 'command' | undefined {
  const kind = textOf(message, 'x-sagac-kind') ?? textOf(message, 'x-eventcatalog-message-type');
  const header = textIn(message.place, 'headers', 'properties', 'ec-message-type', 'default');
  switch (kind ?? header) {
    case undefined:
      return undefined;
    case 'command':
    case 'compensation':
    case 'query':
      return 'command';
    default:
      return 'event';
  }
}

/** A title alone is a poor summary, but better than none. */
function wordsOf(
  summary: string | undefined,
  description: string | undefined,
  schema: { readonly summary?: string | undefined; readonly docs?: string | undefined },
): { readonly summary?: string; readonly docs?: string } {
  const short = summary ?? (description === undefined ? schema.summary : oneLineOf(description));
  const long = summary === undefined && short !== undefined && description?.trim() === short ? undefined : description;
  const docs = long ?? (summary === undefined && description === undefined ? schema.docs : undefined);
  return {
    ...(short !== undefined && short.trim() !== '' && { summary: short.trim() }),
    ...(docs !== undefined && docs.trim() !== '' && docs.trim() !== short && { docs: docs.trim() }),
  };
}

/** The description, where it is one short line. */
function oneLineOf(description: string): string | undefined {
  const text = description.trim();
  return text.includes('\n') || text.length > 160 ? undefined : text;
}

function versionOf(
  message: ApiMessage,
  own: JsonMap | undefined,
  document: string | undefined,
): { readonly version?: string } {
  const written = textOf(message, 'x-sagac-version') ?? textOf(message, 'x-eventcatalog-message-version');
  const version = own ? written : (written ?? document);
  return own || isVersion(version) ? present({ version }) : {};
}

function deprecationOf(place: Located): { readonly deprecated?: NonNullable<DraftMessage['deprecated']> } {
  const deprecated = ownDeprecation(place);
  return deprecated ? { deprecated } : {};
}

/** The payloads of examples; those of the headers stay with the headers. */
function examplesOf({ context }: Reading, { place, traits }: ApiMessage): readonly JsonValue[] {
  const lists = [place, ...traits].map((one) => itemsOf(part(one, 'examples')));
  const items = lists.find((list) => list.length > 0) ?? [];
  return items.flatMap((item) => {
    const payload = part(item, 'payload');
    return payload ? [inlined(context, payload)] : [];
  });
}

/** What a catalog has no words for: kept under keys of its own, with references written out. */
function extensionsOf(reading: Reading, message: ApiMessage): JsonMap {
  const { place, traits } = message;
  const headers = mergedHeaders(reading, [...traits, place]);
  const correlation = [place, ...traits].flatMap((one) => part(one, 'correlationId') ?? [])[0];
  const contentType = textOf(message, 'contentType');
  const bindings = [...traits, place].flatMap((one) => Object.entries(bindingsOf(reading, one)));
  return {
    ...present({
      'x-headers': headers,
      'x-correlation-id': correlation && locationOf(reading, correlation),
      'x-content-type': contentType === USUAL_CONTENT ? undefined : contentType,
      'x-external-docs': docsOf(reading, place),
      'x-header-examples': headerExamples(place),
    }),
    ...Object.fromEntries(bindings.map(([protocol, value]) => [`x-${protocol}`, value])),
    ...foreignExtensions(place),
  };
}

const USUAL_CONTENT = 'application/json';

/** Properties of the later go before those of the earlier. */
function mergedHeaders({ context }: Reading, places: readonly Located[]): JsonMap | undefined {
  const found = places.flatMap((place) => part(place, 'headers') ?? []).map((headers) => inlined(context, headers));
  const maps = found.filter(isMap);
  if (maps.length === 0) return undefined;
  const all = Object.assign({}, ...maps.map((one) => mapAt(one, 'properties'))) as JsonMap;
  // EventCatalog has its own place for what a message is.
  const properties = without(all, 'ec-message-type');
  if (hasKeys(all) && !hasKeys(properties)) return undefined;
  return { ...(Object.assign({}, ...maps) as JsonMap), ...(hasKeys(properties) && { properties }) };
}

function locationOf({ context }: Reading, correlation: Located): JsonValue {
  const value = inlined(context, correlation);
  return textAt(value, 'location') ?? value;
}

function docsOf({ context }: Reading, place: Located): JsonValue | undefined {
  const docs = part(place, 'externalDocs');
  return docs && inlined(context, docs);
}

function headerExamples(place: Located): JsonValue | undefined {
  const examples = itemsOf(part(place, 'examples')).filter((item) => part(item, 'headers'));
  return examples.length === 0 ? undefined : examples.map(dataOf);
}
