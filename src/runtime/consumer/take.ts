import { type BrokerMessage, type Delivery, RetryLater } from '../broker/broker.js';
import type { JsonObject } from '../json.js';
import { violationOf } from '../saga/conforms.js';
import { bury, reasonOf } from './bury.js';
import { type Retry, readRetry, retryChannel, withRetry } from './channels.js';
import { type Core, later, type Origin, publish, report } from './core.js';
import type { ChannelSetting, HandlerDefinition } from './definition.js';
import { Closing, Reject, Unavailable } from './errors.js';
import { withDefaults } from './fill-defaults.js';
import { handle, remember } from './handle.js';
import { groupOf } from './plan.js';
import { type Act, type Tried, tryHandler } from './try-handler.js';

/** Where the messages of a channel come in; resolves when the broker may forget one. */
export type Take = (message: BrokerMessage, delivery: Delivery) => Promise<void>;

/** Takes the messages of a channel. */
export function createTake<Tx>(core: Core<Tx>, channel: string, setting: ChannelSetting): Take {
  /** Deliveries that said nothing of their message, by its id: those do not count as attempts. */
  const spoilt = new Map<string, number>();
  /** Handlers whose part of a message is in a retry channel or the dead letters, while others still try theirs; by its id. */
  const handedOn = new Map<string, Set<string>>();
  const act: Act = (work, traceparent) => handle(core, work, traceparent);

  async function take(origin: Origin, round: number): Promise<void> {
    const known = await accept(core, origin, round);
    if (known === undefined) return;
    await remember(core, known.event, origin.message, known.data);
    let again: { readonly delayMs: number; readonly reason: string } | undefined;
    for (const handler of core.plan.handlersOf(known.event)) {
      if (handedOn.get(origin.message.id)?.has(handler.name)) continue;
      const before = setting.ordering === 'key' ? (round - 1) * core.attempts.count : 0;
      const tried = await tryHandler(core, { ...origin, ...known, handler }, before, act);
      if (tried.kind === 'done') continue;
      const delayMs = tried.isFinal ? undefined : setting.retryDelaysMs[round - 1];
      if (delayMs !== undefined && setting.ordering === 'key') again ??= { delayMs, reason: reasonOf(tried.error) };
      else await handOn(origin, handler, tried, delayMs !== undefined);
      if (delayMs !== undefined) {
        report(core, origin, { kind: 'retrying', handler: handler.name, reason: reasonOf(tried.error) });
      }
    }
    if (again) throw new RetryLater(again.delayMs, again.reason);
  }

  async function handOn(origin: Origin, handler: HandlerDefinition, tried: Failed, isForRetry: boolean): Promise<void> {
    if (isForRetry) await sendToRetry(core, setting, origin, handler, tried, 1);
    else await bury(core, { ...origin, handler: handler.name, attempts: tried.attempts, error: tried.error });
    const known = handedOn.get(origin.message.id) ?? new Set();
    handedOn.set(origin.message.id, known.add(handler.name));
  }

  return async (message, { attempt, position }) => {
    const origin = { channel, message, ...(position !== undefined && { position }) };
    try {
      // Where order does not matter, what fails goes elsewhere, and a message that comes again was only held up.
      await take(origin, setting.ordering === 'key' ? attempt - (spoilt.get(message.id) ?? 0) : 1);
    } catch (error) {
      if (error instanceof RetryLater) throw error;
      spoilt.set(message.id, (spoilt.get(message.id) ?? 0) + 1);
      throw again(core, origin, error);
    }
    spoilt.delete(message.id);
    handedOn.delete(message.id);
  };
}

type Failed = Extract<Tried, { readonly kind: 'failed' }>;

/** Takes the messages of one of the retry channels of a channel. */
export function createRetryTake<Tx>(core: Core<Tx>, channel: string, setting: ChannelSetting, stage: number): Take {
  const act: Act = (work, traceparent) => handle(core, work, traceparent);

  async function take(origin: Origin, retry: Retry, handler: HandlerDefinition): Promise<void> {
    const known = await accept(core, origin, retry.attempts);
    if (known === undefined) return;
    const tried = await tryHandler(core, { ...origin, ...known, handler }, retry.attempts, act);
    if (tried.kind === 'done') return;
    if (tried.isFinal || setting.retryDelaysMs[stage] === undefined) {
      await bury(core, { ...origin, handler: handler.name, attempts: tried.attempts, error: tried.error });
      return;
    }
    await sendToRetry(core, setting, origin, handler, tried, stage + 1);
    report(core, origin, { kind: 'retrying', handler: handler.name, reason: reasonOf(tried.error) });
  }

  return async (message, { position }) => {
    const { message: bare, retry } = readRetry(message);
    const from = retry?.position ?? position;
    const origin = { channel, message: bare, ...(from !== undefined && { position: from }) };
    const waitMs = (retry?.at ?? 0) - core.clock.now();
    if (waitMs > 0) throw new RetryLater(waitMs, 'its time has not come');
    const handler = retry && core.plan.handler(retry.handler);
    try {
      if (retry && handler) return await take(origin, retry, handler);
      const error = new Reject(retry ? `there is no handler \`${retry.handler}\` any more` : 'it says of no handler');
      await bury(core, { ...origin, attempts: retry?.attempts ?? 0, error });
    } catch (error) {
      throw again(core, origin, error);
    }
  };
}

/** What the broker is told of a message that nothing was found out about. */
function again<Tx>(core: Core<Tx>, origin: Origin, error: unknown): Error {
  if (error instanceof Closing) return new RetryLater(0, error.message);
  return later(core, origin, error instanceof Unavailable ? error : new Unavailable(reasonOf(error), { cause: error }));
}

/** What a message is and says; undefined where it is nothing for this service, or was buried because it is no good. */
async function accept<Tx>(
  core: Core<Tx>,
  origin: Origin,
  attempts: number,
): Promise<{ readonly event: string; readonly data: JsonObject } | undefined> {
  const event = core.plan.eventOf(origin.channel, origin.message);
  if (event === undefined) {
    report(core, origin, { kind: 'unknown' });
    return undefined;
  }
  try {
    return { event, data: read(core, event, origin.message) };
  } catch (error) {
    await bury(core, { ...origin, attempts, error });
    return undefined;
  }
}

function read<Tx>({ codec, plan, validate }: Core<Tx>, event: string, message: BrokerMessage): JsonObject {
  let data: JsonObject;
  try {
    data = withDefaults(plan.definition, event, codec.decode(message));
  } catch (error) {
    throw new Reject(`it cannot be decoded: ${reasonOf(error)}`, { cause: error });
  }
  const problem = violationOf(plan.definition, event, data) ?? validate?.(event, data);
  if (problem !== undefined) throw new Reject(`it is no valid \`${event}\`: ${problem}`);
  return data;
}

async function sendToRetry<Tx>(
  core: Core<Tx>,
  { retryDelaysMs }: ChannelSetting,
  { channel, message, position }: Origin,
  { name }: HandlerDefinition,
  { attempts }: Failed,
  stage: number,
): Promise<void> {
  const at = core.clock.now() + (retryDelaysMs[stage - 1] ?? 0);
  const retry = { handler: name, attempts, at, ...(position !== undefined && { position }) };
  await publish(core, retryChannel(channel, groupOf(core.plan.definition, channel), stage), withRetry(message, retry));
}
