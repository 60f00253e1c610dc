import type pg from 'pg';
import { systemClock } from '../../clock.js';
import { SagaError } from '../../errors.js';
import type { Connections } from './connections.js';
import { connectOutcomeOf, gaveUp, isAnswer, outcomeOf, toSagaError } from './postgres-errors.js';

/** A statement that every connection prepares once. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Longest pause before another try, in milliseconds. */
const LONGEST_PAUSE = 500;

/** Something to do on a connection. `uncertain`: it was tried before, and nobody knows whether it had an effect. */
export type Work<Result> = (client: pg.ClientBase, uncertain: boolean) => Promise<Result>;

/** Runs statements, and tries again what a lost race or a lost connection has spoilt. Rejects with `SagaError` only. */
export interface Database {
  readonly place: string;
  run<Result>(pool: pg.Pool, work: Work<Result>): Promise<Result>;
  /** Does the first work on a store; what cannot be reached at all is told at once. */
  open(work: (client: pg.ClientBase) => Promise<void>): Promise<void>;
  /** Rows of one statement that has the same effect when it is done twice. */
  rows<Row>(statement: Statement, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** The same without hurry, on the connection for reports. */
  report<Row>(text: string, values: readonly unknown[]): Promise<readonly Row[]>;
  close(): void;
}

/** Makes a database of connections; `giveUpAfterMs` is how long a failing operation is tried again. */
export function createDatabase(connections: Connections, giveUpAfterMs: number): Database {
  const { place, pool, reports } = connections;
  const closing = new AbortController();

  async function open(work: (client: pg.ClientBase) => Promise<void>): Promise<void> {
    const attempt = await attemptOn(pool, work);
    if (attempt.outcome === 'done') return;
    // Whoever answers "not now" or lets a lock go to somebody else will soon do better; a wrong address will not.
    if (attempt.outcome === 'final' || !isAnswer(attempt.error)) throw toSagaError(attempt.error, place);
    await run(pool, work);
  }

  async function run<Result>(from: pg.Pool, work: Work<Result>): Promise<Result> {
    const began = performance.now();
    let uncertain = false;
    for (let pause = 5; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      if (closing.signal.aborted) throw new SagaError('store-failed', `the store ${place} is closed`);
      const attempt = await attemptOn(from, (client) => work(client, uncertain));
      if (attempt.outcome === 'done') return attempt.result;
      if (attempt.outcome === 'final') throw toSagaError(attempt.error, place);
      if (performance.now() - began > giveUpAfterMs) throw gaveUp(attempt.error, place, giveUpAfterMs);
      uncertain ||= attempt.outcome === 'unknown';
      await systemClock.sleep(pause, closing.signal);
    }
  }

  return {
    place,
    run,
    open,
    rows: <Row>(statement: Statement, values: readonly unknown[] = []) =>
      run(pool, async (client) => (await client.query({ ...statement, values: [...values] })).rows as readonly Row[]),
    report: <Row>(text: string, values: readonly unknown[]) =>
      run(reports, async (client) => (await client.query(text, [...values])).rows as readonly Row[]),
    close: () => closing.abort(),
  };
}

type Attempt<Result> =
  | { readonly outcome: 'done'; readonly result: Result }
  | { readonly outcome: 'undone' | 'unknown' | 'final'; readonly error: unknown };

async function attemptOn<Result>(
  pool: pg.Pool,
  work: (client: pg.ClientBase) => Promise<Result>,
): Promise<Attempt<Result>> {
  let client: pg.PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    return { outcome: connectOutcomeOf(error), error };
  }
  try {
    const result = await work(client);
    client.release();
    return { outcome: 'done', result };
  } catch (error) {
    const outcome = outcomeOf(error);
    client.release(outcome === 'unknown');
    return { outcome, error };
  }
}
