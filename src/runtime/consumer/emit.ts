import type { Broker } from '../broker/broker.js';
import { describeError } from '../errors.js';
import { isJsonObject, type JsonObject, toJsonObject } from '../json.js';
import type { OutboxMessage } from '../outbox/outbox-message.js';
import { publishedMessage } from '../outbox/published-message.js';
import { HEADERS } from '../remote/headers.js';
import { violationOf } from '../saga/conforms.js';
import { eventChannel } from './channels.js';
import type { Core, Origin } from './core.js';
import type { HandlerDefinition } from './definition.js';
import { Reject } from './errors.js';
import type { HandlerOutcome } from './types.js';

/**
 * The messages of what a handler gives back. Throws a `Reject` where it gives what its definition does not: that will not be
 * better the next time.
 */
export function messagesOf<Tx>(
  core: Core<Tx>,
  handler: HandlerDefinition,
  { message }: Origin,
  result: unknown,
  traceparent: string | undefined,
): readonly OutboxMessage[] {
  return readOutcomes(core, handler, result).map(({ outcome, data }) => {
    const { definition } = core.plan;
    const {
      type,
      version = NO_VERSION,
      channel = eventChannel(definition.service),
      key,
    } = definition.events[outcome] ?? { type: outcome };
    const { source, envelope } = definition;
    const spec = { message: outcome, type, version, channel, source, envelope, ...(key !== undefined && { key }) };
    const correlationId = message.headers[HEADERS.correlation];
    const options = {
      // The same in each attempt, so that whoever has had it knows it again.
      id: `${message.id}:${handler.name}:${outcome}`,
      causationId: message.id,
      ...(correlationId !== undefined && { correlationId }),
      ...(traceparent !== undefined && { traceparent }),
    };
    return { key: message.key, ...publishedMessage(spec, data, options, { now: core.clock.now }) };
  });
}

/** What a message without a version counts as. */
const NO_VERSION = '0.0.0';

/** Handlers are foreign code: what they give back is not taken at its type's word. */
function readOutcomes<Tx>(core: Core<Tx>, handler: HandlerDefinition, result: unknown): readonly HandlerOutcome[] {
  const allowed = [...handler.emits, ...handler.fails];
  const given: readonly unknown[] = result === undefined ? [] : Array.isArray(result) ? result : [result];
  if (given.length === 0 && allowed.length > 0) {
    throw new Reject(`the handler \`${handler.name}\` gave no outcome, and ${listed(allowed)} is expected`);
  }
  return given.map((one) => {
    const plain = plainOf(handler, one);
    const outcome = plain?.outcome;
    if (typeof outcome !== 'string' || !allowed.includes(outcome)) {
      const found = typeof outcome === 'string' ? `\`${outcome}\`` : 'something without an `outcome`';
      throw new Reject(`the handler \`${handler.name}\` gave ${found}, and ${listed(allowed)} is expected`);
    }
    const data = isJsonObject(plain?.data) ? plain.data : {};
    const problem = violationOf(core.plan.definition, outcome, data);
    if (problem !== undefined)
      throw new Reject(`the handler \`${handler.name}\` gave a wrong \`${outcome}\`: ${problem}`);
    return { outcome, data };
  });
}

/** Cycles and big integers are no JSON, now or later. */
function plainOf({ name }: HandlerDefinition, outcome: unknown): JsonObject | undefined {
  try {
    return toJsonObject(outcome);
  } catch (error) {
    throw new Reject(`the handler \`${name}\` gave what is no JSON: ${describeError(error)}`, { cause: error });
  }
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => `\`${name}\``).join(' or ');
}

/**
 * Publishes what handlers emit straight to a broker: after the commit in a memory inbox, else before it. For trials: after a
 * crash an event may be told whose transaction never was, or the other way round. An outbox has neither.
 */
export function emitTo(broker: Broker): (tx: unknown, message: OutboxMessage) => Promise<void> {
  return async (tx, { id = '', channel, key = id, type, data, headers = {} }) => {
    const publish = () => broker.publish(channel, { id, key, type, data, headers });
    if (hasCommits(tx)) tx.afterCommit(publish);
    else await publish();
  };
}

function hasCommits(tx: unknown): tx is { afterCommit(work: () => Promise<void>): void } {
  return typeof tx === 'object' && tx !== null && 'afterCommit' in tx && typeof tx.afterCommit === 'function';
}
