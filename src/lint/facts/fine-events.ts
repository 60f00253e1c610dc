import { isFailureEvent, isReply, memoised } from '../../model/graph.js';
import type { Catalog, EventDef, Field } from '../../model/index.js';
import { CHANGE_VERBS } from '../lexicon/entities.js';
import { REFERENCE_WORDS } from '../lexicon/event-words.js';
import { wordSet } from '../lexicon/word-set.js';
import { producingServices } from './event-roles.js';
import { lexiconOf } from './lexicon-of.js';
import { isCurrent, isForeign } from './message-standing.js';

/** The events that one service publishes about one kind of thing. */
export interface EntityEvents {
  /** In words, such as `sales order`. */
  readonly entity: string;
  /** Events that only tell the new value of one field. */
  readonly fine: readonly EventDef[];
  /** The others: what happened. */
  readonly telling: readonly EventDef[];
}

/** Verbs of a changed value, beside those that only say that something changed. */
const VALUE_VERBS = wordSet(
  'set reset rename correct adjust replace enable disable clear toggle raise lower increase decrease',
);

/** Words that tell the value before from the one after. */
const VERSIONS = wordSet('old new previous former current prior last');

/** Events in use by the thing that they are about: what their key or first id names. Failures and answers are left out. */
export const eventsByEntity = memoised((catalog): readonly EntityEvents[] => {
  const groups = new Map<string, { entity: string; fine: EventDef[]; telling: EventDef[] }>();
  for (const event of catalog.events.values()) {
    const entity = isLeftOut(catalog, event) ? undefined : entityOf(catalog, event);
    if (entity === undefined) continue;
    const key = `${producingServices(catalog, event).join(' ')} ${entity}`;
    const group = groups.get(key) ?? { entity, fine: [], telling: [] };
    groups.set(key, group);
    (isFine(catalog, event) ? group.fine : group.telling).push(event);
  }
  return [...groups.values()];
});

function isLeftOut(catalog: Catalog, event: EventDef): boolean {
  const isOurs = isCurrent(event) && !isForeign(catalog, event);
  return !isOurs || isFailureEvent(catalog, event) || isReply(catalog, event);
}

/** `customerId` is about a customer. */
function entityOf(catalog: Catalog, { key, payload }: EventDef): string | undefined {
  const name = key?.name ?? payload.fields.find((field) => isId(catalog, field))?.name;
  const words = name === undefined ? [] : lexiconOf(catalog).wordsOf(name);
  return words.length > 1 && words.at(-1) === 'id' ? words.slice(0, -1).join(' ') : undefined;
}

function isFine(catalog: Catalog, event: EventDef): boolean {
  const verb = lexiconOf(catalog).parseEventName(event.name).verbs.at(-1) ?? '';
  return (CHANGE_VERBS.has(verb) || VALUE_VERBS.has(verb)) && valuesIn(catalog, event).size <= 1;
}

/** What the event tells beside whom and when; old and new value are one. */
function valuesIn(catalog: Catalog, { key, payload }: EventDef): ReadonlySet<string> {
  const fields = payload.fields.filter((field) => field.name !== key?.name && !isId(catalog, field) && !isTime(field));
  return new Set(
    fields.map(({ name }) =>
      lexiconOf(catalog)
        .wordsOf(name)
        .filter((word) => !VERSIONS.has(word))
        .join(' '),
    ),
  );
}

function isId(catalog: Catalog, { name }: Field): boolean {
  return REFERENCE_WORDS.has(lexiconOf(catalog).wordsOf(name).at(-1) ?? '');
}

function isTime({ type }: Field): boolean {
  return type.kind === 'primitive' && type.name === 'timestamp';
}
