import { outcomes } from '../producer/outcomes.js';
import { createPublisher } from '../producer/postgres.js';
import type { Tx } from '../setup.js';
import type { ConfirmOrder } from '../types.js';

const CONFIRM = `UPDATE orders SET status = 'confirmed', confirmations = confirmations + 1, shipment_id = $2, ended_at = now()
  WHERE order_id = $1`;

const publisher = createPublisher();

export const confirmOrder: ConfirmOrder<Tx> = async ({ orderId, customerId, total, shipmentId }, { tx }) => {
  await tx.query(CONFIRM, [orderId, shipmentId]);
  const confirmed = { orderId, customerId, total, shipmentId, confirmedAt: new Date().toISOString() };
  // The answer goes to the saga alone, which does not publish what a step has answered with.
  await publisher.orderConfirmed(tx, confirmed, { correlationId: orderId });
  return outcomes.confirmOrder.orderConfirmed(confirmed);
};
