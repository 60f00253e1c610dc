import type { CompatCheck } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { noRulings } from './words.js';

/** Judges that a saga is new. */
export const sagaAdded: CompatCheck<'saga-added'> = {
  id: 'saga-added',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A saga is new.',
  why: 'Nothing is in flight that it could hurt.',
  examples: [
    { title: 'a saga beside nothing', before: shop([]), after: shop(checkout([RESERVE, CONFIRM])), verdicts: {} },
  ],
  describe: ({ owner, service }) =>
    `Saga \`${owner.id}\` is new${service === undefined ? '' : `, run by \`${service}\``}.`,
  judge: noRulings,
  instead: () => undefined,
};
