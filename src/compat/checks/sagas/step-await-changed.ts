import { nameList } from '../../../model/facts/name-list.js';
import { type CompatCheck, risks } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { inFlight, listText, waitsInVain } from './words.js';

/** Judges that a step waits for other events. */
export const stepAwaitChanged: CompatCheck<'step-await-changed'> = {
  id: 'step-await-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A step waits for other events.',
  why: 'An instance runs the definition that it began with, to its end: it waits for the old events, if somebody hands them over. The new orchestrator does not ask for one that nothing in the new definition listens to.',
  examples: [
    {
      title: 'another event',
      before: shop(checkout([RESERVE, '{ name: approval, await: OrderApproved, timeout: 1h }', CONFIRM])),
      after: shop(checkout([RESERVE, '{ name: approval, await: OrderNoted, timeout: 1h }', CONFIRM])),
      verdicts: { every: 'backward' },
    },
    {
      title: 'one failure less',
      before: shop(checkout([RESERVE, '{ await: OrderApproved, failure: [OrderRejected], timeout: 1h }', CONFIRM])),
      after: shop(checkout([RESERVE, '{ await: OrderApproved, timeout: 1h }', CONFIRM])),
      verdicts: { every: 'backward?' },
    },
    {
      title: 'one more',
      before: shop(checkout([RESERVE, '{ await: OrderApproved, timeout: 1h }', CONFIRM])),
      after: shop(checkout([RESERVE, '{ await: [OrderApproved, OrderNoted], timeout: 1h }', CONFIRM])),
      verdicts: {},
    },
  ],
  describe: ({ owner, step, added, removed, failuresAdded, failuresRemoved }) =>
    `Step \`${step}\` of saga \`${owner.id}\` waits for other events: ${listText([...added, ...failuresAdded], [...removed, ...failuresRemoved])}.`,
  judge: ({ step, removed, unheard, timeout }) => {
    if (unheard.length === 0) return {};
    const isAwaited = removed.some((event) => unheard.includes(event));
    if (isAwaited) return inFlight(waitsInVain(step, unheard, timeout));
    return inFlight(
      risks(
        `An instance that stands at or before \`${step}\` does not learn of ${nameList(unheard)} where nobody hands it over any more, and waits until its time is up.`,
      ),
    );
  },
  instead: ({ step, unheard }) =>
    unheard.length === 0
      ? undefined
      : `Go on to \`receive\` ${nameList(unheard)} until no instance of the old definition stands at or before \`${step}\`.`,
};
