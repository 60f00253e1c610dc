import { nameList } from '../../../model/facts/name-list.js';
import type { CompatCheck } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { inFlight, notEndedEarly, valueOrNone } from './words.js';

/** Judges that another event ends a pause or rounds early. */
export const stepUntilChanged: CompatCheck<'step-until-changed'> = {
  id: 'step-until-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'Another event ends a pause or rounds early.',
  why: 'An instance runs the definition that it began with, to its end: the old event ends it, if somebody hands it over. The new orchestrator does not ask for one that nothing in the new definition listens to.',
  examples: [
    {
      title: 'nothing any more',
      before: shop(checkout([RESERVE, '{ wait: 1m, until: OrderNoted }', CONFIRM])),
      after: shop(checkout([RESERVE, '{ wait: 1m }', CONFIRM])),
      verdicts: { every: 'backward?' },
    },
  ],
  describe: ({ owner, step, from, to }) =>
    `Step \`${step}\` of saga \`${owner.id}\` is ended early by ${valueOrNone(to)} instead of ${valueOrNone(from)}.`,
  judge: ({ step, unheard }) => inFlight(unheard.length === 0 ? undefined : notEndedEarly(step, unheard)),
  instead: ({ step, unheard }) =>
    unheard.length === 0
      ? undefined
      : `Go on to \`receive\` ${nameList(unheard)} until no instance of the old definition stands at or before \`${step}\`.`,
};
