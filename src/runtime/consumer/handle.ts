import type { BrokerMessage } from '../broker/broker.js';
import type { InboxSession, ParkedMessage } from '../inbox/inbox.js';
import type { JsonObject } from '../json.js';
import { HEADERS } from '../remote/headers.js';
import { celMessage, parseGuard } from '../saga/guard.js';
import { timeFrom } from '../saga/time-from.js';
import { type Core, inTransaction, type Origin } from './core.js';
import type { HandlerDefinition } from './definition.js';
import { messagesOf } from './emit.js';
import { Missing, Reject } from './errors.js';
import { consumerName, correlationOf, inboxIdOf } from './plan.js';

/** One message for one handler. */
export interface Work extends Origin {
  readonly handler: HandlerDefinition;
  /** Id in the catalog. */
  readonly event: string;
  readonly data: JsonObject;
  readonly attempt: number;
}

export type Result = 'handled' | 'duplicate' | 'passed' | 'parked';

type Seen = Readonly<Record<string, JsonObject>>;

/** Handles a message in one transaction with the note that it was handled; parks it where that has to wait. */
export function handle<Tx>(core: Core<Tx>, work: Work, traceparent: string | undefined): Promise<Result> {
  const { handler, message, data } = work;
  const consumer = consumerName(core.plan.definition, handler);
  return inTransaction(core, async (session) => {
    await lockFor(core, session, work);
    const now = core.clock.now();
    if (!(await session.record(consumer, inboxIdOf(handler, message, data), now))) return 'duplicate';
    const dueAt = dueAtOf(core, work, now, await seenBy(core, session, work));
    if (dueAt <= now) return perform(core, session, work, traceparent, now + core.parkMs);
    if (handler.restart === true) await session.dropParked(consumer, correlation(work));
    await session.park(parkedOf(core, work, { reason: 'time', dueAt, giveUpAt: dueAt + core.parkMs, parkedAt: now }));
    return 'parked';
  });
}

/** Handles what is there to be handled, in a transaction that has begun. `giveUpAt` is for what has to be parked. */
export async function perform<Tx>(
  core: Core<Tx>,
  session: InboxSession<Tx>,
  work: Work,
  traceparent: string | undefined,
  giveUpAt: number,
): Promise<'handled' | 'passed' | 'parked'> {
  const { handler } = work;
  const seen = await seenBy(core, session, work);
  const missing = missingIn(handler, seen);
  if (missing.length > 0 && handler.onMissing !== undefined) {
    if (handler.onMissing === 'ignore') return 'passed';
    if (handler.onMissing === 'retry') throw new Missing(missing);
    const times = { dueAt: giveUpAt, giveUpAt, parkedAt: core.clock.now() };
    await session.park(parkedOf(core, work, { reason: 'needs', ...times }));
    return 'parked';
  }
  if (!holds(core, work, seen)) return 'passed';
  await callHandler(core, session, work, seen, traceparent);
  return 'handled';
}

async function callHandler<Tx>(
  core: Core<Tx>,
  session: InboxSession<Tx>,
  work: Work,
  seen: Seen,
  traceparent: string | undefined,
): Promise<void> {
  const { handler, message, data, event, attempt } = work;
  const call = core.handlers[handler.name];
  if (call === undefined) throw new Reject(`there is no function for \`${handler.name}\``);
  const { [event]: _own, ...others } = seen;
  const passedOn = traceparent ?? message.headers[HEADERS.traceparent];
  const result: unknown = await call(data, {
    tx: session.tx,
    messageId: message.id,
    event,
    attempt,
    headers: message.headers,
    seen: others,
    ...(passedOn !== undefined && { traceparent: passedOn }),
    signal: core.hurry.signal,
  });
  for (const emitted of messagesOf(core, handler, work, result, passedOn)) {
    if (core.emit === undefined)
      throw new Reject(`\`${emitted.type}\` cannot be published: the consumer has no \`emit\``);
    await core.emit(session.tx, emitted);
  }
}

