import type pg from 'pg';
import * as runtime from 'sagac/runtime';
import { runCheckout } from './checkout.js';
import { openBroker, openDatabase, relayTo, setting } from './platform.js';
import { openShopFront } from './shop-front.js';
import { tables } from './tables.js';

/** What handlers write in: a connection on which the inbox has begun a transaction. */
export type Tx = pg.PoolClient;

export interface Setup extends Pick<runtime.ConsumerOptions<Tx>, 'broker' | 'inbox'> {
  readonly emit: NonNullable<runtime.ConsumerOptions<Tx>['emit']>;
  readonly observer?: runtime.ConsumerObserver;
  readonly isTrial: boolean;
  close(): Promise<void>;
}

/** As in the other services, and with them the saga, which takes OrderPlaced before the first one is relayed, and the shop front. */
export async function open(): Promise<Setup> {
  const pool = await openDatabase(tables);
  const broker = await openBroker();
  const stopCheckout = await runCheckout(broker, pool);
  const stopRelay = relayTo(broker, pool);
  const closeShopFront = await openShopFront(pool, Number(setting('PORT')));
  return {
    broker,
    inbox: runtime.createPostgresInbox<Tx>(pool),
    emit: (tx, message) => runtime.postgresOutbox.add(tx, message),
    isTrial: false,
    async close() {
      await closeShopFront();
      await stopRelay();
      await stopCheckout();
      await broker.close();
      await pool.end();
    },
  };
}
