import type { ChangeOf } from '../../change.js';
import { type CompatCheck, type Rulings, risks } from '../../check.js';
import { orderPlaced } from './example.js';
import { placeOf } from './reading/words.js';

const MEANING = { pii: 'personal data', secret: 'secret' } as const;

/** Judges that a value is now, or no longer, personal or secret. */
export const sensitivityChanged: CompatCheck<'sensitivity-changed'> = {
  id: 'sensitivity-changed',
  group: 'payload',
  since: '0.1.0',
  summary: 'A value is now, or no longer, marked as personal or secret.',
  why: 'No encoding carries the mark. It says how a value has to be treated, and who took the field for harmless may have it in logs, caches and copies.',
  bump: 'patch',
  examples: [
    {
      title: 'personal now',
      before: orderPlaced('orderId: uuid, customerId: uuid'),
      after: orderPlaced('orderId: uuid, customerId: { type: uuid, pii: true }'),
      verdicts: { every: 'forward?' },
    },
    {
      title: 'no longer secret',
      before: orderPlaced('orderId: uuid, voucher: { type: string, secret: true }'),
      after: orderPlaced('orderId: uuid, voucher: string'),
      verdicts: {},
    },
  ],
  describe: (change) => `${placeOf(change)} is ${change.to ? 'now' : 'no longer'} marked as ${MEANING[change.mark]}.`,
  judge: (change) => rulings(change),
  instead: ({ to, mark }) =>
    to
      ? `Tell the readers of the field that it is ${MEANING[mark]}, and have them look for copies in logs and stores.`
      : undefined,
};

function rulings(change: ChangeOf<'sensitivity-changed'>): Rulings {
  if (!change.to) return {};
  const reason = `A consumer still on the old definition does not treat ${placeOf(change)} as ${MEANING[change.mark]}.`;
  return { every: { forward: risks(reason) } };
}
