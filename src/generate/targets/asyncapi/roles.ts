import { compareText } from '../../../diagnostics/index.js';
import {
  commandsAnsweredBy,
  consumersOf,
  type EventConsumer,
  type EventProducer,
  producersOf,
  sagasUsing,
  undoUsesOf,
} from '../../../model/graph.js';
import type { Catalog, CommandDef, EventDef, MessageDef } from '../../../model/index.js';
import { channelOfCommand } from '../../shared/channel-names.js';
import { type Reader, readersOf } from '../../shared/channel-uses.js';

/** That a service sends or receives a message, with every reason that the catalog has for it. */
export interface Role {
  readonly message: MessageDef;
  readonly action: 'send' | 'receive';
  /** Sentences, each once, in the order of the catalog. */
  readonly reasons: readonly string[];
  /** Groups under which the service takes it; none where it only comes as an answer. */
  readonly groups: readonly string[];
}

interface Collecting extends Role {
  readonly reasons: string[];
  readonly groups: string[];
}

type Add = (service: string | undefined, action: Role['action'], message: MessageDef, reason: string) => void;

/** The roles of every service that the catalog names, by service and then by message and action. */
export function rolesOf(catalog: Catalog): ReadonlyMap<string, readonly Role[]> {
  const all = new Map<string, Map<string, Collecting>>();
  const add: Add = (service, action, message, reason) => {
    if (service === undefined) return;
    const roles = all.get(service) ?? new Map<string, Collecting>();
    all.set(service, roles);
    const key = `${message.id} ${action}`;
    const role = roles.get(key) ?? {
      message,
      action,
      reasons: [],
      groups: groupsOf(catalog, service, action, message),
    };
    roles.set(key, role);
    if (!role.reasons.includes(reason)) role.reasons.push(reason);
  };
  for (const event of catalog.events.values()) addEvent(catalog, add, event);
  for (const command of catalog.commands.values()) addCommand(catalog, add, command);
  const sorted = (roles: ReadonlyMap<string, Role>) =>
    [...roles].sort(([one], [other]) => compareText(one, other)).map(([, role]) => role);
  return new Map([...all].map(([service, roles]) => [service, sorted(roles)]));
}

function groupsOf(catalog: Catalog, service: string, action: Role['action'], message: MessageDef): string[] {
  return action === 'send' ? [] : readersOfMessage(catalog, service, message).map(({ group }) => group);
}

/** How a service takes a message from its channel: by its handlers, by its sagas, or by both. */
export function readersOfMessage(catalog: Catalog, service: string, message: MessageDef): readonly Reader[] {
  const channel = message.kind === 'command' ? channelOfCommand(catalog, message) : message.channel?.name;
  if (channel === undefined) return [];
  return readersOf(catalog, channel).filter(
    (reader) => reader.service === service && reader.messages.includes(message),
  );
}

function addEvent(catalog: Catalog, add: Add, event: EventDef): void {
  for (const producer of producersOf(catalog, event.id)) {
    add(producer.service?.name, 'send', event, reasonToSend(producer, event));
  }
  for (const consumer of consumersOf(catalog, event.id)) {
    add(consumer.service?.name, 'receive', event, reasonToReceive(catalog, consumer, event));
  }
}

function reasonToSend({ via }: EventProducer, event: EventDef): string {
  switch (via.kind) {
    case 'declared':
      return 'Published by this service.';
    case 'command':
      return `${isFailureOf(via.command, event) ? 'Failure' : 'Success'} of the command ${via.command.id}.`;
    case 'reaction': {
      const fails = via.reaction.fails.some(({ name }) => name === event.id);
      return `${fails ? 'Failure' : 'Outcome'} of a reaction in the flow ${via.flow.id}.`;
    }
    case 'saga':
      return via.saga.abort.some((end) => end.event.name === event.id)
        ? `Ends the saga ${via.saga.id} when it was undone.`
        : `Ends the saga ${via.saga.id} when it is complete.`;
  }
}

function reasonToReceive(catalog: Catalog, { via }: EventConsumer, event: EventDef): string {
  switch (via.kind) {
    case 'declared':
      return 'Consumed by this service.';
    case 'reaction':
      return `A reaction in the flow ${via.flow.id} follows from it or needs it.`;
    case 'saga':
      return sagaReason(catalog, via.saga.id, via.as, event);
  }
}

function sagaReason(
  catalog: Catalog,
  saga: string,
  as: 'start' | 'outcome' | 'await' | 'heard' | 'cancel',
  event: EventDef,
): string {
  switch (as) {
    case 'start':
      return `Starts the saga ${saga}.`;
    case 'outcome': {
      const answers = commandsAnsweredBy(catalog, event.id);
      const failed = answers.some(({ role }) => role === 'failure');
      const commands = [...new Set(answers.map(({ command }) => command.id))].join(', ');
      return `${failed ? 'Failure' : 'Success'} of ${commands}, for the saga ${saga}.`;
    }
    case 'await':
      return `The saga ${saga} waits for it.`;
    case 'heard':
      return `The saga ${saga} takes note of it.`;
    case 'cancel':
      return `Cancels the saga ${saga}.`;
  }
}

function isFailureOf(command: CommandDef, event: EventDef): boolean {
  return command.failure.some(({ name }) => name === event.id);
}

function addCommand(catalog: Catalog, add: Add, command: CommandDef): void {
  add(command.handler?.name, 'receive', command, 'Carried out by this service.');
  for (const sender of command.senders) {
    add(sender.name, 'send', command, 'Sent by this service.');
    for (const { name } of [...command.success, ...command.failure]) {
      const event = catalog.events.get(name);
      if (event === undefined) continue;
      const failed = isFailureOf(command, event);
      add(sender.name, 'receive', event, `${failed ? 'Failure' : 'Success'} of ${command.id}, for its sender.`);
    }
  }
  for (const saga of sagasUsing(catalog, command.id)) {
    add(saga.service?.name, 'send', command, `Sent by the saga ${saga.id}${purposeIn(saga.id, command, catalog)}.`);
  }
}

function purposeIn(saga: string, command: CommandDef, catalog: Catalog): string {
  const undone = undoneSteps(catalog, saga, command.id);
  return undone.length === 0 ? '' : ` to undo ${undone.join(', ')}`;
}

function undoneSteps(catalog: Catalog, saga: string, command: string): readonly string[] {
  return undoUsesOf(catalog, command).flatMap((use) => (use.saga.id === saga ? [use.place.step.name] : []));
}
