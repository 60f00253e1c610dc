import { nodeAt } from '../../language/node.js';
import type { NameRef } from '../element.js';
import type { FlowDef, Reaction } from '../saga.js';
import { callReferences, ownerNamed } from './message-references.js';
import type { FieldOwner, ReferenceSink } from './reference-sink.js';

/** Notes every name in a flow. */
export function collectFlowReferences(sink: ReferenceSink, flow: FlowDef): void {
  const heard = flow.reactions.flatMap((reaction) => reaction.on);
  sink.field(flow, flow.correlation, ownerOfAll(sink, flow.id, heard), 'correlation');
  for (const reaction of flow.reactions) reactionReferences(sink, flow, reaction);
}

function reactionReferences(sink: ReferenceSink, flow: FlowDef, reaction: Reaction): void {
  const owner = ownerOfAll(sink, reaction.on[0]?.name ?? flow.id, reaction.on);
  sink.names(flow, reaction.on, 'event', 'trigger');
  sink.name(flow, reaction.by, 'service', 'reacting service');
  sink.names(flow, reaction.emits, 'event', 'emitted event');
  sink.names(flow, reaction.fails, 'event', 'failure event');
  sink.names(flow, reaction.needs, 'event', 'needed event');
  for (const field of reaction.idempotentBy) sink.field(flow, field, owner, 'idempotency key');
  callReferences(sink, flow, reaction.calls, owner);
  timeReference(sink, flow, reaction);
}

/** `at: Event.field` names a moment that an event carries. */
function timeReference(sink: ReferenceSink, flow: FlowDef, reaction: Reaction): void {
  const [, root, rest] = /^([A-Za-z_]\w*(?:@\d+)?)\.(.+)$/.exec(reaction.at ?? '') ?? [];
  const span = nodeAt(reaction.node, 'at')?.span;
  if (root === undefined || rest === undefined || span === undefined) return;
  sink.name(flow, { name: root, span }, 'message', 'source');
  sink.field(flow, { name: rest, span }, ownerNamed(sink, root), 'source field');
}

/** The fields of several messages as one set; undefined where none of them is known. */
function ownerOfAll(sink: ReferenceSink, id: string, names: readonly NameRef[]): FieldOwner | undefined {
  const owners = names.flatMap((ref) => ownerNamed(sink, ref.name) ?? []);
  return owners.length === 0 ? undefined : { id, fields: owners.flatMap((owner) => owner.fields) };
}
