import { toValue } from '../language/node.js';
import { consumersOf, producersOf, sagasUsing, serviceNames } from '../model/graph.js';
import type { Catalog, CommandDef, EventDef, Field, JsonValue, MessageDef, Reaction } from '../model/index.js';
import { printFieldType } from '../model/values/print-type.js';
import { addDefinition, insertDefinitionAfter } from './definition-edits.js';
import { appendToList } from './list-edits.js';
import { type Edits, joinEdits } from './map-edits.js';
import type { JsonMap } from './print-yaml.js';

/** What may go otherwise and cannot say so yet: a command, an event, or what reactions emit. At least one is needed. */
export interface Outcome {
  readonly command?: CommandDef;
  /** The event that tells that it went well. */
  readonly success?: EventDef;
  /** Reactions that emit `success` and name no failure. */
  readonly reactions?: readonly Reaction[];
}

/** Reasons that a new failure event begins with; a team puts its own in their place. */
export const FIRST_REASONS = 'enum(rejected|unavailable|unknown)';

const EXAMPLE_TIME = '2026-03-02T08:30:00Z';

/**
 * Writes the failure event `name` of an outcome and links it to its command and reactions. The event stands right
 * below the success event, or at the end of the command's file. Undefined where the YAML cannot be edited safely.
 */
export function failureEventEdits(catalog: Catalog, outcome: Outcome, name: string): Edits {
  const { command, success, reactions = [] } = outcome;
  const model = success ?? command;
  if (model === undefined) return undefined;
  const body = failureEventBody(catalog, outcome, name);
  const definition = success
    ? insertDefinitionAfter(catalog.texts, success, name, body)
    : addDefinition(catalog, model.file, 'event', name, body);
  const links = reactions.map((reaction) => appendToList(catalog.texts, reaction.node, 'fails', [name], 'emits'));
  return joinEdits(definition, command ? linkToCommand(catalog, command, name) : [], ...links);
}

function linkToCommand(catalog: Catalog, command: CommandDef, name: string): Edits {
  if (command.node.kind !== 'map') return undefined;
  return appendToList(catalog.texts, command.node, 'failure', [name], 'success');
}

/** The definition of a failure event, in the order in which people write it. */
function failureEventBody(catalog: Catalog, outcome: Outcome, name: string): JsonMap {
  const { command, success, reactions = [] } = outcome;
  const producer = command?.handler ?? reactions[0]?.by ?? success?.producer;
  const consumers = consumersOfFailure(catalog, outcome);
  const failureOf = outcomeName(outcome);
  const ownKey = success?.key && isOwnKey(success) ? success.key.name : undefined;
  return {
    version: '1.0.0',
    summary: summaryOf(name),
    ...(producer && { producer: producer.name }),
    ...(consumers.length > 0 && { consumers }),
    ...(success?.channel && { channel: success.channel.name }),
    ...(ownKey !== undefined && { key: ownKey }),
    ...(success?.visibility === 'internal' && { visibility: 'internal' }),
    ...(failureOf !== undefined && { failureOf }),
    payload: payloadOf(catalog, outcome),
    ...exampleOf(catalog, outcome),
  };
}

/** Several successes of one command fail as the command does. */
function outcomeName({ command, success }: Outcome): string | undefined {
  return command && command.success.length > 1 ? command.id : (success?.id ?? command?.id);
}

function isOwnKey(event: EventDef): boolean {
  return event.node.kind === 'map' && event.node.entries.some((entry) => entry.key.text === 'key');
}

/** Sagas that send the command must react; without any, whoever reacts to the success or sends the command. */
function consumersOfFailure(catalog: Catalog, { command, success }: Outcome): readonly string[] {
  const sagas = command ? sagasUsing(catalog, command.id) : [];
  const orchestrators = sagas.flatMap((saga) => saga.service?.name ?? []);
  if (orchestrators.length > 0) return unique(orchestrators);
  const listeners = success ? consumersOf(catalog, success.id) : [];
  const names = unique(serviceNames(listeners));
  return names.length > 0 ? names : unique((command?.senders ?? []).map((sender) => sender.name));
}

