import type pg from 'pg';
import * as runtime from 'sagac/runtime';
import { openPostgresStore } from 'sagac/runtime/postgres';
import { setting } from './platform.js';
import { channels } from './sagas/checkout/channels.js';
import { createCheckout } from './sagas/checkout/orchestrator.js';

const CANCEL = `UPDATE orders SET status = 'cancelled', reason = $2, ended_at = now()
  WHERE order_id = $1 AND status <> 'cancelled'`;

/**
 * Runs the saga, whose participants are all behind the broker. Resolves once it takes what comes; the function that comes back stops
 * it. The saga publishes OrderConfirmed and OrderCancelled by itself.
 */
export async function runCheckout(broker: runtime.Broker, pool: pg.Pool): Promise<() => Promise<void>> {
  const store = await openPostgresStore(setting('DATABASE_URL'), { schema: setting('CHECKOUT_SCHEMA') });
  const checkout = createCheckout({
    store,
    participants: {},
    remote: runtime.createRemoteLink({ broker, ...channels }),
    onEvent: async ({ event, data }) => {
      if (event === 'OrderCancelled') await pool.query(CANCEL, [data['orderId'], data['reason']]);
    },
    onProblem: (problem) => void process.stderr.write(`${runtime.describeWorkerProblem(problem)}\n`),
    leaseMs: 5_000,
  });
  await new Promise<void>((resolve, reject) => {
    checkout.run({ onReady: resolve }).catch((error: unknown) => {
      reject(error);
      // Whoever watches this process starts it anew, and the saga goes on where it was.
      process.stderr.write(`the checkout ended: ${runtime.describeError(error)}\n`);
      process.exit(1);
    });
  });
  return async () => {
    await checkout.stop();
    await store.close();
  };
}
