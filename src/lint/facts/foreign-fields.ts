import { eventsNamed } from '../../model/graph.js';
import type { Catalog, EventDef, Field, Reaction } from '../../model/index.js';
import { isAssignable } from '../../model/values/assignable.js';
import { innermostType, valueType } from '../../model/values/value-type.js';
import { splitWords } from '../lexicon/split-words.js';
import { sharedId } from './identity-fields.js';
import { type Origin, originsOfValue, toldName, toldTo } from './known-fields.js';
import { hasCurrency } from './money-fields.js';
import { isMarkedPersonal } from './pii-fields.js';

/** A required field of what a reaction publishes, whose value its service can neither know nor make. */
export interface ForeignField {
  readonly field: Field;
  readonly emitted: EventDef;
  readonly service: string;
  /** Where the value comes from. */
  readonly origin: Origin;
  /** Messages tell it to the service, but may leave it out. */
  readonly sometimes: boolean;
}

/** The fields of the events of a reaction that nobody has told its service. */
export function foreignFieldsOf(catalog: Catalog, reaction: Reaction): readonly ForeignField[] {
  const service = reaction.by?.name;
  const triggers = eventsNamed(catalog, reaction.on);
  if (service === undefined || !isInside(catalog, service) || triggers.length < reaction.on.length) return [];
  return eventsNamed(catalog, [...reaction.emits, ...reaction.fails]).flatMap((emitted) =>
    emitted.oldMajor === undefined ? foreignIn(catalog, service, triggers, emitted) : [],
  );
}

/** What a system outside knows, no catalog tells. */
function isInside(catalog: Catalog, service: string): boolean {
  return catalog.services.get(service)?.external === false;
}

function foreignIn(
  catalog: Catalog,
  service: string,
  triggers: readonly EventDef[],
  emitted: EventDef,
): readonly ForeignField[] {
  const { taken, own } = toldTo(catalog, service);
  return emitted.payload.fields.flatMap((field) => {
    const name = toldName(field.name);
    if (field.optional || field.nullable || field.default !== undefined) return [];
    if (taken.get(name) === 'always' || own.has(name)) return [];
    const origin = originOf(catalog, service, triggers, emitted, field);
    const sometimes = taken.has(name);
    // Content that may be missing may be made up for; an id can not.
    if (origin === undefined || (sometimes && sharedId(field.name) === undefined)) return [];
    return [{ field, emitted, service, origin, sometimes }];
  });
}

/** Another service's event that the value comes from, where it is sure that this service can not make it. */
function originOf(
  catalog: Catalog,
  service: string,
  triggers: readonly EventDef[],
  emitted: EventDef,
  field: Field,
): Origin | undefined {
  const id = sharedId(field.name);
  const thing = id?.slice(0, -' id'.length);
  if (thing !== undefined && isAbout(thing, emitted.name, service)) return undefined;
  if (thing === undefined && !isHandedOn(catalog, field)) return undefined;
  const others = originsOfValue(catalog, toldName(field.name)).filter(
    (origin) => origin.service !== service && origin.event !== emitted && fits(catalog, origin.field, field),
  );
  const beginnings = others.filter((origin) => beginsWhat(triggers, origin));
  return thing === undefined ? beginnings[0] : (others.find((origin) => names(thing, origin)) ?? beginnings[0]);
}

/** Records that are no money, and personal data: nobody works them out. Numbers, texts, times and flags anybody may. */
function isHandedOn(catalog: Catalog, field: Field): boolean {
  if (isMarkedPersonal(catalog, field)) return true;
  const resolved = innermostType(catalog, field.type, ['list']);
  if (resolved.kind === 'union') return true;
  return resolved.kind === 'record' && resolved.fields.length > 1 && !hasCurrency(catalog, resolved.fields);
}

function fits(catalog: Catalog, from: Field, to: Field): boolean {
  return isAssignable(catalog, { ...valueType(from), nullable: false }, { ...valueType(to), nullable: true });
}

/** Whether a thing is what an event or service is about, in any form of the word: a `settlement id` in `SettlementFinalized`. */
function isAbout(thing: string, ...subjects: readonly string[]): boolean {
  const words = subjects.flatMap(splitWords);
  return thing.split(' ').some((part) => words.some((word) => haveOneStem(part, word)));
}

function haveOneStem(one: string, other: string): boolean {
  const length = Math.max(4, Math.min(one.length, other.length) - 3);
  return one === other || (one.slice(0, length) === other.slice(0, length) && Math.min(one.length, other.length) >= 4);
}

/** Whether the origin is called after the thing: `CustomerRegistered` or a service `customers` for a `customer id`. */
function names(thing: string, { event, service }: Origin): boolean {
  const head = thing.split(' ').at(-1) ?? '';
  const isHead = (word: string) => word === head || word === `${head}s`;
  return splitWords(service).some(isHead) || isHead(splitWords(event.name)[0] ?? '');
}

/** Whether the origin is the beginning of what all triggers are about: `OrderPlaced` for whatever else carries its `orderId`. */
function beginsWhat(triggers: readonly EventDef[], origin: Origin): boolean {
  const ids = origin.event.payload.fields.flatMap(({ name }) => sharedId(name) ?? []);
  const begun = ids.filter((id) => names(id.slice(0, -' id'.length), origin));
  return (
    triggers.length > 0 &&
    triggers.every(
      (trigger) =>
        trigger !== origin.event &&
        begun.some((id) => trigger.payload.fields.some(({ name }) => sharedId(name) === id)),
    )
  );
}
