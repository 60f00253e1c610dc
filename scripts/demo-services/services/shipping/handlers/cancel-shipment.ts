import { outcomes } from '../producer/outcomes.js';
import type { Tx } from '../setup.js';
import type { CancelShipment } from '../types.js';

export const cancelShipment: CancelShipment<Tx> = async ({ orderId }, { tx }) => {
  await tx.query('UPDATE parcels SET is_cancelled = true WHERE order_id = $1', [orderId]);
  return outcomes.cancelShipment.shipmentCancelled({ orderId, cancelledAt: new Date().toISOString() });
};
