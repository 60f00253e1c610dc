import { nameList } from '../../../model/facts/name-list.js';
import { type CompatCheck, risks } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { inFlight, listText } from './words.js';

/** Judges that a saga takes note of other events. */
export const sagaHearsChanged: CompatCheck<'saga-hears-changed'> = {
  id: 'saga-hears-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A saga takes note of other events.',
  why: 'An instance runs the definition that it began with, to its end: it still takes an event that it hears, if somebody hands it over. The new orchestrator does not ask for one that nothing in the new definition listens to.',
  examples: [
    {
      title: 'one less',
      before: shop(checkout([RESERVE, CONFIRM], ['hears: [OrderNoted]'])),
      after: shop(checkout([RESERVE, CONFIRM])),
      verdicts: { every: 'backward?' },
    },
    {
      title: 'one more',
      before: shop(checkout([RESERVE, CONFIRM])),
      after: shop(checkout([RESERVE, CONFIRM], ['hears: [OrderNoted]'])),
      verdicts: {},
    },
  ],
  describe: ({ owner, added, removed }) => `Saga \`${owner.id}\` hears other events: ${listText(added, removed)}.`,
  judge: ({ unheard }) =>
    inFlight(
      unheard.length === 0
        ? undefined
        : risks(
            `An instance in flight whose guards or mappings ask for ${nameList(unheard)} goes on as if it had not come, where nobody hands it over any more.`,
          ),
    ),
  instead: ({ unheard }) =>
    unheard.length === 0
      ? undefined
      : `Go on to \`receive\` ${nameList(unheard)} until the last instance of the old definition has ended.`,
};
