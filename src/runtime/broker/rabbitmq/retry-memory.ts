import type { Clock } from '../../clock.js';
import { type MessageHandler, RetryLater, Unprocessable } from '../broker.js';

/**
 * What this process knows of messages that failed and wait in it. The server takes back what is not acknowledged for half an hour, or
 * when the connection is lost, and gives it again at once, as if it had been delivered once: with this it goes on waiting.
 */
export interface RetryMemory {
  /** The attempt with which a message begins that the server counts as delivered for the `byServer`th time. */
  begin(position: string, byServer: number): number;
  /** The handler, watched. */
  watch(handler: MessageHandler): MessageHandler;
}

interface Failed {
  readonly attempts: number;
  readonly dueAt: number;
}

/** Messages that are remembered; of those that another process was given instead, nobody hears any more. */
const MOST = 10_000;

export function createRetryMemory(clock: Clock, redeliveryMs: number): RetryMemory {
  const failed = new Map<string, Failed>();
  const interrupted = new Set<string>();

  function note(position: string, one: Failed): void {
    failed.delete(position);
    failed.set(position, one);
    const oldest = failed.size > MOST ? failed.keys().next().value : undefined;
    if (oldest !== undefined) failed.delete(oldest);
  }

  function waitOf(position: string): number {
    if (!interrupted.delete(position)) return 0;
    return (failed.get(position)?.dueAt ?? 0) - clock.now();
  }

  return {
    begin(position, byServer) {
      const before = failed.get(position);
      if (before === undefined) return byServer;
      interrupted.delete(position);
      if (before.dueAt <= clock.now()) return Math.max(byServer, before.attempts + 1);
      // The delivery in which it goes on waiting counts as the one that failed.
      interrupted.add(position);
      return before.attempts;
    },
    watch: (handler) => async (message, delivery) => {
      const { position, attempt } = delivery;
      if (position === undefined) return handler(message, delivery);
      const waitMs = waitOf(position);
      if (waitMs > 0) throw new RetryLater(waitMs, 'it has not waited long enough');
      try {
        await handler(message, delivery);
        failed.delete(position);
      } catch (error) {
        const delayMs = error instanceof RetryLater ? error.delayMs : redeliveryMs;
        if (error instanceof Unprocessable) failed.delete(position);
        else note(position, { attempts: attempt, dueAt: clock.now() + delayMs });
        throw error;
      }
    },
  };
}
