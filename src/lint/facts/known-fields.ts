import {
  commandsAnsweredBy,
  consumersOf,
  memoised,
  memoisedFor,
  namesOf,
  producersOf,
  reactionsIn,
  serviceNames,
} from '../../model/graph.js';
import type { Catalog, EventDef, Field, MessageDef, TypeExpr } from '../../model/index.js';
import { splitWords } from '../lexicon/split-words.js';
import { sharedId, spokenName } from './identity-fields.js';

/** A name under which a value is told, whatever its spelling and number: `customer id` of `customerIds`. */
export function toldName(name: string): string {
  return sharedId(name) ?? spokenName(name);
}

/** Names of what reactions have to publish: what else messages tell, nobody asks for. */
const askedNames = memoised((catalog): ReadonlySet<string> => {
  const published = new Set(reactionsIn(catalog).flatMap(({ emits, fails }) => namesOf([...emits, ...fails])));
  const events = [...published].flatMap((name) => catalog.events.get(name) ?? []);
  return new Set(events.flatMap((event) => event.payload.fields.map((field) => toldName(field.name))));
});

/** What a service has been told: names of values, and whether they are always there. */
export interface Told {
  /** By events that it reads and commands that it handles. */
  readonly taken: ReadonlyMap<string, 'always' | 'sometimes'>;
  /** By itself: what it publishes without another event having made it do so. */
  readonly own: ReadonlySet<string>;
  /** Ids of all these messages, and of what reactions of the service publish. */
  readonly messages: ReadonlySet<string>;
}

const NOTHING: Told = { taken: new Map(), own: new Set(), messages: new Set() };

/** What a service has been told by all messages that pass through it. */
export function toldTo(catalog: Catalog, service: string): Told {
  return everythingTold(catalog).get(service) ?? NOTHING;
}

interface Collecting {
  readonly taken: Map<string, 'always' | 'sometimes'>;
  readonly own: Set<string>;
  readonly messages: Set<string>;
}

const everythingTold = memoised((catalog): ReadonlyMap<string, Told> => {
  const all = new Map<string, Collecting>();
  const of = (service: string): Collecting => {
    const found = all.get(service) ?? { taken: new Map(), own: new Set<string>(), messages: new Set<string>() };
    all.set(service, found);
    return found;
  };
  for (const event of catalog.events.values()) {
    const makers = new Set(serviceNames(producersOf(catalog, event.id)));
    const own = isReactive(catalog, event) ? [] : makers;
    const readers = new Set(serviceNames(consumersOf(catalog, event.id)));
    for (const service of own) for (const [name] of namesTold(catalog, event)) of(service).own.add(name);
    // Reading what it has published itself tells a service nothing.
    for (const service of readers) if (!makers.has(service)) take(of(service), catalog, event);
    for (const service of makers) of(service).messages.add(event.id);
  }
  for (const command of catalog.commands.values()) {
    for (const service of [command.handler, ...command.senders]) if (service) take(of(service.name), catalog, command);
  }
  for (const saga of catalog.sagas.values()) {
    if (saga.service) for (const { name } of saga.ids) of(saga.service.name).own.add(toldName(name));
  }
  return all;
});

function take(collecting: Collecting, catalog: Catalog, message: MessageDef): void {
  collecting.messages.add(message.id);
  for (const [name, how] of namesTold(catalog, message)) {
    if (how === 'always' || !collecting.taken.has(name)) collecting.taken.set(name, how);
  }
}

/** Whether only reactions publish an event: then it says what others have told, and what its service makes of it. */
function isReactive(catalog: Catalog, event: EventDef): boolean {
  if (commandsAnsweredBy(catalog, event.id).length > 0) return false;
  const ways = producersOf(catalog, event.id).map(({ via }) => via.kind);
  return ways.includes('reaction') && !ways.includes('saga');
}

/**
 * The names that a message tells something under: its fields, the fields in its records also with the name of the record before
 * them (`customer: { id }` tells a `customer id`), and a bare `id` also with each word of the message's own name.
 */
export const namesTold = memoisedFor(collectNames);

