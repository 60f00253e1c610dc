import {
  commandsAnsweredBy,
  consumersOf,
  type EventConsumer,
  type EventProducer,
  failureEventsOf,
  isReply,
  producersOf,
  sagasUsing,
  undoUsesOf,
} from '../model/graph.js';
import type { Catalog, CommandDef, EventDef, MessageDef, NameRef, RetryPolicy } from '../model/index.js';
import { fieldTable } from './field-table.js';
import { type Fact, fact, type SheetTable } from './sheet.js';

type Body = { readonly facts: readonly Fact[]; readonly tables: readonly SheetTable[] };

/** What is known of an event: who makes it, who learns of it, and what may come instead. */
export function eventBody(catalog: Catalog, event: EventDef): Body {
  const channel = event.channel?.name ?? (isReply(catalog, event) ? '(a reply: seen by whoever asked)' : undefined);
  const answers = commandsAnsweredBy(catalog, event.id).map(({ command, role }) => `${role} of ${command.id}`);
  return {
    facts: [
      ...messageFacts(event),
      ...fact('channel', channel),
      ...fact('key', event.key?.name),
      ...fact('seen by', event.visibility === 'internal' ? 'its own domain' : undefined),
      ...fact('carries', event.carries),
      ...fact('produced by', ...producers(catalog, event)),
      ...fact('consumed by', ...consumers(catalog, event)),
      ...fact('outcome', ...answers, event.failureOf && `failure of ${event.failureOf.name}`),
      ...fact('worth a retry', event.retryable ? 'yes' : undefined),
      ...fact('may leave', event.effect === 'unknown' ? 'something behind: the step is undone too' : undefined),
      ...fact('may fail as', ...ids(failureEventsOf(catalog, event))),
      ...fact('cannot fail', event.cannotFail),
      ...fact('examples', event.examples.length || undefined),
    ],
    tables: fieldTable(event.payload.fields),
  };
}

/** What is known of a command: who handles it, how it may end, and which sagas send it. */
export function commandBody(catalog: Catalog, command: CommandDef): Body {
  const undoes = undoUsesOf(catalog, command.id).map(({ saga, place }) => `${place.step.name} in ${saga.id}`);
  return {
    facts: [
      ...messageFacts(command),
      ...fact('handled by', command.handler?.name),
      ...fact(
        'sent by',
        ...names(command.senders),
        ...sagasUsing(catalog, command.id).map((saga) => `saga ${saga.id}`),
      ),
      ...fact('undoes', ...undoes),
      ...fact('success', ...names(command.success)),
      ...fact('failure', ...ids(failureEventsOf(catalog, command))),
      ...fact('cannot fail', command.cannotFail),
      ...fact('effect', command.effect === 'none' ? 'none, it only reads' : undefined),
      ...fact('one attempt', command.timeout && `at most ${command.timeout.text}`),
      ...fact('retry', retryText(command.retry)),
      ...fact('calls', ...command.calls.map((call) => callText(call.service, call.idempotentBy))),
      ...fact('refused after', ...names(command.refusedAfter)),
      ...fact('channel', command.channel?.name),
    ],
    tables: fieldTable(command.payload.fields),
  };
}

function messageFacts(message: MessageDef): readonly Fact[] {
  return [...fact('version', message.version), ...fact('on the wire', message.wire)];
}

function producers(catalog: Catalog, event: EventDef): readonly string[] {
  return moreSpecial(producersOf(catalog, event.id).map(producerText));
}

function producerText({ service, via }: EventProducer): string {
  const name = service?.name ?? 'somebody';
  switch (via.kind) {
    case 'declared':
      return name;
    case 'command':
      return `${name} (${via.command.id})`;
    case 'reaction':
      return `${name} (flow ${via.flow.id})`;
    case 'saga':
      return `${name} (saga ${via.saga.id})`;
  }
}

function consumers(catalog: Catalog, event: EventDef): readonly string[] {
  return moreSpecial(consumersOf(catalog, event.id).map(consumerText));
}

function consumerText({ service, via }: EventConsumer): string {
  const name = service?.name ?? 'somebody';
  switch (via.kind) {
    case 'declared':
      return name;
    case 'reaction':
      return `${name} (flow ${via.flow.id})`;
    case 'saga':
      return `${name} (saga ${via.saga.id}: ${via.as})`;
  }
}

/** Drops a bare service where another entry says what it does with the event. */
function moreSpecial(all: readonly string[]): readonly string[] {
  return all.filter((entry) => !all.some((other) => other.startsWith(`${entry} (`)));
}

/** A retry policy in one line. */
export function retryText(retry: RetryPolicy): string {
  if (retry.attempts === 1) return 'none';
  const attempts = retry.attempts === 'unlimited' ? 'unlimited attempts' : `${retry.attempts} attempts`;
  const delay = `${retry.backoff} from ${durationText(retry.delayMs)} to ${durationText(retry.maxDelayMs)}`;
  const within = retry.withinMs === undefined ? '' : `, within ${durationText(retry.withinMs)}`;
  return `${attempts}, ${delay}${within}`;
}

/** Milliseconds in the largest unit that divides them. */
export function durationText(ms: number): string {
  const units: readonly [number, string][] = [
    [86_400_000, 'd'],
    [3_600_000, 'h'],
    [60_000, 'm'],
    [1000, 's'],
  ];
  const unit = units.find(([size]) => ms >= size && ms % size === 0);
  return unit ? `${ms / unit[0]}${unit[1]}` : `${ms}ms`;
}

function callText(service: NameRef, keys: readonly NameRef[]): string {
  return keys.length === 0 ? service.name : `${service.name} (idempotent by ${names(keys).join(', ')})`;
}

function names(refs: readonly NameRef[]): readonly string[] {
  return refs.map((ref) => ref.name);
}

function ids(messages: readonly MessageDef[]): readonly string[] {
  return messages.map((message) => message.id);
}
