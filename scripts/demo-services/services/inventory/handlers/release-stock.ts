import { outcomes } from '../producer/outcomes.js';
import type { Tx } from '../setup.js';
import type { ReleaseStock } from '../types.js';

/** What is still set aside for an order. */
const HELD = `SELECT sku, sum(CASE kind WHEN 'reserve' THEN quantity ELSE -quantity END)::integer AS quantity
  FROM movements WHERE order_id = $1 GROUP BY sku ORDER BY sku`;

interface Held {
  readonly sku: string;
  readonly quantity: number;
}

export const releaseStock: ReleaseStock<Tx> = async ({ orderId }, { tx }) => {
  for (const { sku, quantity } of (await tx.query<Held>(HELD, [orderId])).rows) {
    if (quantity === 0) continue;
    await tx.query('UPDATE stock SET free = free + $2 WHERE sku = $1', [sku, quantity]);
    await tx.query("INSERT INTO movements (order_id, sku, kind, quantity) VALUES ($1, $2, 'release', $3)", [
      orderId,
      sku,
      quantity,
    ]);
  }
  return outcomes.releaseStock.stockReleased({ orderId, releasedAt: new Date().toISOString() });
};
