import type { CompatCheck } from '../../check.js';
import { CONFIRM, checkout, shop } from './shop-example.js';
import { noRulings } from './words.js';

/** Judges that a loop has other rounds. */
export const stepRoundsChanged: CompatCheck<'step-rounds-changed'> = {
  id: 'step-rounds-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A loop has other rounds.',
  why: 'What the rounds are about is kept in the state when the loop is reached. An instance runs the definition that it began with, to its end: a loop that it has not reached goes by the old one.',
  examples: [
    {
      title: 'side by side',
      before: shop(
        checkout(['{ name: Each, forEach: 3, steps: [{ do: ReserveStock, undo: ReleaseStock }] }', CONFIRM]),
      ),
      after: shop(
        checkout([
          '{ name: Each, forEach: 3, parallel: true, steps: [{ do: ReserveStock, undo: ReleaseStock }] }',
          CONFIRM,
        ]),
      ),
      verdicts: {},
    },
  ],
  describe: ({ owner, step, what, from, to }) =>
    `The rounds of \`${step}\` of saga \`${owner.id}\` are changed: \`${what}\` is \`${to}\` instead of \`${from}\`.`,
  judge: noRulings,
  instead: () => undefined,
};
