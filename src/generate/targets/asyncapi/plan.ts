import { compareText } from '../../../diagnostics/index.js';
import { nodeAt } from '../../../language/node.js';
import { commandsAnsweredBy, type EventProducer, producersOf } from '../../../model/graph.js';
import type { Catalog, CommandDef, EventDef, MessageDef, ServiceDef } from '../../../model/index.js';
import { commandChannel, eventChannel } from '../../../runtime/consumer/channels.js';
import { deadLettersOf, takerOf } from '../../shared/channel-names.js';
import type { AsyncApiOptions } from './options.js';
import { type Role, readersOfMessage } from './roles.js';

/** A channel of a document. */
export interface ChannelPlan {
  readonly key: string;
  /** Undefined where only run time knows it, or nobody. */
  readonly address: string | undefined;
  readonly use: 'declared' | 'commands' | 'events' | 'answers' | 'dead-letters' | 'unknown';
  /** The catalog's channel: its own, or of dead letters the one they come from. */
  readonly channel?: string;
  readonly messages: ReadonlyMap<string, MessageDef>;
}

export interface OperationPlan {
  readonly key: string;
  readonly role: Role;
  readonly channel: string;
  /** Of a command: where its answers go, and what they are. */
  readonly reply?: { readonly channel: string; readonly events: readonly EventDef[] };
  /** Of what is received: where it goes when it cannot be handled. */
  readonly deadLetters?: string;
}

/** What a service's document is made of: channels and operations, each sorted by key, and messages by their keys. */
export interface DocumentPlan {
  readonly service: ServiceDef;
  readonly channels: readonly ChannelPlan[];
  readonly operations: readonly OperationPlan[];
  readonly messages: ReadonlyMap<string, MessageDef>;
}

interface Planning {
  readonly catalog: Catalog;
  readonly options: AsyncApiOptions;
  readonly service: string;
  readonly channels: Map<string, ChannelPlan & { readonly messages: Map<string, MessageDef> }>;
}

/** `OrderPlaced`, and `OrderPlaced.v1` of an older major: no other message can have that key. */
export function messageKey({ id }: MessageDef): string {
  return id.replace('@', '.v');
}

/** Lays out the document of a service from what the service does. */
export function planDocument(
  catalog: Catalog,
  options: AsyncApiOptions,
  service: ServiceDef,
  roles: readonly Role[],
): DocumentPlan {
  const planning: Planning = { catalog, options, service: service.id, channels: new Map() };
  const operations = roles.map((role) => planOperation(planning, role));
  const channels = [...planning.channels.values()].sort((one, other) => compareText(one.key, other.key));
  const messages = channels.flatMap((channel) => [...channel.messages]);
  return {
    service,
    channels,
    operations: operations.sort((one, other) => compareText(one.key, other.key)),
    messages: new Map(messages.sort(([one], [other]) => compareText(one, other))),
  };
}

function planOperation(planning: Planning, role: Role): OperationPlan {
  const { message, action } = role;
  const channel = ownChannel(planning, message);
  const reply = message.kind === 'command' ? planReply(planning, message) : undefined;
  const deadLetters = action === 'receive' ? planDeadLetters(planning, role, channel) : undefined;
  return {
    key: `${action}${messageKey(message)}`,
    role,
    channel,
    ...(reply && { reply }),
    ...(deadLetters !== undefined && { deadLetters }),
  };
}

/** The channel that a message goes over; without one, a command goes to its handler and an answer back. */
function ownChannel(planning: Planning, message: MessageDef): string {
  const { channel } = message;
  if (channel) {
    const address = addressOf(planning.catalog, channel.name);
    return place(planning, { key: channel.name, address, use: 'declared', channel: channel.name }, message);
  }
  if (message.kind === 'command') return planCommandChannel(planning, message);
  const [answer] = commandsAnsweredBy(planning.catalog, message.id);
  if (answer) return answerChannel(planning, answer.command, message);
  const producer = producersOf(planning.catalog, message.id).find(publishesByItself)?.service?.name;
  if (producer !== undefined) return eventsChannel(planning, producer, message);
  return place(
    planning,
    { key: unusedKey(planning, messageKey(message)), address: undefined, use: 'unknown' },
    message,
  );
}

/** Reactions and sagas publish what has no channel to one of their service; what is only declared goes nowhere. */
function publishesByItself({ service, via }: EventProducer): boolean {
  return service !== undefined && (via.kind === 'reaction' || via.kind === 'saga');
}

function planCommandChannel(planning: Planning, command: CommandDef): string {
  const { catalog, options } = planning;
  const taker = takerOf(catalog, command);
  if (taker === undefined) {
    const key = unusedKey(planning, messageKey(command));
    return place(planning, { key, address: undefined, use: 'unknown' }, command);
  }
  const address = options.commandAddress.replaceAll('{service}', () => taker);
  const declared = catalog.channels.has(address);
  const key = declared ? address : unusedKey(planning, commandChannel(taker));
  return place(planning, { key, address, use: 'commands', ...(declared && { channel: address }) }, command);
}

/** Where a service publishes what has no channel of its own. */
function eventsChannel(planning: Planning, producer: string, event: EventDef): string {
  const address = eventChannel(producer);
  const declared = planning.catalog.channels.has(address);
  return place(planning, { key: address, address, use: 'events', ...(declared && { channel: address }) }, event);
}

/** One channel for all answers of a handler; who asks says where they go, in a header. */
function answerChannel(planning: Planning, command: CommandDef, event: EventDef): string {
  const key = unusedKey(planning, `${command.handler?.name ?? messageKey(command)}.replies`);
  return place(planning, { key, address: undefined, use: 'answers' }, event);
}

function planReply(planning: Planning, command: CommandDef): OperationPlan['reply'] {
  const names = [...command.success, ...command.failure].map(({ name }) => name);
  const events = [...new Set(names)].flatMap((name) => planning.catalog.events.get(name) ?? []);
  const [channel] = events.map((event) => answerChannel(planning, command, event));
  return channel === undefined ? undefined : { channel, events };
}

/** Where generated readers put what they cannot handle. What comes as an answer alone is not read from its channel. */
function planDeadLetters(planning: Planning, { message }: Role, channel: string): string | undefined {
  const { catalog, service, channels } = planning;
  const source = channels.get(channel);
  const [reader] = readersOfMessage(catalog, service, message);
  if (reader === undefined || source?.address === undefined) return undefined;
  const name = source.channel ?? source.address;
  const key = deadLettersOf(name, catalog.channels.get(name), reader.group);
  if (key === undefined) return undefined;
  return place(planning, { key, address: addressOf(catalog, key), use: 'dead-letters', channel }, message);
}

function place(planning: Planning, channel: Omit<ChannelPlan, 'messages'>, message: MessageDef): string {
  const known = planning.channels.get(channel.key) ?? { ...channel, messages: new Map<string, MessageDef>() };
  planning.channels.set(channel.key, known);
  known.messages.set(messageKey(message), message);
  return channel.key;
}

/** A key that no channel of the catalog has: what is made up here never takes the place of what is declared. */
function unusedKey(planning: Planning, wanted: string): string {
  return planning.catalog.channels.has(wanted) ? unusedKey(planning, `${wanted}-`) : wanted;
}

/** The channel's name, unless `x-address` says how its broker knows it. */
function addressOf(catalog: Catalog, channel: string): string {
  const written = nodeAt(catalog.channels.get(channel)?.node, 'x-address');
  return written?.kind === 'scalar' && typeof written.value === 'string' ? written.value : channel;
}
