import type { JsonValue } from '../../../model/type.js';
import { addChannel, bindingsOf } from './channels.js';
import type { Collected } from './collect.js';
import { inlined, type Located, part, textIn } from './located.js';
import type { ApiChannel, ApiOperation } from './model.js';
import { foreignExtensions } from './own.js';
import type { Reading } from './read-document.js';
import { hasKeys, isMap, type JsonMap, mapAt, present, textAt, textsAt, without } from './values.js';

/** Says who takes part: `service` is the application that the document describes. */
export function applyOperation(
  reading: Reading,
  operation: ApiOperation,
  service: string,
  collectedOf: (operation: ApiOperation) => readonly Collected[],
  outcomes: readonly Collected[],
): void {
  const messages = collectedOf(operation);
  for (const message of messages) {
    if (message.content.own) continue;
    if (operation.action === 'send') addSender(message, operation, service);
    else message.receivers.set(service, message.receivers.get(service) ?? groupOf(reading, operation, service));
    for (const outcome of outcomes) (outcome.content.isFailure ? message.failure : message.success).add(outcome);
    if (operation.channel) placeOn(reading, message, operation.channel);
  }
  // Who answers is who carries the command out.
  const answered = operation.action === 'receive' ? outcomes.filter(({ content }) => !content.own) : [];
  for (const outcome of answered) addSender(outcome, operation, service);
  const [first] = messages;
  if (first && !first.content.own) keepWords(reading, operation, first);
}

function addSender(message: Collected, operation: ApiOperation, service: string): void {
  if (!message.senders.has(service)) message.senders.set(service, operation.place.node.span);
}

/** The channel of a message is the first one that is found; a catalog's message goes over one. */
export function placeOn(reading: Reading, message: Collected, channel: ApiChannel): void {
  const name = addChannel(reading, channel);
  if (name === undefined || message.channel === name || message.content.own) return;
  if (message.channel === undefined) message.channel = name;
  else {
    const what = `That \`${message.content.name}\` goes over \`${name}\` as well`;
    reading.builder.leftOut(
      what,
      `a message goes over one channel, and this is on \`${message.channel}\``,
      channel.place.node.span,
    );
  }
}

/** The consumer group that Kafka's or NATS' binding names; the service itself is the group that needs no name. */
function groupOf(reading: Reading, operation: ApiOperation, service: string): string | undefined {
  const bindings = allBindings(reading, operation);
  const kafka = mapAt(mapAt(bindings, 'kafka'), 'groupId');
  const named = textAt(kafka, 'const') ?? textsAt(kafka, 'enum')[0] ?? textAt(kafka, 'default');
  const group = named ?? textAt(mapAt(bindings, 'kafka'), 'groupId') ?? textAt(mapAt(bindings, 'nats'), 'queue');
  return group === service ? undefined : group;
}

function allBindings(reading: Reading, { place, traits }: ApiOperation): JsonMap {
  const all = [...traits, place].map((one) => bindingsOf(reading, one));
  const protocols = [...new Set(all.flatMap(Object.keys))];
  return Object.fromEntries(
    protocols.map((protocol) => [protocol, Object.assign({}, ...all.map((one) => mapAt(one, protocol))) as JsonMap]),
  );
}

/** What an operation says of itself stays with its first message, under its id. */
function keepWords(reading: Reading, operation: ApiOperation, message: Collected): void {
  const words = wordsOf(reading, operation, message);
  if (!hasKeys(words)) return;
  const id = operation.id ?? `${operation.action} ${operation.channel?.key ?? message.content.name}`;
  message.operations.set(id, words);
}

function wordsOf(reading: Reading, operation: ApiOperation, message: Collected): JsonMap {
  const { place, traits } = operation;
  const kept = (key: string): JsonValue | undefined => {
    const found = [place, ...traits.toReversed()].flatMap((one) => part(one, key) ?? [])[0];
    return found && inlined(reading.context, found);
  };
  const { summary, docs } = message.content.draft;
  const said = (text: JsonValue | undefined) =>
    typeof text === 'string' && text.trim() !== summary && text.trim() !== docs ? text.trim() : undefined;
  const bindings = bindingsBeyond(allBindings(reading, operation));
  const correlated = replyAddress(operation.place);
  return {
    ...present({
      title: said(kept('title')),
      summary: said(kept('summary')),
      description: said(kept('description')),
      tags: kept('tags'),
      security: kept('security'),
      externalDocs: kept('externalDocs'),
      replyAddress: correlated,
    }),
    ...(hasKeys(bindings) && { bindings }),
    ...foreignExtensions(place),
  };
}

function replyAddress(place: Located): string | undefined {
  return textIn(place, 'reply', 'address', 'location');
}

function bindingsBeyond(bindings: JsonMap): JsonMap {
  const left = Object.entries(bindings).map(([protocol, value]): [string, JsonValue] => {
    const own = without(isMap(value) ? value : {}, 'bindingVersion');
    const group = mapAt(own, 'groupId');
    const told = textAt(group, 'const') !== undefined || textsAt(group, 'enum').length === 1;
    return [protocol, protocol === 'nats' ? without(own, 'queue') : told ? without(own, 'groupId') : own];
  });
  return Object.fromEntries(left.filter(([, value]) => isMap(value) && hasKeys(value)));
}
