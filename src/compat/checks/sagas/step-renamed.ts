import type { CompatCheck } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { noRulings } from './words.js';

/** Judges that a step has another name. */
export const stepRenamed: CompatCheck<'step-renamed'> = {
  id: 'step-renamed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A step has another name.',
  why: 'An instance runs the definition that it began with, to its end: there the step has its old name, and so have its idempotency keys. `renamedFrom` keeps it the same step.',
  examples: [
    {
      title: 'said by renamedFrom',
      before: shop(checkout([RESERVE, CONFIRM])),
      after: shop(
        checkout(['{ name: Reserve, renamedFrom: ReserveStock, do: ReserveStock, undo: ReleaseStock }', CONFIRM]),
      ),
      verdicts: {},
    },
  ],
  describe: ({ owner, step, to }) => `Step \`${step}\` of saga \`${owner.id}\` is now \`${to}\`.`,
  judge: noRulings,
  instead: () => undefined,
};
