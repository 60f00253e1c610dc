import {
  type Broker,
  type BrokerMessage,
  type SubscribeOptions,
  type Subscription,
  Unprocessable,
} from '../broker/broker.js';
import { describeError, isSagaError } from '../errors.js';
import type { CallDefinition } from '../saga/definition.js';
import { type AnswerMessage, type CommandMessage, commandId } from '../saga/effects.js';
import { idempotencyKey } from '../saga/names.js';
import type { SagaState } from '../saga/state.js';
import type { IncomingReply, RemoteLink, RemoteReceiver } from '../worker/remote-link.js';
import { dataOf, ERROR_TYPE, HEADERS, headerOf, numberHeaderOf, presentHeaders, replyMessage } from './headers.js';
import { Away, patientTake } from './patient-take.js';

export interface RemoteLinkOptions {
  readonly broker: Broker;
  /** Name under which the workers of one orchestrator share what comes in. */
  readonly group: string;
  /** Channel for the commands of a service, by service. */
  readonly services?: Readonly<Record<string, string>>;
  /** Channel for a command, by command; goes before `services`. */
  readonly commands?: Readonly<Record<string, string>>;
  /** Channel on which answers to this orchestrator's commands come. */
  readonly replyChannel: string;
  /** Channels whose events start sagas, or are awaited by them. */
  readonly eventChannels?: readonly string[];
  /** Channel of commands that start sagas here. */
  readonly commandChannel?: string;
  /** Channel for dead letters, or `false` for none, by the channel that they come from. Default: that of `deadLetterChannel`. */
  readonly deadLetters?: Readonly<Record<string, string | false>>;
  /** How a channel is read, where it is not in order by key and by each group for itself. */
  readonly reading?: Readonly<Record<string, Pick<SubscribeOptions, 'ordering' | 'kind'>>>;
  /** Channel for the events that sagas publish. Default: none, the worker's `onEvent` publishes them. */
  readonly publishChannel?: string;
  /** Channel for an event that the sagas publish, by event; goes before `publishChannel`. */
  readonly publishChannels?: Readonly<Record<string, string>>;
  /** Types on the wire, by command and event, where they have other names there. */
  readonly types?: Readonly<Record<string, string>>;
}

/**
 * Connects a worker with participants, events and sagas elsewhere. What comes in is acknowledged when it is on disk;
 * answers to commands whose instance nobody knows go to the dead letters.
 */
export function createRemoteLink(options: RemoteLinkOptions): RemoteLink {
  const { broker, publishChannel, publishChannels } = options;
  const names = wireNames(options.types ?? {});
  const link: RemoteLink = {
    serves: (command, service) => channelOf(options, command, service) !== undefined,
    async sendCommand(message, sender, call) {
      const channel = channelOf(options, message.command, message.service);
      if (channel === undefined) throw new Error(`there is no channel for \`${message.command}\``);
      const sent = commandMessage(message, sender, call, options.replyChannel);
      await broker.publish(channel, { ...sent, type: names.typeOf(message.command) });
    },
    async sendAnswer({ to, id, instance, event, data }: AnswerMessage) {
      if (to.channel === undefined) throw new Error(`the answer ${id} has no channel to go to`);
      const headers = { [HEADERS.key]: to.key, [HEADERS.attempt]: String(to.attempt), [HEADERS.correlation]: instance };
      const command = { id: commandId(to.key, to.attempt), key: to.key, headers };
      // The notice's own id: after an abort that reopens, the same event may be another answer.
      await broker.publish(to.channel, { ...replyMessage(command, names.typeOf(event), data), id });
    },
    listen: (receiver) => listen(options, names, receiver),
  };
  if (publishChannel === undefined && publishChannels === undefined) return link;
  return {
    ...link,
    async publish({ id, instance, event, data }) {
      const channel = ownEntry(publishChannels, event) ?? publishChannel;
      if (channel === undefined) return;
      const headers = { [HEADERS.correlation]: instance, [HEADERS.causation]: instance };
      await broker.publish(channel, { id, key: instance, type: names.typeOf(event), data, headers });
    },
  };
}

/** Names of messages here, and their types on the wire. */
interface WireNames {
  typeOf(name: string): string;
  nameOf(type: string): string;
}

function wireNames(types: Readonly<Record<string, string>>): WireNames {
  const names = new Map(Object.entries(types).map(([name, type]) => [type, name]));
  return { typeOf: (name) => ownEntry(types, name) ?? name, nameOf: (type) => names.get(type) ?? type };
}

function channelOf({ commands, services }: RemoteLinkOptions, command: string, service: string): string | undefined {
  return ownEntry(commands, command) ?? ownEntry(services, service);
}