/** Those whose notes depend on each other do not look at the same time. */
export async function lockFor<Tx>(core: Core<Tx>, session: InboxSession<Tx>, work: Work): Promise<void> {
  const { asks, afterMs, at } = work.handler;
  if (asks.length === 0 && afterMs === undefined && at === undefined) return;
  await session.lock(`${core.plan.definition.service} ${correlation(work)}`);
}

export function missingIn({ needs }: HandlerDefinition, seen: Seen): readonly string[] {
  return needs.filter((need) => !Object.hasOwn(seen, need));
}

/** Data of the message itself, and of what is asked for beside it. */
export async function seenBy<Tx>(
  { plan }: Core<Tx>,
  session: InboxSession<Tx>,
  { handler, event, data, message }: Work,
): Promise<Seen> {
  const about = correlationOf(handler, message, data);
  if (handler.asks.length === 0 || about === undefined) return { [event]: data };
  const arrived = await session.arrived(plan.definition.service, about);
  const asked = [...arrived].filter(([id]) => handler.asks.includes(id));
  return { ...Object.fromEntries(asked), [event]: data };
}

function correlation({ handler, message, data }: Work): string {
  return correlationOf(handler, message, data) ?? `message=${message.id}`;
}

/** Throws a `Reject` where the guard cannot be answered: the same data will not be better. */
function holds<Tx>({ plan }: Core<Tx>, { handler }: Work, seen: Seen): boolean {
  if (handler.when === undefined) return true;
  const { messages } = plan.definition;
  const values = new Map(Object.entries(seen).map(([id, data]) => [id, celMessage(messages, id, data)] as const));
  try {
    const answer: unknown = parseGuard(handler.when)({ ...Object.fromEntries(values), seen: values });
    if (typeof answer === 'boolean') return answer;
  } catch (error) {
    throw new Reject(`the guard \`${handler.when}\` cannot be answered`, { cause: error });
  }
  throw new Reject(`the guard \`${handler.when}\` is neither true nor false`);
}

function dueAtOf<Tx>({ clock }: Core<Tx>, { handler, message, event: own }: Work, now: number, seen: Seen): number {
  if (handler.afterMs !== undefined) return now + handler.afterMs;
  if (handler.at === undefined) return now;
  const { event = own, path } = handler.at;
  let value: unknown = Object.hasOwn(seen, event) ? seen[event] : undefined;
  for (const name of path) value = fieldOf(value, name);
  const time = typeof value === 'string' ? timeFrom(value, clock.now()) : undefined;
  if (time !== undefined) return time;
  throw new Reject(`there is no time at \`${[event, ...path].join('.')}\` for message \`${message.id}\``);
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

function parkedOf<Tx>(
  { plan }: Core<Tx>,
  work: Work,
  rest: Pick<ParkedMessage, 'reason' | 'dueAt' | 'giveUpAt' | 'parkedAt'>,
): ParkedMessage {
  const { handler, message, data, channel, position } = work;
  return {
    ...rest,
    consumer: consumerName(plan.definition, handler),
    messageId: inboxIdOf(handler, message, data),
    service: plan.definition.service,
    correlation: correlation(work),
    attempts: 0,
    message,
    channel,
    ...(position !== undefined && { position }),
  };
}

/** Notes that an event has come which others need or ask for. */
export async function remember<Tx>(
  core: Core<Tx>,
  event: string,
  message: BrokerMessage,
  data: JsonObject,
): Promise<void> {
  const abouts = core.plan.correlationsOf(event, message, data);
  if (abouts.length === 0) return;
  const { service } = core.plan.definition;
  await inTransaction(core, async (session) => {
    for (const about of abouts) {
      await session.lock(`${service} ${about}`);
      await session.arrive({ service, correlation: about, type: event, data, at: core.clock.now() });
    }
  });
  core.wake();
}
