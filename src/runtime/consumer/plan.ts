import type { BrokerMessage } from '../broker/broker.js';
import { SagaError } from '../errors.js';
import { canonicalJson, type JsonObject } from '../json.js';
import type { ConsumerDefinition, HandlerDefinition } from './definition.js';

/** A definition, and the questions that each message asks of it. */
export interface ConsumerPlan {
  readonly definition: ConsumerDefinition;
  /** Id of the event that a message of a channel is; undefined where nobody here knows it. */
  eventOf(channel: string, message: BrokerMessage): string | undefined;
  /** Those that take an event. */
  handlersOf(event: string): readonly HandlerDefinition[];
  handler(name: string): HandlerDefinition | undefined;
  /** What an event that others need or ask for is about, once for each way in which they look for it. */
  correlationsOf(event: string, message: BrokerMessage, data: JsonObject): readonly string[];
}

interface Functions {
  readonly handlers: Readonly<Record<string, unknown>>;
  readonly commands?: Readonly<Record<string, unknown>>;
}

/** Prepares a definition. Throws `missing-handler` where one of its handlers or commands has no function. */
export function planConsumer(definition: ConsumerDefinition, functions: Functions): ConsumerPlan {
  const { handlers, events, commands } = definition;
  const unhandled = handlers.map(({ name }) => name).filter((name) => !Object.hasOwn(functions.handlers, name));
  const notCarriedOut = Object.keys(commands).filter((id) => !Object.hasOwn(functions.commands ?? {}, id));
  const all = [...unhandled, ...notCarriedOut].map((name) => `\`${name}\``);
  if (all.length > 0) {
    throw new SagaError('missing-handler', `the consumer of ${definition.service} lacks ${all.join(', ')}`);
  }
  const byName = new Map(handlers.map((handler) => [handler.name, handler]));
  const byType = new Map<string, string[]>();
  for (const [id, { channel = '', type }] of Object.entries(events)) {
    const key = JSON.stringify([channel, type]);
    byType.set(key, [...(byType.get(key) ?? []), id]);
  }
  return {
    definition,
    eventOf: (channel, message) =>
      versionFor(definition, byType.get(JSON.stringify([channel, message.type])) ?? [], message),
    handlersOf: (event) => handlers.filter(({ on }) => on.includes(event)),
    handler: (name) => byName.get(name),
    correlationsOf(event, message, data) {
      const asking = handlers.filter(({ asks }) => asks.includes(event));
      const texts = asking.flatMap((handler) => correlationOf(handler, message, data) ?? []);
      return [...new Set(texts)].sort();
    },
  };
}

/** An older major says so in its envelope; whatever says nothing is the current version. */
function versionFor(
  { events }: ConsumerDefinition,
  candidates: readonly string[],
  { headers }: BrokerMessage,
): string | undefined {
  const major = Number.parseInt(headers['ce-version'] ?? headers.version ?? '', 10);
  const older = candidates.find((id) => events[id]?.oldMajor === major);
  return older ?? candidates.find((id) => events[id]?.oldMajor === undefined);
}

/** What a message is about, as a text that is equal for those that belong together; undefined where it does not say. */
export function correlationOf(
  { correlation }: HandlerDefinition,
  { key }: BrokerMessage,
  data: JsonObject,
): string | undefined {
  if (correlation === undefined) return `key=${key}`;
  const value = Object.hasOwn(data, correlation) ? data[correlation] : undefined;
  return value === undefined ? undefined : `${correlation}=${canonicalJson(value)}`;
}

/** What the inbox knows a message by: its id, or the fields that say so. */
export function inboxIdOf({ idempotentBy }: HandlerDefinition, { id }: BrokerMessage, data: JsonObject): string {
  if (idempotentBy.length === 0) return id;
  const values = idempotentBy.map((field) => (Object.hasOwn(data, field) ? data[field] : null));
  return `by ${idempotentBy.join(',')}: ${canonicalJson(values)}`;
}

/** The group under which the processes of a service share a channel. */
export function groupOf({ service, channels }: ConsumerDefinition, channel: string): string {
  return channels[channel]?.group ?? service;
}

/** What the inbox knows a handler by. */
export function consumerName({ service }: ConsumerDefinition, { name }: HandlerDefinition): string {
  return `${service}/${name}`;
}
