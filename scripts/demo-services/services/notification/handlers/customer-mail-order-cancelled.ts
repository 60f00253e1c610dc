import type { Tx } from '../setup.js';
import { SEND } from '../tables.js';
import type { CustomerMailOrderCancelled } from '../types.js';

export const customerMailOrderCancelled: CustomerMailOrderCancelled<Tx> = async ({ orderId, customerId }, { tx }) => {
  const now = new Date().toISOString();
  const [mail] = (await tx.query(SEND, [orderId, customerId, 'cancellation'])).rows;
  return mail.is_bounced
    ? { outcome: 'CancellationMailFailed', data: { orderId, reason: 'bounced', failedAt: now } }
    : { outcome: 'CancellationMailSent', data: { orderId, template: 'order-cancelled-v3', sentAt: now } };
};
