import { outcomes } from '../producer/outcomes.js';
import type { Tx } from '../setup.js';
import type { AddLoyaltyPoints } from '../types.js';

export const addLoyaltyPoints: AddLoyaltyPoints<Tx> = async ({ orderId, customerId, total }, { tx }) => {
  const now = new Date().toISOString();
  const closed = await tx.query('SELECT 1 FROM closed_accounts WHERE customer = $1', [customerId]);
  if (closed.rows.length > 0) {
    return outcomes.addLoyaltyPoints.loyaltyPointsRejected({ orderId, reason: 'account_closed', rejectedAt: now });
  }
  const points = Math.floor(Number(total.amount));
  await tx.query('INSERT INTO points (order_id, customer, points) VALUES ($1, $2, $3)', [orderId, customerId, points]);
  return outcomes.addLoyaltyPoints.loyaltyPointsAdded({ orderId, points, addedAt: now });
};
