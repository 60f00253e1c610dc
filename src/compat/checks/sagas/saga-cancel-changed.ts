import { nameList } from '../../../model/facts/name-list.js';
import { type CompatCheck, risks } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { inFlight, listText } from './words.js';

/** Judges that other events cancel a saga. */
export const sagaCancelChanged: CompatCheck<'saga-cancel-changed'> = {
  id: 'saga-cancel-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'Other events cancel a saga.',
  why: 'An instance runs the definition that it began with, to its end: the events that cancelled it then still do, if somebody hands them over. The new orchestrator does not ask for one that nothing in the new definition listens to.',
  examples: [
    {
      title: 'no way out any more',
      before: shop(checkout([RESERVE, CONFIRM], ['cancelOn: [OrderWithdrawn]'])),
      after: shop(checkout([RESERVE, CONFIRM])),
      verdicts: { every: 'backward?' },
    },
    {
      title: 'a way out',
      before: shop(checkout([RESERVE, CONFIRM])),
      after: shop(checkout([RESERVE, CONFIRM], ['cancelOn: [OrderWithdrawn]'])),
      verdicts: {},
    },
  ],
  describe: ({ owner, added, removed }) =>
    `Saga \`${owner.id}\` is cancelled by other events: ${listText(added, removed)}.`,
  judge: ({ unheard }) =>
    inFlight(
      unheard.length === 0
        ? undefined
        : risks(
            `An instance in flight that has not passed its pivot is not cancelled by ${nameList(unheard)} any more, where nobody hands it over.`,
          ),
    ),
  instead: ({ unheard }) =>
    unheard.length === 0
      ? undefined
      : `Go on to \`receive\` ${nameList(unheard)} until the last instance of the old definition has ended.`,
};
