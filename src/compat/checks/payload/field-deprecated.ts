import type { CompatCheck } from '../../check.js';
import { orderPlaced } from './example.js';
import { placeOf } from './reading/words.js';

/** Tells that a field is deprecated, which breaks nobody. */
export const fieldDeprecated: CompatCheck<'field-deprecated'> = {
  id: 'field-deprecated',
  group: 'payload',
  since: '0.1.0',
  summary: 'A field is deprecated.',
  why: 'Nothing changes for anybody yet. It is the first step of a removal that breaks nobody: readers are told, and the field goes when none of them is left.',
  bump: 'patch',
  examples: [
    {
      title: 'as the first step of a removal',
      before: orderPlaced('orderId: uuid, couponCode: string?'),
      after: orderPlaced('orderId: uuid, couponCode: { type: string, optional: true, deprecated: true }'),
      verdicts: {},
    },
  ],
  describe: (change) => `${placeOf(change)} is deprecated.`,
  judge: () => ({}),
  instead: () => undefined,
};