function collectNames(catalog: Catalog, message: MessageDef): ReadonlyMap<string, 'always' | 'sometimes'> {
  const told = new Map<string, 'always' | 'sometimes'>();
  const asked = askedNames(catalog);
  for (const field of message.payload.fields) {
    const how = field.optional || field.nullable ? 'sometimes' : 'always';
    const note = (name: string) => {
      if (asked.has(name) && (how === 'always' || !told.has(name))) told.set(name, how);
    };
    note(toldName(field.name));
    if (spokenName(field.name) === 'id') for (const word of splitWords(message.name)) note(`${word} id`);
    const inside = namesInType(catalog, field.type, DEEPEST);
    for (const name of inside.own) note(`${toldName(field.name)} ${name}`);
    for (const name of [...inside.own, ...inside.below]) note(name);
  }
  return told;
}

/** Records in records: deeper down nobody looks for what a payload tells. */
const DEEPEST = 3;

/** Names told inside a type: by its own fields, and by all that is below them. */
interface NamesInside {
  readonly own: readonly string[];
  readonly below: readonly string[];
}

const NO_NAMES: NamesInside = { own: [], below: [] };

function namesInType(catalog: Catalog, type: TypeExpr, depth: number): NamesInside {
  if (type.kind === 'list') return namesInType(catalog, type.items, depth);
  if (type.kind === 'map') return namesInType(catalog, type.values, depth);
  if (type.kind === 'nullable') return namesInType(catalog, type.inner, depth);
  if (type.kind === 'record') return namesInFields(catalog, type.fields, depth);
  return type.kind === 'named' ? namesInNamed(catalog, type.ref.name, depth) : NO_NAMES;
}

function namesInFields(catalog: Catalog, fields: readonly Field[], depth: number): NamesInside {
  if (depth === 0) return NO_NAMES;
  const own = fields.map((field) => toldName(field.name));
  const below = fields.flatMap((field) => {
    const inside = namesInType(catalog, field.type, depth - 1);
    return [...inside.own, ...inside.own.map((name) => `${toldName(field.name)} ${name}`), ...inside.below];
  });
  return { own, below };
}

function namesInNamed(catalog: Catalog, name: string, depth: number): NamesInside {
  const known = namesOfTypes(catalog);
  const key = `${depth} ${name}`;
  const found = known.get(key);
  if (found) return found;
  // A type in itself tells nothing new.
  known.set(key, NO_NAMES);
  const names = namesOfDef(catalog, name, depth);
  known.set(key, names);
  return names;
}

function namesOfDef(catalog: Catalog, name: string, depth: number): NamesInside {
  const def = catalog.types.get(name);
  if (def === undefined || def.shape === 'enum') return NO_NAMES;
  if (def.shape === 'scalar') return namesInType(catalog, def.type, depth);
  if (def.shape === 'record') {
    const { own, below } = namesInFields(catalog, def.fields, depth);
    return { own, below: [...below, ...own.map((inner) => `${spokenName(name)} ${inner}`)] };
  }
  const cases = def.cases.map((one) => namesInNamed(catalog, one.type.name, depth));
  return { own: cases.flatMap((one) => one.own), below: cases.flatMap((one) => one.below) };
}

const namesOfTypes = memoised(() => new Map<string, NamesInside>());

/** An event in which a service tells a value that nobody has told it: where the value comes from. */
export interface Origin {
  readonly event: EventDef;
  readonly service: string;
  readonly field: Field;
}

/** Origins of a value that so many events tell are common knowledge; the first of them are enough. */
const MOST_ORIGINS = 50;

/** Where the values of a name come into the catalog. */
export function originsOfValue(catalog: Catalog, name: string): readonly Origin[] {
  return allOrigins(catalog).get(name) ?? [];
}

const allOrigins = memoised((catalog): ReadonlyMap<string, readonly Origin[]> => {
  const all = new Map<string, Origin[]>();
  const asked = askedNames(catalog);
  for (const event of catalog.events.values()) {
    if (event.oldMajor !== undefined) continue;
    for (const service of new Set(serviceNames(producersOf(catalog, event.id)))) {
      const { taken } = toldTo(catalog, service);
      for (const field of event.payload.fields) {
        const name = toldName(field.name);
        if (!asked.has(name) || taken.has(name)) continue;
        const list = all.get(name) ?? [];
        all.set(name, list);
        if (list.length < MOST_ORIGINS) list.push({ event, service, field });
      }
    }
  }
  return all;
});
