import { nodeAt } from '../../language/node.js';
import { refAt } from '../build/read.js';
import type { Sections } from '../build/sections.js';
import type { Catalog, ReferenceTarget } from '../catalog.js';
import type { Element } from '../element.js';
import type { CommandDef, EventDef, MessageDef } from '../message.js';
import type { TypeDef } from '../type.js';
import { collectFlowReferences } from './flow-references.js';
import { callReferences, ownerOf } from './message-references.js';
import { createReferenceSink, type ReferenceSink } from './reference-sink.js';
import { collectSagaReferences } from './saga-references.js';

/** Every mention of one definition in another, section by section, with those that resolve to nothing. */
export function collectReferences(sections: Sections): Pick<Catalog, 'references' | 'unresolved'> {
  const sink = createReferenceSink(sections);
  for (const service of sections.services.values()) successorReference(sink, service, 'service');
  for (const type of sections.types.values()) typeReferences(sink, type);
  for (const channel of sections.channels.values()) successorReference(sink, channel, 'channel');
  for (const event of sections.events.values()) eventReferences(sink, sections, event);
  for (const command of sections.commands.values()) commandReferences(sink, sections, command);
  for (const saga of sections.sagas.values()) collectSagaReferences(sink, saga);
  for (const flow of sections.flows.values()) collectFlowReferences(sink, flow);
  return sink.result();
}

/** What `deprecated.use` recommends instead. */
function successorReference(sink: ReferenceSink, element: Element, target: Exclude<ReferenceTarget, 'field'>): void {
  if (element.deprecated?.use === undefined) return;
  sink.name(element, refAt(nodeAt(element.node, 'deprecated'), 'use'), target, 'successor');
}

function typeReferences(sink: ReferenceSink, type: TypeDef): void {
  successorReference(sink, type, 'type');
  switch (type.shape) {
    case 'record':
      for (const field of type.fields) sink.type(type, field.type);
      return;
    case 'scalar':
      sink.type(type, type.type);
      return;
    case 'union':
      sink.names(
        type,
        type.cases.map((one) => one.type),
        'type',
        'case',
      );
      return;
    case 'enum':
      return;
  }
}

function eventReferences(sink: ReferenceSink, sections: Sections, event: EventDef): void {
  messageReferences(sink, sections, event);
  sink.name(event, event.producer, 'service', 'producer');
  sink.name(event, event.failureOf, 'message', 'failed message');
  for (const consumer of event.consumers) {
    sink.name(event, consumer.service, 'service', 'consumer');
    for (const field of consumer.uses ?? []) sink.field(event, field, ownerOf(event), 'used field');
  }
}

function commandReferences(sink: ReferenceSink, sections: Sections, command: CommandDef): void {
  messageReferences(sink, sections, command);
  sink.name(command, command.handler, 'service', 'handler');
  sink.names(command, command.senders, 'service', 'sender');
  sink.names(command, command.success, 'event', 'success event');
  sink.names(command, command.failure, 'event', 'failure event');
  sink.names(command, command.refusedAfter, 'event', 'refusing event');
  callReferences(sink, command, command.calls, ownerOf(command));
}

function messageReferences(sink: ReferenceSink, { channels }: Sections, message: MessageDef): void {
  successorReference(sink, message, 'message');
  sink.name(message, message.channel, 'channel', 'channel');
  // A key inherited from the channel is the channel's word, not a mention in this message.
  const inherited = channels.get(message.channel?.name ?? '')?.key;
  if (message.key !== inherited) sink.field(message, message.key, ownerOf(message), 'key');
  for (const field of message.payload.fields) sink.type(message, field.type);
}
