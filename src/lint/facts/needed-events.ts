import {
  commandsAnsweredBy,
  consumersOf,
  eventsNamed,
  memoised,
  producersOf,
  serviceNames,
} from '../../model/graph.js';
import type { Catalog, EventDef, Field, MessageDef, Reaction } from '../../model/index.js';
import { isAssignable } from '../../model/values/assignable.js';
import { isPrimitive, resolveType, valueType } from '../../model/values/value-type.js';
import { namesTold, originsOfValue, toldName, toldTo } from './known-fields.js';

/** A field of what a reaction emits, and the one earlier event of its service that can have told it. */
export interface NeededField {
  readonly field: Field;
  readonly emitted: EventDef;
  readonly carrier: EventDef;
}

/**
 * A required field that a reaction emits, that none of its triggers tells, and that only one other event which the
 * service takes in does: the one in which the value comes into the catalog. What the service knows by itself (from its
 * own events, from commands, or because it happens now) is none.
 */
export function neededFieldOf(catalog: Catalog, reaction: Reaction): NeededField | undefined {
  const triggers = eventsNamed(catalog, reaction.on);
  const service = reaction.by?.name;
  if (service === undefined || triggers.length === 0 || triggers.length < reaction.on.length) return undefined;
  for (const emitted of eventsNamed(catalog, reaction.emits)) {
    for (const field of emitted.payload.fields) {
      if (field.optional || field.nullable || field.default !== undefined || isMadeHere(catalog, field)) continue;
      const carrier = onlyCarrier(catalog, service, field, triggers);
      if (carrier) return { field, emitted, carrier };
    }
  }
  return undefined;
}

function onlyCarrier(
  catalog: Catalog,
  service: string,
  field: Field,
  triggers: readonly EventDef[],
): EventDef | undefined {
  const name = toldName(field.name);
  if (toldTo(catalog, service).own.has(name)) return undefined;
  if (triggers.some((trigger) => namesTold(catalog, trigger).has(name))) return undefined;
  const [carrier, second] = tellers(catalog).get(service)?.get(name) ?? [];
  if (carrier?.kind !== 'event' || second !== undefined || !fits(catalog, carrier, field, triggers)) return undefined;
  // Reading what it has published itself tells a service nothing.
  if (producersOf(catalog, carrier.id).some((maker) => maker.service?.name === service)) return undefined;
  // An event that repeats what this service has said comes after it.
  return originsOfValue(catalog, name).some(({ event }) => event === carrier) ? carrier : undefined;
}

/** The messages that each service takes in, by the names that they tell; two of a name are enough to know. */
const tellers = memoised((catalog) => {
  const all = new Map<string, Map<string, MessageDef[]>>();
  const note = (service: string, message: MessageDef) => {
    const byName = all.get(service) ?? new Map<string, MessageDef[]>();
    all.set(service, byName);
    for (const name of namesTold(catalog, message).keys()) {
      const list = byName.get(name);
      if (list === undefined) byName.set(name, [message]);
      else if (list.length < 2) list.push(message);
    }
  };
  for (const event of catalog.events.values()) {
    if (event.oldMajor !== undefined) continue;
    const readers = new Set(serviceNames(consumersOf(catalog, event.id)));
    const askers = commandsAnsweredBy(catalog, event.id).flatMap(({ command }) => command.senders);
    for (const service of [...readers, ...askers.map(({ name }) => name)]) note(service, event);
  }
  for (const command of catalog.commands.values()) {
    for (const service of [command.handler, ...command.senders]) if (service) note(service.name, command);
  }
  return all;
});

/** Times, flags, states and reasons come into being where the event does. */
function isMadeHere(catalog: Catalog, { name, type }: Field): boolean {
  const resolved = resolveType(catalog, type);
  if (resolved.kind === 'enum' || resolved.kind === 'unknown') return true;
  if (/^(id|reason|status|state|type|kind|version|message|note|summary|description|title|name)$/i.test(name))
    return true;
  return isPrimitive(resolved, 'timestamp', 'date', 'time', 'boolean');
}

/** The carrier always has the field, and says it about the same entity: it shares an id with each trigger. */
function fits(catalog: Catalog, carrier: EventDef, field: Field, triggers: readonly EventDef[]): boolean {
  const source = carrier.payload.fields.find(({ name }) => name === field.name);
  if (source === undefined || source.optional || !isAssignable(catalog, valueType(source), valueType(field))) {
    return false;
  }
  return triggers.every((trigger) => sharesIdentity(catalog, carrier, trigger));
}

function sharesIdentity(catalog: Catalog, one: EventDef, other: EventDef): boolean {
  return one.payload.fields.some(({ name, type }) => {
    const isId = isPrimitive(resolveType(catalog, type), 'uuid') || /(?:^id|Id|_id)$/.test(name);
    return isId && other.payload.fields.some((field) => field.name === name);
  });
}
