import { outcomes } from '../producer/outcomes.js';
import type { Tx } from '../setup.js';
import type { RefundPayment } from '../types.js';

/** What is still with us of an order's money. */
const OWED = `SELECT customer, sum(CASE kind WHEN 'capture' THEN amount ELSE -amount END) AS amount
  FROM movements WHERE order_id = $1 GROUP BY customer`;

interface Owed {
  readonly customer: string;
  readonly amount: string;
}

export const refundPayment: RefundPayment<Tx> = async ({ orderId }, { tx }) => {
  for (const { customer, amount } of (await tx.query<Owed>(OWED, [orderId])).rows) {
    if (Number(amount) === 0) continue;
    await tx.query('UPDATE accounts SET balance = balance + $2 WHERE customer = $1', [customer, amount]);
    await tx.query("INSERT INTO movements (order_id, customer, kind, amount) VALUES ($1, $2, 'refund', $3)", [
      orderId,
      customer,
      amount,
    ]);
  }
  // Where nothing was captured nothing is owed, and that is a success as well.
  return outcomes.refundPayment.paymentRefunded({ orderId, refundedAt: new Date().toISOString() });
};
