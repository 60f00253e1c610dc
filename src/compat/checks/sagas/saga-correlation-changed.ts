import { breaks, type CompatCheck } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { inFlight, valueOrNone } from './words.js';

const BOTH = { events: { OrderPlaced: '{ payload: { orderId: uuid, basketId: uuid } }' } };

/** Judges that another field names the run. */
export const sagaCorrelationChanged: CompatCheck<'saga-correlation-changed'> = {
  id: 'saga-correlation-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'Another field names the run.',
  why: 'An instance is found by the field of its own definition. But there is one run for each value, and values of another field name other runs: a start that comes again with another message id begins a second run while the first one is in flight.',
  examples: [
    {
      title: 'another field',
      before: shop(checkout([RESERVE, CONFIRM]), BOTH),
      after: shop(
        checkout([RESERVE, CONFIRM]).map((key) => key.replace('correlation: orderId', 'correlation: basketId')),
        BOTH,
      ),
      verdicts: { every: 'backward' },
    },
  ],
  describe: ({ owner, from, to }) =>
    `Runs of saga \`${owner.id}\` are named by ${valueOrNone(to)} instead of ${valueOrNone(from)}.`,
  judge: ({ from, to }) =>
    inFlight(
      breaks(
        `A start that comes again for an instance in flight, wherever it stands, begins a second run that does all its steps once more: \`${to ?? ''}\` does not name the runs that \`${from ?? ''}\` has named.`,
      ),
    ),
  instead: () =>
    'Keep the field, or let a new saga beside the old one take new starts and remove the old one when its last instance has ended.',
};
