import type { CompatCheck } from '../../check.js';
import { ownerText } from '../change-text.js';
import { confirmation, MAIL, ORDERS } from './example.js';

/** A new flow. */
export const flowAdded: CompatCheck<'flow-added'> = {
  id: 'flow-added',
  group: 'flows',
  since: '0.1.0',
  summary: 'A flow is added.',
  why: `Services do something of themselves that they did not do before. Whoever reads what they publish gets more of it, in the form that it had.`,
  bump: 'none',
  examples: [
    {
      title: 'a new one',
      before: ORDERS,
      after: confirmation(MAIL),
      verdicts: {},
    },
  ],
  describe: (change) => `The flow ${ownerText(change)} is new.`,
  judge: () => ({}),
  instead: () => undefined,
};
