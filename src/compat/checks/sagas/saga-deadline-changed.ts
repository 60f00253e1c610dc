import type { CompatCheck } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { noRulings, valueOrNone } from './words.js';

/** Judges that the time of a whole run is changed. */
export const sagaDeadlineChanged: CompatCheck<'saga-deadline-changed'> = {
  id: 'saga-deadline-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'The time of a whole run is changed.',
  why: 'The deadline is a timer that was set at the start. An instance runs the definition that it began with, to its end: a shorter deadline does not cut it short, and a longer one does not help it.',
  examples: [
    {
      title: 'shorter',
      before: shop(checkout([RESERVE, CONFIRM], ['deadline: 1h'])),
      after: shop(checkout([RESERVE, CONFIRM], ['deadline: 5m'])),
      verdicts: {},
    },
    {
      title: 'none any more',
      before: shop(checkout([RESERVE, CONFIRM], ['deadline: 1h'])),
      after: shop(checkout([RESERVE, CONFIRM])),
      verdicts: {},
    },
  ],
  describe: ({ owner, from, to }) =>
    `Saga \`${owner.id}\` has ${valueOrNone(to)} as its deadline instead of ${valueOrNone(from)}.`,
  judge: noRulings,
  instead: () => undefined,
};