function ownEntry<T>(entries: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return entries && Object.hasOwn(entries, name) ? entries[name] : undefined;
}

function commandMessage(
  message: CommandMessage,
  { traceparent }: SagaState,
  call: CallDefinition,
  replyChannel: string,
): BrokerMessage {
  const { id, instance, key, command, step, direction, attempt, input, timeoutMs } = message;
  return {
    id,
    key: instance,
    type: command,
    data: input,
    headers: presentHeaders({
      [HEADERS.key]: key,
      [HEADERS.attempt]: String(attempt),
      [HEADERS.replyTo]: replyChannel,
      [HEADERS.correlation]: instance,
      [HEADERS.causation]: instance,
      [HEADERS.traceparent]: traceparent,
      [HEADERS.instance]: instance,
      [HEADERS.step]: step,
      [HEADERS.direction]: direction,
      [HEADERS.success]: call.success.join(','),
      [HEADERS.undoes]: direction === 'undo' ? idempotencyKey(instance, step, 'do') : undefined,
      [HEADERS.timeout]: timeoutMs === undefined ? undefined : String(timeoutMs),
    }),
  };
}

async function listen(
  options: RemoteLinkOptions,
  { nameOf }: WireNames,
  receiver: RemoteReceiver,
): Promise<() => Promise<void>> {
  const { broker, group, replyChannel, eventChannels = [], commandChannel } = options;
  const subscriptions: Subscription[] = [];
  const add = async (channel: string, take: (message: BrokerMessage) => Promise<void>): Promise<void> => {
    const to = ownEntry(options.deadLetters, channel);
    const named = patientTake((message) => take({ ...message, type: nameOf(message.type) }));
    const read = ownEntry(options.reading, channel);
    const how = { ...read, deliveries: 'unlimited', ...(to !== undefined && { deadLetters: to }) } as const;
    subscriptions.push(await broker.subscribe(channel, group, named, how));
  };
  const closeAll = async (): Promise<void> => {
    await Promise.all(subscriptions.map((subscription) => subscription.close()));
  };
  try {
    await add(replyChannel, (message) => takeReply(receiver, message));
    for (const channel of eventChannels) await add(channel, (message) => takeEvent(receiver, message));
    if (commandChannel !== undefined) await add(commandChannel, (message) => takeCommand(broker, receiver, message));
  } catch (error) {
    // Half a listener would take messages that nobody deals with.
    await closeAll();
    throw error;
  }
  return closeAll;
}

async function takeReply(receiver: RemoteReceiver, message: BrokerMessage): Promise<void> {
  const { id, type } = message;
  const data = dataOf(message);
  const answer: IncomingReply['answer'] =
    type === ERROR_TYPE ? { kind: 'error', error: String(data.error) } : { kind: 'outcome', event: type, data };
  const key = headerOf(message, HEADERS.key);
  const attempt = numberHeaderOf(message, HEADERS.attempt);
  if ((await receiver.receiveReply({ id, key, attempt, answer })) !== 'unknown-instance') return;
  throw new Unprocessable(`\`${type}\` answers \`${key}\`, but there is no such instance`);
}

async function takeEvent(receiver: RemoteReceiver, message: BrokerMessage): Promise<void> {
  const { id, type } = message;
  try {
    await receiver.receive(type, dataOf(message), { id, ...traceOf(message) });
  } catch (error) {
    const isBad =
      isSagaError(error, 'invalid-event') ||
      isSagaError(error, 'invalid-start') ||
      isSagaError(error, 'start-conflict');
    throw isBad ? new Unprocessable(error.message) : error;
  }
}

async function takeCommand(broker: Broker, receiver: RemoteReceiver, message: BrokerMessage): Promise<void> {
  const key = headerOf(message, HEADERS.key);
  const attempt = numberHeaderOf(message, HEADERS.attempt);
  const replyChannel = headerOf(message, HEADERS.replyTo);
  const command = { command: message.type, data: dataOf(message), key, attempt, replyChannel, ...traceOf(message) };
  const receipt = await receiver.receiveCommand(command);
  if (receipt.kind === 'started') return;
  const reply =
    receipt.kind === 'answered'
      ? replyMessage(message, receipt.event, receipt.data)
      : replyMessage(message, ERROR_TYPE, { error: receipt.reason });
  await broker.publish(replyChannel, reply).catch((cause: unknown) => {
    throw new Away(describeError(cause), { cause });
  });
}

function traceOf({ headers }: BrokerMessage): { readonly traceparent?: string } {
  const traceparent = headers[HEADERS.traceparent];
  return traceparent === undefined ? {} : { traceparent };
}
