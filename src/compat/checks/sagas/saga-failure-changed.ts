import { breaks, type CompatCheck } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { inFlight, whichMeets } from './words.js';

/** Judges that what a failure of a command means is changed. */
export const sagaFailureChanged: CompatCheck<'saga-failure-changed'> = {
  id: 'saga-failure-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'What a failure of a command means is changed.',
  why: "An instance goes by what the failure meant when it began. Where a failure did not leave anything behind then and may do so now, the step's own undo does not run. Whether another attempt is worth it does no harm: a final failure is answered again as it was.",
  examples: [
    {
      title: 'may have left something behind',
      before: shop(checkout([RESERVE, CONFIRM])),
      after: shop(checkout([RESERVE, CONFIRM]), {
        events: { StockMissing: '{ effect: unknown, payload: { orderId: uuid } }' },
      }),
      verdicts: { every: 'backward' },
    },
    {
      title: 'worth another attempt',
      before: shop(checkout([RESERVE, CONFIRM])),
      after: shop(checkout([RESERVE, CONFIRM]), {
        events: { StockMissing: '{ retryable: true, payload: { orderId: uuid } }' },
      }),
      verdicts: {},
    },
  ],
  describe: ({ owner, event, what, to }) =>
    `\`${event}\`, a failure in saga \`${owner.id}\`, ${what === 'effect' ? (to ? 'may have left something behind' : 'leaves nothing behind') : to ? 'is worth another attempt' : 'is final'}.`,
  judge: ({ what, to, undone, command, event }) =>
    inFlight(
      what === 'effect' && to && undone.length > 0
        ? breaks(
            `An instance ${whichMeets(undone.map((step) => ({ step, direction: 'do' })))} takes \`${event}\` of \`${command}\` for a step that did not happen: what it may have left behind is never undone.`,
          )
        : undefined,
    ),
  instead: ({ what, to, event }) =>
    what === 'effect' && to
      ? `Leave \`${event}\` as it is, and let a new failure event say that the effect is unknown when the last instance of the old definition has ended.`
      : undefined,
};
