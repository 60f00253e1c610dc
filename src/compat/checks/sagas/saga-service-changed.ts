import { breaks, type CompatCheck } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { inFlight, valueOrNone } from './words.js';

/** Judges that another service runs a saga. */
export const sagaServiceChanged: CompatCheck<'saga-service-changed'> = {
  id: 'saga-service-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'Another service runs a saga.',
  why: 'Instances are in the store of the service that started them. The new service does not see them, and neither does it know which runs there have been: a start that comes again begins a second run.',
  examples: [
    {
      title: 'moved',
      before: shop(checkout([RESERVE, CONFIRM])),
      after: shop(checkout([RESERVE, CONFIRM]).map((key) => key.replace('service: order', 'service: shop'))),
      verdicts: { every: 'backward' },
    },
  ],
  describe: ({ owner, from, to }) =>
    `Saga \`${owner.id}\` is run by ${valueOrNone(to)} instead of ${valueOrNone(from)}.`,
  judge: ({ from }) =>
    inFlight(
      breaks(
        `Instances in flight, wherever they stand, stay in the store of ${valueOrNone(from)}, where no worker of the new definition looks; a start that comes again begins a second run beside them.`,
      ),
    ),
  instead: ({ from }) =>
    `Let ${valueOrNone(from)} run a worker of the old definition until its last instance has ended, and send starts to the new service only then.`,
};
