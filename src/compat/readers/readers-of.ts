import { memoised, producersOf, sagasUsing } from '../../model/graph.js';
import { push } from '../../model/grouped.js';
import type { Catalog, NameRef } from '../../model/index.js';
import { sagasStartedBy } from '../../model/saga-starts.js';
import { reactionReads } from './reaction-reads.js';
import { sagaReads } from './saga-reads.js';

/** Names of fields from the payload on; items of lists and values of maps have no part of their own. */
export type FieldPath = readonly string[];

/** Someone who writes a message. */
export interface Sender {
  readonly service?: string;
  readonly owner?: string;
  /** As what the catalog knows of it. */
  readonly via: 'declared' | 'saga' | 'reaction' | 'handler' | 'sender';
  /** Id of the saga or flow. */
  readonly process?: string;
}

/** Someone who reads a message, and which fields of it; none where it is enough that it has come. */
export interface Reader extends Sender {
  readonly fields: readonly FieldPath[] | 'unknown';
}

const NO_READERS: readonly Reader[] = [];

/**
 * Who reads a message: declared consumers, sagas, reactions and the handler of a command. A service may stand there several
 * times, once for each way in which the catalog knows of it.
 */
export function readersOf(catalog: Catalog, message: string): readonly Reader[] {
  return readersByMessage(catalog).get(message) ?? NO_READERS;
}

/** Whether someone reads a field, something inside it, or something that it is part of; what is unknown may be anything. */
export function readsField(reader: Reader, path: FieldPath): boolean {
  return reader.fields === 'unknown' || reader.fields.some((read) => isOnOneWay(read, path));
}

function isOnOneWay(one: FieldPath, other: FieldPath): boolean {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index++) if (one[index] !== other[index]) return false;
  return true;
}

const readersByMessage = memoised((catalog) => {
  const readers = new Map<string, Reader[]>();
  for (const event of catalog.events.values()) {
    for (const { service, uses } of event.consumers) {
      const fields = uses?.map(({ name }) => name.split('.')) ?? 'unknown';
      push(readers, event.id, { ...partyOf(catalog, service), via: 'declared', fields });
    }
  }
  for (const { id, handler } of catalog.commands.values()) {
    // A saga that the command starts is all that handles it.
    if (handler === undefined || sagasStartedBy(catalog, id).length > 0) continue;
    push(readers, id, { ...partyOf(catalog, handler), via: 'handler', fields: 'unknown' });
  }
  for (const saga of catalog.sagas.values()) {
    for (const [message, fields] of sagaReads(catalog, saga)) {
      push(readers, message, { ...partyOf(catalog, saga.service), via: 'saga', process: saga.id, fields });
    }
  }
  for (const flow of catalog.flows.values()) {
    for (const { event, by, fields } of flow.reactions.flatMap((one) => reactionReads(catalog, flow, one))) {
      push(readers, event, { ...partyOf(catalog, by), via: 'reaction', process: flow.id, fields });
    }
  }
  return readers;
});

/**
 * Who writes a message. An event: its producer, the handlers of the commands it answers, reactions and sagas. A command: the
 * sagas that send it and its declared senders. Each stands there once for each way.
 */
export function sendersOf(catalog: Catalog, message: string): readonly Sender[] {
  const command = catalog.commands.get(message);
  const all = command
    ? [
        ...command.senders.map((service): Sender => ({ ...partyOf(catalog, service), via: 'sender' })),
        ...sagasUsing(catalog, message).map(
          (saga): Sender => ({ ...partyOf(catalog, saga.service), via: 'saga', process: saga.id }),
        ),
      ]
    : producersOf(catalog, message).map(
        ({ service, via }): Sender => ({ ...partyOf(catalog, service), ...producerVia(via) }),
      );
  return [...new Map(all.map((sender) => [`${sender.via} ${sender.service} ${sender.process}`, sender])).values()];
}

type ProducerVia = ReturnType<typeof producersOf>[number]['via'];

function producerVia(via: ProducerVia): Pick<Sender, 'via' | 'process'> {
  switch (via.kind) {
    case 'declared':
      return { via: 'declared' };
    case 'command':
      return { via: 'handler' };
    case 'reaction':
      return { via: 'reaction', process: via.flow.id };
    case 'saga':
      return { via: 'saga', process: via.saga.id };
  }
}

function partyOf(catalog: Catalog, service: NameRef | undefined): Pick<Sender, 'service' | 'owner'> {
  if (service === undefined) return {};
  const owner = catalog.services.get(service.name)?.owner;
  return { service: service.name, ...(owner !== undefined && { owner }) };
}
