import type { CompatCheck } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { listText, noRulings } from './words.js';

/** Judges that a saga makes other ids at its start. */
export const sagaIdsChanged: CompatCheck<'saga-ids-changed'> = {
  id: 'saga-ids-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A saga makes other ids at its start.',
  why: 'Ids are made at the start and kept in the state. An instance runs the definition that it began with, to its end: it is still found by the ids that it has made.',
  examples: [
    {
      title: 'one more',
      before: shop(checkout([RESERVE, CONFIRM])),
      after: shop(checkout([RESERVE, CONFIRM], ['ids: [parcelId]'])),
      verdicts: {},
    },
    {
      title: 'one less',
      before: shop(checkout([RESERVE, CONFIRM], ['ids: [parcelId]'])),
      after: shop(checkout([RESERVE, CONFIRM])),
      verdicts: {},
    },
  ],
  describe: ({ owner, added, removed }) => `Saga \`${owner.id}\` makes other ids: ${listText(added, removed)}.`,
  judge: noRulings,
  instead: () => undefined,
};
