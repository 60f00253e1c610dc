import { type CompatCheck, risks } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { inFlight } from './words.js';

/** Judges that whether a run may follow another for the same value is changed. */
export const sagaRepeatChanged: CompatCheck<'saga-repeat-changed'> = {
  id: 'saga-repeat-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'Whether a run may follow another for the same value is changed.',
  why: 'Instances in flight go on. What happens when they have ended is up to the new definition: without `repeat` their values are taken for ever, with it a start that comes again without its message id begins another run.',
  examples: [
    {
      title: 'may run again',
      before: shop(checkout([RESERVE, CONFIRM])),
      after: shop(checkout([RESERVE, CONFIRM], ['repeat: true'])),
      verdicts: { every: 'backward?' },
    },
    {
      title: 'once only',
      before: shop(checkout([RESERVE, CONFIRM], ['repeat: true'])),
      after: shop(checkout([RESERVE, CONFIRM])),
      verdicts: { every: 'backward?' },
    },
  ],
  describe: ({ owner, to }) => `Saga \`${owner.id}\` ${to ? 'may run again' : 'runs only once'} for the same value.`,
  judge: ({ to }) =>
    inFlight(
      risks(
        to
          ? 'When an instance in flight has ended, a start of its own that comes again without its message id does everything once more.'
          : 'When an instance in flight has ended, its value is taken for ever: the next start for it is refused (`start-conflict`).',
      ),
    ),
  instead: ({ to }) =>
    to ? 'Give every start its message id.' : 'Let the values of new starts differ from those that have run.',
};
