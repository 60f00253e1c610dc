import { identifyingFields, isIdentifier, type Outcome } from '../../edit/failure-event.js';
import { commandsAnsweredBy, failureEventsOf } from '../../model/graph.js';
import { type Catalog, type EventDef, type Field, messageById, type Reaction } from '../../model/index.js';
import { splitWords } from '../lexicon/split-words.js';
import { wordSet } from '../lexicon/word-set.js';
import { reactionsPublishing } from './event-roles.js';

const REASON = wordSet(
  'reason reasons cause causes error errors explanation problem problems why refusal rejection violation violations diagnosis fault',
);

/** What a `...Code` may be of without saying why something failed. */
const OTHER_CODES = wordSet(
  'postal zip country currency product voucher discount promo coupon area sort tracking bar qr iso language airport swift branch bank station access pin item tax dialing',
);

/** Whether the event says why: in a field of that name, or in an enumeration that its success does not have. */
export function saysWhy(catalog: Catalog, event: EventDef): boolean {
  const { command, success } = outcomeOf(catalog, event);
  const known = new Set([command, success].flatMap((message) => message?.payload.fields ?? []).map(({ name }) => name));
  return event.payload.fields.some(
    (field) => isReason(field) || (!known.has(field.name) && isEnumeration(catalog, field)),
  );
}

function isEnumeration(catalog: Catalog, { type }: Field): boolean {
  if (type.kind === 'enum') return true;
  const named = type.kind === 'named' ? catalog.types.get(type.ref.name) : undefined;
  return named?.shape === 'enum';
}

/** Whether a field says why something failed: by its own name or by that of its type (`RefundRefusal`). */
export function isReason(field: Field): boolean {
  const words = splitWords(field.name);
  if (words.some((word) => REASON.has(word))) return true;
  if (words.at(-1) === 'code') return !OTHER_CODES.has(words.at(-2) ?? '');
  return field.type.kind === 'named' && splitWords(field.type.ref.name).some((word) => REASON.has(word));
}

/** What the event is the failure of: the command it answers and the success that did not come. */
export function outcomeOf(catalog: Catalog, event: EventDef): Outcome {
  const linked = event.failureOf && messageById(catalog, event.failureOf.name);
  const answered = commandsAnsweredBy(catalog, event.id).find(({ role }) => role === 'failure')?.command;
  const command = linked?.kind === 'command' ? linked : (answered ?? commandBehind(catalog, linked));
  const success = linked?.kind === 'event' ? linked : catalog.events.get(command?.success[0]?.name ?? '');
  const reactions = reactionsFailingWith(catalog, event);
  const emitted = catalog.events.get(reactions[0]?.emits[0]?.name ?? '');
  const good = success ?? emitted;
  return { ...(command && { command }), ...(good && { success: good }), reactions };
}

function commandBehind(catalog: Catalog, success: EventDef | undefined) {
  return commandsAnsweredBy(catalog, success?.id ?? '').find(({ role }) => role === 'success')?.command;
}

/** The fields that would tell what failed, if the event has none of them; empty when it can be found, or nothing is known. */
export function missingKeys(catalog: Catalog, event: EventDef): readonly Field[] {
  const own = new Set(event.payload.fields.map((field) => field.name));
  const outcome = outcomeOf(catalog, event);
  const known = [outcome.command, outcome.success].flatMap((message) => message?.payload.fields ?? []);
  const shared = known.filter((field) => own.has(field.name) && isIdentifier(field));
  const wanted = identifyingFields(catalog, outcome);
  return shared.length > 0 || wanted.some((field) => own.has(field.name)) ? [] : wanted;
}

/** Whether the same thing may fail in several ways, each with an event of its own: then the name is the reason. */
export function isOneOfSeveral(catalog: Catalog, event: EventDef): boolean {
  const { command, success } = outcomeOf(catalog, event);
  return [command, success].some((message) => message && failureEventsOf(catalog, message).length > 1);
}

function reactionsFailingWith(catalog: Catalog, event: EventDef): readonly Reaction[] {
  return reactionsPublishing(catalog, event).filter((reaction) => reaction.fails.some((ref) => ref.name === event.id));
}
