import type { CompatCheck } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { noRulings } from './words.js';

/** Judges that a command of a saga is never answered by one of its events any more. */
export const sagaOutcomeRemoved: CompatCheck<'saga-outcome-removed'> = {
  id: 'saga-outcome-removed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A command of a saga is never answered by one of its events any more.',
  why: 'An instance in flight waits for any outcome of its definition; one that does not come any more does it no harm.',
  examples: [
    {
      title: 'a failure',
      before: shop(checkout([RESERVE, CONFIRM])),
      after: shop(checkout([RESERVE, CONFIRM]), {
        commands: { ReserveStock: '{ handler: stock, payload: { orderId: uuid }, success: StockReserved }' },
      }),
      verdicts: {},
    },
  ],
  describe: ({ owner, command, event, outcome }) =>
    `\`${command}\` of saga \`${owner.id}\` is not answered by the ${outcome} \`${event}\` any more.`,
  judge: noRulings,
  instead: () => undefined,
};
