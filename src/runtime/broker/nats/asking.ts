import { SagaError } from '../../errors.js';
import type { Connection } from './connection.js';
import { describeFailure, isPassing } from './failures.js';

const PAUSE = 100;

/**
 * Asks the server until it has answered, over outages, for so many milliseconds. `what` says what was to be done. Rejects with what the
 * server says, or with `broker-unreachable`.
 */
export async function ask<T>(
  connection: Connection,
  what: string,
  timeoutMs: number,
  question: () => Promise<T>,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  let failure: unknown;
  for (;;) {
    const restMs = deadline - performance.now();
    if (connection.closed.aborted) throw closedError(what);
    if (restMs <= 0) throw unreachable(connection, what, failure);
    if (!(await connection.up(restMs))) continue;
    const answer = await untilLost(connection, question()).catch((error: unknown): typeof LOST => {
      if (!isPassing(error)) throw error;
      failure = error;
      return LOST;
    });
    if (answer !== LOST) return answer;
    await pause(Math.min(PAUSE, Math.max(0, deadline - performance.now())), connection.closed);
  }
}

/** What stands in the place of an answer where the connection went before it came. */
export const LOST: unique symbol = Symbol('lost');

/** The outcome of the work, or `LOST` as soon as the connection is: the driver would wait for an answer that nobody gives. */
export function untilLost<T>(connection: Connection, work: Promise<T>): Promise<T | typeof LOST> {
  return new Promise((resolve, reject) => {
    const off = connection.onLost(() => resolve(LOST));
    work.then(
      (value) => {
        off();
        resolve(value);
      },
      (error: unknown) => {
        off();
        reject(error);
      },
    );
  });
}

/** The outcome of the work, or what `late` gives as soon as so many milliseconds are over. */
export function inTime<T>(work: Promise<T>, ms: number, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Resolves after so many milliseconds, or as soon as a signal is aborted. */
export function pause(ms: number, ...signals: readonly AbortSignal[]): Promise<void> {
  if (signals.some(({ aborted }) => aborted)) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(finish, ms);
    for (const signal of signals) signal.addEventListener('abort', finish, { once: true });
    function finish(): void {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', finish);
      resolve();
    }
  });
}

export function closedError(what: string): SagaError {
  return new SagaError('broker-failed', `${what}: this broker has been closed`);
}

/** Nobody has answered in good time. */
export function unreachable(connection: Connection, what: string, failure: unknown): SagaError {
  const reason = connection.isUp ? describeFailure(failure) : 'there is no connection';
  return new SagaError(
    'broker-unreachable',
    `${what}: ${connection.place} cannot be asked: ${reason}; try again later`,
    {
      cause: failure,
    },
  );
}
