import type { ParkedMessage } from '../inbox/inbox.js';
import { violationOf } from '../saga/conforms.js';
import { bury, reasonOf } from './bury.js';
import { type Core, inTransaction, type Origin, report } from './core.js';
import type { HandlerDefinition } from './definition.js';
import { Closing, Missing, Reject, Unavailable } from './errors.js';
import { withDefaults } from './fill-defaults.js';
import { lockFor, missingIn, perform, type Result, seenBy, type Work } from './handle.js';
import { tryHandler } from './try-handler.js';

/** Parked messages that are looked at together. */
const BATCH = 50;

/**
 * Looks at the parked messages whose time has come. Gives the milliseconds until the next one's; undefined where there is none,
 * or what is due cannot be dealt with now.
 */
export async function releaseDue<Tx>(core: Core<Tx>): Promise<number | undefined> {
  const { service } = core.plan.definition;
  let isOver = false;
  while (!isOver && !core.closing.signal.aborted) {
    const due = await inTransaction(core, (session) => session.due(service, core.clock.now(), BATCH));
    const settled = await Promise.all(due.map((parked) => release(core, parked)));
    isOver = due.length < BATCH || settled.includes(false);
  }
  const next = await inTransaction(core, (session) => session.nextDue(service));
  const waitMs = next === undefined ? 0 : next - core.clock.now();
  return waitMs > 0 ? waitMs : undefined;
}

/** Handles one, parks it again, or buries it; false where nothing can be done for the time being, and it stays due. */
async function release<Tx>(core: Core<Tx>, parked: ParkedMessage): Promise<boolean> {
  const { channel, message, position } = parked;
  const origin = { channel, message, ...(position !== undefined && { position }) };
  try {
    await settle(core, parked, origin);
    return true;
  } catch (error) {
    if (error instanceof Closing) return false;
    if (!(error instanceof Unavailable)) throw error;
    report(core, origin, { kind: 'unavailable', reason: error.message });
    return false;
  }
}

async function settle<Tx>(core: Core<Tx>, parked: ParkedMessage, origin: Origin): Promise<void> {
  const found = workOf(core, parked, origin);
  if (found instanceof Reject) return putAway(core, parked, origin, found, parked.attempts);
  const act = (work: Work, traceparent: string | undefined) => attemptOne(core, parked, work, traceparent);
  const tried = await tryHandler(core, found, parked.attempts, act);
  if (tried.kind === 'done') return;
  const { error, attempts, isFinal } = tried;
  const { name } = found.handler;
  const delayMs = core.plan.definition.channels[origin.channel]?.retryDelaysMs[roundsOf(core, parked)];
  if (isFinal || delayMs === undefined) return putAway(core, parked, origin, error, attempts, name);
  await parkAgain(core, parked, { attempts, dueAt: core.clock.now() + delayMs });
  report(core, origin, { kind: 'retrying', handler: name, reason: reasonOf(error) });
}

/** How many retry delays it has had. */
function roundsOf<Tx>({ attempts: { count } }: Core<Tx>, { reason, attempts }: ParkedMessage): number {
  return reason === 'retry' ? Math.ceil(attempts / count) : 0;
}

/** The definition may be another one than when it was parked. */
function workOf<Tx>(core: Core<Tx>, parked: ParkedMessage, origin: Origin): Omit<Work, 'attempt'> | Reject {
  const { definition } = core.plan;
  const name = parked.consumer.slice(definition.service.length + 1);
  const handler = core.plan.handler(name);
  const event = core.plan.eventOf(origin.channel, origin.message);
  if (handler === undefined) return new Reject(`there is no handler \`${name}\` any more`);
  if (event === undefined) return new Reject('nobody here knows its type any more');
  try {
    const data = withDefaults(definition, event, core.codec.decode(origin.message));
    const problem = violationOf(definition, event, data);
    return problem === undefined ? { ...origin, handler, event, data } : new Reject(problem);
  } catch (error) {
    return new Reject(reasonOf(error));
  }
}

function attemptOne<Tx>(
  core: Core<Tx>,
  { consumer, messageId, giveUpAt }: ParkedMessage,
  work: Work,
  traceparent: string | undefined,
): Promise<Result | undefined> {
  return inTransaction(core, async (session) => {
    await lockFor(core, session, work);
    if ((await session.take(consumer, messageId)) === undefined) return undefined;
    const seen = await seenBy(core, session, work);
    const missing = isWaiting(work.handler) ? missingIn(work.handler, seen) : [];
    if (missing.length > 0 && core.clock.now() >= giveUpAt) throw new GaveUp(missing);
    return perform(core, session, work, traceparent, giveUpAt);
  });
}

function isWaiting({ onMissing }: HandlerDefinition): boolean {
  return onMissing === 'park';
}

/** What it needs has not come in time: no more attempts. */
class GaveUp extends Reject {
  constructor(needs: readonly string[]) {
    super(`${new Missing(needs).message} in time`);
  }
}

async function parkAgain<Tx>(
  core: Core<Tx>,
  { consumer, messageId }: ParkedMessage,
  change: Pick<ParkedMessage, 'attempts' | 'dueAt'>,
): Promise<void> {
  await inTransaction(core, async (session) => {
    const taken = await session.take(consumer, messageId);
    if (taken) await session.park({ ...taken, ...change, reason: 'retry' });
  });
}

/** The letter is out before the row is gone: after a crash between them there are two of it. The note goes, so that it can be replayed. */
async function putAway<Tx>(
  core: Core<Tx>,
  { consumer, messageId }: ParkedMessage,
  origin: Origin,
  error: unknown,
  attempts: number,
  handler?: string,
): Promise<void> {
  await inTransaction(core, async (session) => {
    if ((await session.take(consumer, messageId)) === undefined) return;
    await bury(core, { ...origin, attempts, error, ...(handler !== undefined && { handler }) });
    await session.forget(consumer, messageId);
  });
}
