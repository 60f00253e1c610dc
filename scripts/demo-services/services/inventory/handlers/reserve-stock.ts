import { randomUUID } from 'node:crypto';
import { outcomes } from '../producer/outcomes.js';
import type { Tx } from '../setup.js';
import type { ReserveStock } from '../types.js';

interface Shelf {
  readonly sku: string;
  readonly free: number;
  readonly is_discontinued: boolean;
}

export const reserveStock: ReserveStock<Tx> = async ({ orderId, lines }, { tx }) => {
  const now = new Date().toISOString();
  // In the same order everywhere, so that no two orders wait for each other.
  const find = 'SELECT sku, free, is_discontinued FROM stock WHERE sku = ANY($1) ORDER BY sku FOR UPDATE';
  const shelves = (await tx.query<Shelf>(find, [lines.map(({ sku }) => sku)])).rows;
  for (const { sku, quantity } of lines) {
    const shelf = shelves.find((one) => one.sku === sku);
    if (shelf !== undefined && !shelf.is_discontinued && shelf.free >= quantity) continue;
    const reason = shelf?.is_discontinued === true ? 'discontinued' : 'out_of_stock';
    return outcomes.reserveStock.stockReservationFailed({ orderId, sku, reason, failedAt: now });
  }
  for (const { sku, quantity } of lines) {
    await tx.query('UPDATE stock SET free = free - $2 WHERE sku = $1', [sku, quantity]);
    await tx.query("INSERT INTO movements (order_id, sku, kind, quantity) VALUES ($1, $2, 'reserve', $3)", [
      orderId,
      sku,
      quantity,
    ]);
  }
  return outcomes.reserveStock.stockReserved({ orderId, reservationId: randomUUID(), reservedAt: now });
};
