import type pg from 'pg';
import * as runtime from 'sagac/runtime';
import { openBroker, openDatabase, relayTo } from './platform.js';
import { tables } from './tables.js';

/** What handlers write in: a connection on which the inbox has begun a transaction. */
export type Tx = pg.PoolClient;

export interface Setup extends Pick<runtime.ConsumerOptions<Tx>, 'broker' | 'inbox'> {
  readonly emit: NonNullable<runtime.ConsumerOptions<Tx>['emit']>;
  readonly observer?: runtime.ConsumerObserver;
  readonly isTrial: boolean;
  close(): Promise<void>;
}

/** A real broker, and inbox and outbox in the service's own schema. */
export async function open(): Promise<Setup> {
  const pool = await openDatabase(tables);
  const broker = await openBroker();
  const stopRelay = relayTo(broker, pool);
  return {
    broker,
    inbox: runtime.createPostgresInbox<Tx>(pool),
    emit: (tx, message) => runtime.postgresOutbox.add(tx, message),
    isTrial: false,
    async close() {
      await stopRelay();
      await broker.close();
      await pool.end();
    },
  };
}
