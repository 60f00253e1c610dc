import { outcomes } from '../producer/outcomes.js';
import type { Tx } from '../setup.js';
import { SEND } from '../tables.js';
import type { SendConfirmation } from '../types.js';

export const sendConfirmation: SendConfirmation<Tx> = async ({ orderId, customerId }, { tx }) => {
  const now = new Date().toISOString();
  const [mail] = (await tx.query(SEND, [orderId, customerId, 'confirmation'])).rows;
  return mail.is_bounced
    ? outcomes.sendConfirmation.confirmationSendingFailed({ orderId, reason: 'bounced', failedAt: now })
    : outcomes.sendConfirmation.confirmationSent({ orderId, sentAt: now });
};