function summaryOf(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[ _]/);
  const last = words.at(-1)?.toLowerCase() === 'event' ? words.length - 2 : words.length - 1;
  const text = words.slice(0, last).map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()));
  return `The ${text.join(' ')} failed, for the reason given.`;
}

function payloadOf(catalog: Catalog, outcome: Outcome): JsonMap {
  const known = fieldsOf(outcome);
  const snake = known.some((field) => field.name.includes('_'));
  return {
    ...Object.fromEntries(identifyingFields(catalog, outcome).map((field) => [field.name, typeAsWritten(field)])),
    reason: FIRST_REASONS,
    [snake ? 'failed_at' : 'failedAt']: 'timestamp',
  };
}

/** Where the success has an example, its failure has one, too: the same case gone wrong. */
function exampleOf(catalog: Catalog, outcome: Outcome): JsonMap {
  const { success } = outcome;
  const shown = success?.examples[0];
  const value = shown && toValue(shown);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const known = new Map(Object.entries(value));
  const fields = identifyingFields(catalog, outcome).map((field) => [field.name, known.get(field.name)] as const);
  if (fields.some(([, id]) => typeof id !== 'string' && typeof id !== 'number')) return {};
  const times = success?.payload.fields.filter(({ type }) => type.kind === 'primitive' && type.name === 'timestamp');
  const time = times?.flatMap(({ name }) => known.get(name) ?? []).find((text) => typeof text === 'string');
  const rest = Object.keys(payloadOf(catalog, outcome)).slice(fields.length);
  const [reason = 'reason', failedAt = 'failedAt'] = rest;
  const example = { ...Object.fromEntries(fields), [reason]: 'unavailable', [failedAt]: time ?? EXAMPLE_TIME };
  return { examples: [example as JsonMap] };
}

/**
 * The fields by which somebody finds what failed: the correlation of the sagas that send the command and the event's
 * key; where there are none, the first id that command and success have in common or the first id at all.
 */
export function identifyingFields(catalog: Catalog, outcome: Outcome): readonly Field[] {
  const { command, success } = outcome;
  const fields = fieldsOf(outcome);
  const sagas = command ? sagasUsing(catalog, command.id) : [];
  const flows = success
    ? producersOf(catalog, success.id).flatMap(({ via }) => (via.kind === 'reaction' ? via.flow : []))
    : [];
  const waiting = success
    ? consumersOf(catalog, success.id).flatMap(({ via }) => (via.kind === 'saga' ? via.saga : []))
    : [];
  const wanted = new Set(
    [...sagas, ...flows, ...waiting]
      .flatMap((each) => each.correlation?.name ?? [])
      .concat(success?.key?.name ?? [], command?.key?.name ?? []),
  );
  const named = fields.filter((field) => wanted.has(field.name));
  if (named.length > 0) return named;
  const ids = fields.filter(isIdentifier);
  const shared = ids.find((field) => command?.payload.fields.some((other) => other.name === field.name));
  const first = shared ?? ids[0];
  return first ? [first] : [];
}

/** Whether a field names a thing: a uuid, or a name that ends in id, key, number or reference. */
export function isIdentifier(field: Field): boolean {
  if (field.type.kind === 'primitive' && field.type.name === 'uuid') return true;
  return /^(id|key|number|reference)$|(Id|_id|Key|_key|Number|_number|Ref|_ref|Reference|_reference)$/.test(field.name);
}

function fieldsOf({ command, success }: Outcome): readonly Field[] {
  const messages: readonly MessageDef[] = [success, command].flatMap((each) => each ?? []);
  const fields = new Map<string, Field>();
  for (const field of messages.flatMap((message) => message.payload.fields)) {
    if (!fields.has(field.name) && field.type.kind !== 'record') fields.set(field.name, field);
  }
  return [...fields.values()];
}

/** The type of an identifying field, required, with what narrows or protects its values. */
export function typeAsWritten(field: Field): JsonValue {
  const type = printFieldType({ ...field, optional: false });
  const marks = { ...(field.pii && { pii: true }), ...(field.secret && { secret: true }), ...field.constraints };
  return Object.keys(marks).length === 0 ? type : { type, ...marks };
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
