import { messageById } from '../catalog.js';
import type { Element } from '../element.js';
import type { Call, MessageDef } from '../message.js';
import type { FieldOwner, ReferenceSink } from './reference-sink.js';

/** A message as the owner of its fields. */
export function ownerOf(message: MessageDef): FieldOwner {
  return { id: message.id, fields: message.payload.fields };
}

/** The owner behind a message's name; undefined where the name is unknown. */
export function ownerNamed(sink: ReferenceSink, name: string | undefined): FieldOwner | undefined {
  const message = name === undefined ? undefined : messageById(sink.sections, name);
  return message && ownerOf(message);
}

/** The services that are called, and the fields that make the call safe to repeat. */
export function callReferences(
  sink: ReferenceSink,
  from: Element,
  calls: readonly Call[],
  owner: FieldOwner | undefined,
): void {
  for (const call of calls) {
    sink.name(from, call.service, 'service', 'called service');
    for (const field of call.idempotentBy) sink.field(from, field, owner, 'idempotency key');
  }
}
