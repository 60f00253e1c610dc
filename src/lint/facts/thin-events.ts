import { commandsAnsweredBy, consumersOf, producersOf, sagasUsing, serviceNames } from '../../model/graph.js';
import { push } from '../../model/grouped.js';
import {
  type Catalog,
  type CommandDef,
  type EventDef,
  type Field,
  type MessageDef,
  messagesIn,
  type TypeExpr,
} from '../../model/index.js';
import { innermostType, isPrimitive, resolveType } from '../../model/values/value-type.js';
import { CHANGE_WORDS, ORIGIN_WORDS, PLAN_WORDS, REFERENCE_WORDS } from '../lexicon/event-words.js';
import { splitWords } from '../lexicon/split-words.js';

/** Whether a payload says which thing is meant and when, and nothing about it. */
export function hasOnlyReferences(catalog: Catalog, message: MessageDef): boolean {
  const { fields } = message.payload;
  return fields.length > 0 && fields.every((field) => isReference(catalog, message, field));
}

function isReference(catalog: Catalog, message: MessageDef, field: Field): boolean {
  return field.name === message.key?.name || refersOnly(catalog, field.name, field.type, new Set());
}

/** `entered` has the types that were gone into: one mention of other content is enough, so each is looked at once. */
function refersOnly(catalog: Catalog, name: string, type: TypeExpr, entered: Set<string>): boolean {
  const resolved = innermostType(catalog, type, ['list']);
  const words = splitWords(name);
  switch (resolved.kind) {
    case 'primitive':
      if (resolved.name === 'uuid') return true;
      if (resolved.name === 'timestamp') return !words.some((word) => PLAN_WORDS.has(word));
      return resolved.name !== 'boolean' && REFERENCE_WORDS.has(words.at(-1) ?? '');
    case 'record': {
      const id = resolved.def?.id;
      if (id !== undefined && entered.has(id)) return true;
      if (id !== undefined) entered.add(id);
      return resolved.fields.every((field) => refersOnly(catalog, field.name, field.type, entered));
    }
    default:
      return false;
  }
}

/** What the other messages of a catalog tell about things, by the field that identifies them. */
export type Knowledge = ReadonlyMap<string, readonly MessageDef[]>;

/** Messages with content, under the name of each of their fields that may identify something. */
export function knowledgeIn(catalog: Catalog): Knowledge {
  const found = new Map<string, MessageDef[]>();
  for (const message of messagesIn(catalog)) {
    if (hasOnlyReferences(catalog, message)) continue;
    for (const name of identitiesOf(catalog, message)) push(found, name, message);
  }
  return found;
}

function identitiesOf(catalog: Catalog, message: MessageDef): readonly string[] {
  const isTime = (field: Field) => isPrimitive(resolveType(catalog, field.type), 'timestamp');
  return message.payload.fields
    .filter((field) => isReference(catalog, message, field) && !isTime(field))
    .map((field) => field.name);
}

/**
 * Services that take the event of another, say nothing about the fields that they use, and must ask back, because nothing
 * else that passes through them can have told more. Of a new thing only another message of its beginning can; of a change,
 * none.
 */
export function servicesLeftAsking(catalog: Catalog, knowledge: Knowledge, event: EventDef): readonly string[] {
  const frugal = new Set(event.consumers.filter((one) => one.uses !== undefined).map((one) => one.service.name));
  const services = new Set(serviceNames(consumersOf(catalog, event.id)));
  const own = new Set(serviceNames(producersOf(catalog, event.id)));
  const telling = tellingMessages(catalog, knowledge, event);
  return [...services]
    .filter(
      (service) =>
        !frugal.has(service) &&
        !own.has(service) &&
        !telling.some((message) => passesThrough(catalog, service, message)),
    )
    .sort();
}

function tellingMessages(catalog: Catalog, knowledge: Knowledge, event: EventDef): readonly MessageDef[] {
  const isAnswer = commandsAnsweredBy(catalog, event.id).length > 0;
  if (!isAnswer && CHANGE_WORDS.has(lastWord(event))) return [];
  const identities = identitiesOf(catalog, event);
  const about = (names: readonly string[]) => names.flatMap((name) => knowledge.get(name) ?? []);
  if (isAnswer || !isOrigin(catalog, event)) return about(identities);
  return about([event.key?.name ?? identities[0] ?? '']).filter((message) => isOrigin(catalog, message));
}

function isOrigin(catalog: Catalog, message: MessageDef): boolean {
  if (message.kind === 'command') return false;
  return ORIGIN_WORDS.has(lastWord(message)) || startsSaga(catalog, message);
}

function startsSaga(catalog: Catalog, event: EventDef): boolean {
  return consumersOf(catalog, event.id).some(({ via }) => via.kind === 'saga' && via.as === 'start');
}

function lastWord({ name }: MessageDef): string {
  return splitWords(name).at(-1) ?? '';
}

/** Whether a service takes, publishes, handles or sends a message. */
function passesThrough(catalog: Catalog, service: string, message: MessageDef): boolean {
  const parties = message.kind === 'event' ? eventParties(catalog, message) : commandParties(catalog, message);
  return parties.includes(service);
}

function eventParties(catalog: Catalog, event: EventDef): readonly string[] {
  const uses = [...consumersOf(catalog, event.id), ...producersOf(catalog, event.id)];
  const senders = commandsAnsweredBy(catalog, event.id).flatMap(({ command }) => command.senders);
  return [...uses.flatMap(({ service }) => service ?? []), ...senders].map((ref) => ref.name);
}

function commandParties(catalog: Catalog, command: CommandDef): readonly string[] {
  const sagas = sagasUsing(catalog, command.id).flatMap((saga) => saga.service ?? []);
  return [...sagas, ...command.senders, ...(command.handler ? [command.handler] : [])].map((ref) => ref.name);
}
