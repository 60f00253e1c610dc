import { outcomes } from '../producer/outcomes.js';
import type { Tx } from '../setup.js';
import type { RemoveLoyaltyPoints } from '../types.js';

export const removeLoyaltyPoints: RemoveLoyaltyPoints<Tx> = async ({ orderId, customerId }, { tx }) => {
  await tx.query(
    `INSERT INTO points (order_id, customer, points)
       SELECT $1, $2, -sum(points) FROM points WHERE order_id = $1 HAVING sum(points) <> 0`,
    [orderId, customerId],
  );
  return outcomes.removeLoyaltyPoints.loyaltyPointsRemoved({ orderId, removedAt: new Date().toISOString() });
};
