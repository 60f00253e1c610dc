import { toValue } from '../../../language/node.js';
import { commandsAnsweredBy, isFailureEvent, undoUsesOf } from '../../../model/graph.js';
import type { Catalog, Deprecation, EventDef, MessageDef } from '../../../model/index.js';
import { validateFields } from '../../../model/values/validate-value.js';
import { messageBindings } from './bindings.js';
import { brokerOfMessage } from './brokers.js';
import { messageDefinition } from './definitions.js';
import { correlationRef, type HeaderSet, headerSetsOf, traitRef, typeHeaders } from './headers.js';
import { named } from './hoist-schemas.js';
import { tagsOf } from './info.js';
import { filled, type Json } from './json.js';
import type { Payloads } from './payloads.js';
import { messageKey } from './plan.js';
import { hasReference } from './written.js';

/** The header sets of a message; an answer has those of answers, also where it goes over a channel as well. */
export function headerSets(catalog: Catalog, message: MessageDef): readonly HeaderSet[] {
  const isAnswer = message.kind === 'event' && message.channel === undefined;
  return headerSetsOf(catalog, message, isAnswer && commandsAnsweredBy(catalog, message.id).length > 0);
}

/** A message of `components.messages`. */
export function messageObject(catalog: Catalog, message: MessageDef, payloads: Payloads): Json {
  const sets = headerSets(catalog, message);
  const last = sets.at(-1);
  return filled({
    name: message.wire ?? message.name,
    title: message.id,
    summary: message.summary,
    description: message.docs,
    contentType: payloads.contentType,
    headers: named(`${messageKey(message)}.headers`, {
      ...typeHeaders(catalog, message),
      required: sets.flatMap((set) => set.required),
    }),
    correlationId: last && correlationRef(last),
    payload: payloads.payloadOf(message),
    tags: tagsOf(message.tags),
    bindings: messageBindings(brokerOfMessage(catalog, message), payloads.keyOf(message)),
    examples: examplesOf(catalog, message),
    traits: sets.map(traitRef),
    ...extensionsOf(catalog, message),
  });
}

/** Those examples that fit, as AsyncAPI has them; a `$ref` in one would be taken for a reference. */
function examplesOf(catalog: Catalog, message: MessageDef): readonly Json[] {
  const { fields, raw } = message.payload;
  const fitting = message.examples.filter((node) => raw || validateFields(catalog, fields, node).length === 0);
  return fitting
    .map((node) => toValue(node))
    .filter((payload) => !hasReference(payload))
    .map((payload) => ({ payload }));
}

function extensionsOf(catalog: Catalog, message: MessageDef): Json {
  return {
    'x-sagac-kind': kindOf(catalog, message),
    'x-sagac-version': message.version,
    'x-sagac-failure-of': message.kind === 'event' ? failureOf(catalog, message) : undefined,
    'x-sagac-deprecated': message.deprecated && deprecation(message.deprecated),
    'x-sagac-definition': messageDefinition(message),
    'x-eventcatalog-message-type': message.kind,
    'x-eventcatalog-message-version': message.version,
  };
}

/** `failure` and `success` are answers; an event may also be a `failure` of another event. */
function kindOf(catalog: Catalog, message: MessageDef): string {
  if (message.kind === 'command') return undoUsesOf(catalog, message.id).length > 0 ? 'compensation' : 'command';
  if (isFailureEvent(catalog, message)) return 'failure';
  return commandsAnsweredBy(catalog, message.id).length > 0 ? 'success' : 'event';
}

/** What it is the failure of: as its definition says, or the commands that name it so. */
function failureOf(catalog: Catalog, event: EventDef): readonly string[] {
  const commands = commandsAnsweredBy(catalog, event.id).filter(({ role }) => role === 'failure');
  const own = event.failureOf ? [event.failureOf.name] : [];
  return [...new Set([...own, ...commands.map(({ command }) => command.id)])];
}

function deprecation({ since, sunset, use }: Deprecation): Json {
  return { since, sunset, use };
}
