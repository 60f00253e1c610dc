import { type MessageHandler, RetryLater, Unprocessable } from '../broker/broker.js';
import { describeError, isSagaError, type SagaErrorCode } from '../errors.js';
import { FIRST_DELAY, longerDelay } from '../growing-delay.js';

/** Failures of one message that say something of it, after which it goes to the dead letters. */
const MOST_FAILURES = 5;

/** These say nothing of a message: it waits as long as it takes. */
const OUTAGES: readonly SagaErrorCode[] = [
  'store-unreachable',
  'store-failed',
  'store-locked',
  'store-read-only',
  'worker-stopped',
];

/** Thrown where the broker or the store is away: the message waits. */
export class Away extends Error {
  override readonly name = 'Away';
}

/** Takes messages so that none becomes a dead letter because the store or the broker is away for a while. */
export function patientTake(take: MessageHandler): MessageHandler {
  /** By the id of a message that has failed: what it waits the next time, and how often it was its own fault. */
  const troubles = new Map<string, { readonly delayMs: number; readonly failures: number }>();
  return async (message, delivery) => {
    try {
      await take(message, delivery);
      troubles.delete(message.id);
    } catch (error) {
      const { delayMs, failures } = troubles.get(message.id) ?? { delayMs: FIRST_DELAY, failures: 0 };
      const isOwnFault = !isOutage(error);
      if (error instanceof Unprocessable || (isOwnFault && failures + 1 >= MOST_FAILURES)) {
        troubles.delete(message.id);
        throw error instanceof Unprocessable ? error : new Unprocessable(describeError(error), { cause: error });
      }
      troubles.set(message.id, { delayMs: longerDelay(delayMs), failures: failures + (isOwnFault ? 1 : 0) });
      throw new RetryLater(delayMs, describeError(error));
    }
  };
}

function isOutage(error: unknown): boolean {
  return error instanceof Away || (isSagaError(error) && OUTAGES.includes(error.code));
}
