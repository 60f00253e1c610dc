import { setMaxListeners } from 'node:events';
import { type Broker, type BrokerMessage, RetryLater } from '../broker/broker.js';
import { type Clock, systemClock } from '../clock.js';
import { describeError } from '../errors.js';
import { FIRST_DELAY, longerDelay } from '../growing-delay.js';
import type { Inbox, InboxSession } from '../inbox/inbox.js';
import { createPlaces, type Places } from '../worker/places.js';
import { type AttemptTimes, USUAL_ATTEMPTS } from './attempts.js';
import { type Codec, jsonCodec } from './codec.js';
import { Reject, Unavailable } from './errors.js';
import { type ConsumerPlan, planConsumer } from './plan.js';
import { printEvent } from './print-event.js';
import type { ConsumerEvent, ConsumerObserver, ConsumerOptions, EventHandlers } from './types.js';

const DAY = 86_400_000;

/** A consumer's options with all defaults, and what its parts share while it runs. */
export interface Core<Tx> {
  readonly plan: ConsumerPlan;
  readonly broker: Broker;
  readonly inbox: Inbox<Tx>;
  readonly handlers: EventHandlers<Tx>;
  readonly emit: ConsumerOptions<Tx>['emit'];
  readonly validate: ConsumerOptions<Tx>['validate'];
  readonly codec: Codec;
  readonly attempts: AttemptTimes;
  readonly isRetryable: (error: unknown) => boolean;
  readonly parkMs: number;
  readonly clock: Clock;
  readonly observer: ConsumerObserver;
  readonly random: () => number;
  readonly places: Places;
  /** Aborted when nothing new is begun. */
  readonly closing: AbortController;
  /** Aborted when handlers are to stop. */
  readonly hurry: AbortController;
  /** Pause after the database or the broker could not be reached; nothing while all is well. */
  trouble: { readonly pauseMs: number; readonly until: number } | undefined;
  /** Called when something parked may have become due. */
  wake: () => void;
}

/** Throws `missing-handler`. */
export function createCore<Tx>(options: ConsumerOptions<Tx>): Core<Tx> {
  const closing = new AbortController();
  const hurry = new AbortController();
  // Each message that waits listens.
  setMaxListeners(0, closing.signal, hurry.signal);
  return {
    plan: planConsumer(options.definition, options),
    broker: options.broker,
    inbox: options.inbox,
    handlers: options.handlers,
    emit: options.emit,
    validate: options.validate,
    codec: options.codec ?? jsonCodec,
    attempts: options.attempts ?? USUAL_ATTEMPTS,
    isRetryable: options.isRetryable ?? ((error) => !(error instanceof Reject)),
    parkMs: options.parkMs ?? DAY,
    clock: options.clock ?? systemClock,
    observer: options.observer ?? { onEvent: printEvent },
    random: options.random ?? Math.random,
    places: createPlaces(options.concurrency ?? 16),
    closing,
    hurry,
    trouble: undefined,
    wake: () => undefined,
  };
}

/** Where a message came from. */
export interface Origin {
  readonly channel: string;
  readonly message: BrokerMessage;
  readonly position?: string;
}

/** Tells the observer, whatever it does with it. */
export function report<Tx>(
  { observer, plan }: Core<Tx>,
  { channel, message }: Origin,
  event: Pick<ConsumerEvent, 'kind' | 'handler' | 'reason' | 'tookMs'>,
): void {
  try {
    const { service } = plan.definition;
    observer.onEvent?.({ ...event, service, channel, type: message.type, messageId: message.id });
  } catch {
    // Whoever watches must not change what is watched.
  }
}

/** Runs a transaction. Rejects with `Unavailable` where it could not even begin. */
export async function inTransaction<Tx, T>(
  core: Core<Tx>,
  work: (session: InboxSession<Tx>) => Promise<T>,
): Promise<T> {
  let hasBegun = false;
  try {
    const done = await core.inbox.transaction((session) => {
      hasBegun = true;
      return work(session);
    });
    core.trouble = undefined;
    return done;
  } catch (error) {
    throw hasBegun ? error : new Unavailable(describeError(error), { cause: error });
  }
}

/** Publishes a message. Rejects with `Unavailable` where the broker does not take it. */
export async function publish<Tx>(core: Core<Tx>, channel: string, message: BrokerMessage): Promise<void> {
  try {
    await core.broker.publish(channel, message);
  } catch (error) {
    throw new Unavailable(describeError(error), { cause: error });
  }
}

/** What the broker is told where nothing is said of the message: it comes again after a pause, which grows. */
export function later<Tx>(core: Core<Tx>, origin: Origin, error: Unavailable): RetryLater {
  report(core, origin, { kind: 'unavailable', reason: error.message });
  const { trouble } = core;
  const now = core.clock.now();
  // Messages that meet the same trouble at the same time do not make it longer.
  if (trouble !== undefined && now < trouble.until) return new RetryLater(trouble.pauseMs, error.message);
  const pauseMs = trouble === undefined ? FIRST_DELAY : longerDelay(trouble.pauseMs);
  core.trouble = { pauseMs, until: now + pauseMs };
  return new RetryLater(pauseMs, error.message);
}

/** Does the work when there is a place for it. */
export function inPlace<T>({ places }: { readonly places: Places }, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    places.enter(() => {
      void work()
        .then(resolve, reject)
        .finally(() => places.leave());
    });
  });
}
