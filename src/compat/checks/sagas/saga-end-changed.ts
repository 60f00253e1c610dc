import { nameList } from '../../../model/facts/name-list.js';
import { type CompatCheck, risks } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { inFlight, listText } from './words.js';

/** Judges that a saga ends with other events. */
export const sagaEndChanged: CompatCheck<'saga-end-changed'> = {
  id: 'saga-end-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A saga ends with other events.',
  why: 'An instance runs the definition that it began with, to its end: it still ends with the old events. Whoever learns of the end has to take both until the last old instance has ended.',
  examples: [
    {
      title: 'another event',
      before: shop(checkout([RESERVE, CONFIRM], ['abort: OrderCancelled'])),
      after: shop(checkout([RESERVE, CONFIRM], ['abort: OrderClosed'])),
      verdicts: { every: 'backward?' },
    },
    {
      title: 'one more',
      before: shop(checkout([RESERVE, CONFIRM], ['abort: OrderCancelled'])),
      after: shop(checkout([RESERVE, CONFIRM], ['abort: [OrderCancelled, OrderClosed]'])),
      verdicts: {},
    },
  ],
  describe: ({ owner, end, added, removed, mapped }) =>
    `Saga \`${owner.id}\` ${end === 'complete' ? 'completes' : 'aborts'} otherwise: ${listText([...added, ...mapped], removed)}.`,
  judge: ({ removed, gone, added }) => {
    if (removed.length === 0) return {};
    const instead = added.length === 0 ? '' : `, not with ${nameList(added)}`;
    const lost = gone.length === 0 ? '' : `; the new catalog does not know ${nameList(gone)}`;
    return inFlight(
      risks(`Instances in flight, wherever they stand, still end with ${nameList(removed)}${instead}${lost}.`),
    );
  },
  instead: ({ removed }) =>
    removed.length === 0
      ? undefined
      : `Let readers take both, and give up ${nameList(removed)} when the last instance of the old definition has ended.`,
};
