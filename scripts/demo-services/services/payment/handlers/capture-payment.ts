import { randomUUID } from 'node:crypto';
import type { DeclineReason } from '../messages.js';
import { outcomes } from '../producer/outcomes.js';
import type { Tx } from '../setup.js';
import { FRAUD_LIMIT } from '../tables.js';
import type { CapturePayment } from '../types.js';

interface Account {
  readonly card: string;
  readonly suffices: boolean;
}

export const capturePayment: CapturePayment<Tx> = async ({ orderId, customerId, amount }, { tx }) => {
  const now = new Date().toISOString();
  const declined = (reason: DeclineReason) =>
    outcomes.capturePayment.paymentDeclined({ orderId, reason, declinedAt: now });

  const find = 'SELECT card, balance >= $2 AS suffices FROM accounts WHERE customer = $1 FOR UPDATE';
  const [account] = (await tx.query<Account>(find, [customerId, amount.amount])).rows;
  if (account === undefined) return declined('unknown');
  if (account.card === 'expired') return declined('expired_card');
  if (Number(amount.amount) > FRAUD_LIMIT) return declined('suspected_fraud');
  if (!account.suffices) return declined('insufficient_funds');

  await tx.query('UPDATE accounts SET balance = balance - $2 WHERE customer = $1', [customerId, amount.amount]);
  await tx.query("INSERT INTO movements (order_id, customer, kind, amount) VALUES ($1, $2, 'capture', $3)", [
    orderId,
    customerId,
    amount.amount,
  ]);
  return outcomes.capturePayment.paymentCaptured({ orderId, paymentId: randomUUID(), amount, capturedAt: now });
};
