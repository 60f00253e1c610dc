import { HEADERS } from '../remote/headers.js';
import { attempt } from './attempts.js';
import { type Core, inPlace, report } from './core.js';
import { Closing, Missing, Reject, Unavailable } from './errors.js';
import type { Result, Work } from './handle.js';

/** What came of the attempts that follow one another at once. */
export type Tried =
  | { readonly kind: 'done' }
  /** `attempts`: in all, those before included. */
  | { readonly kind: 'failed'; readonly error: unknown; readonly attempts: number; readonly isFinal: boolean };

/** Does it once, in a transaction; undefined where another process does it. */
export type Act = (work: Work, traceparent: string | undefined) => Promise<Result | undefined>;

/**
 * Has one handler do with one message, some times if need be; `before` is how often it has failed already. Rejects with
 * `Unavailable` and `Closing`, which say nothing of the message.
 */
export async function tryHandler<Tx>(
  core: Core<Tx>,
  work: Omit<Work, 'attempt'>,
  before: number,
  act: Act,
): Promise<Tried> {
  let attempts = before;
  const setting = {
    times: core.attempts,
    clock: core.clock,
    random: core.random,
    closing: core.closing.signal,
    isWorthwhile: (error: unknown) => saysSomething(error) && !(error instanceof Missing) && core.isRetryable(error),
  };
  try {
    await attempt(setting, async () => {
      if (core.closing.signal.aborted) throw new Closing('the consumer is closing');
      attempts += 1;
      await watched(core, { ...work, attempt: attempts }, act);
    });
    return { kind: 'done' };
  } catch (error) {
    if (!saysSomething(error)) throw error;
    const isFinal = !(error instanceof Missing) && (error instanceof Reject || !core.isRetryable(error));
    return { kind: 'failed', error, attempts, isFinal };
  }
}

/** Whether an error says anything of the message. */
function saysSomething(error: unknown): boolean {
  return !(error instanceof Unavailable || error instanceof Closing);
}

async function watched<Tx>(core: Core<Tx>, work: Work, act: Act): Promise<void> {
  const { handler, channel, message } = work;
  const given = message.headers[HEADERS.traceparent];
  const delivery = {
    service: core.plan.definition.service,
    handler: handler.name,
    channel,
    type: message.type,
    messageId: message.id,
    attempt: work.attempt,
    ...(given !== undefined && { traceparent: given }),
  };
  const { observer, clock } = core;
  await inPlace(core, async () => {
    const began = clock.now();
    const run = (traceparent: string | undefined) => act(work, traceparent);
    const kind = await (observer.around === undefined ? run(given) : observer.around(delivery, run));
    if (kind !== undefined) report(core, work, { kind, handler: handler.name, tookMs: clock.now() - began });
  });
}
