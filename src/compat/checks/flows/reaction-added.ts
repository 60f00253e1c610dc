import type { CompatCheck } from '../../check.js';
import { ownerText } from '../change-text.js';
import { confirmation, MAIL, POINTS } from './example.js';
import { reactionText } from './words.js';

/** A new reaction. */
export const reactionAdded: CompatCheck<'reaction-added'> = {
  id: 'reaction-added',
  group: 'flows',
  since: '0.1.0',
  summary: 'A flow has a new reaction.',
  why: `A service does something of itself that it did not do before. Whoever reads what it publishes gets more of it, in the form that it had.`,
  bump: 'none',
  examples: [
    {
      title: 'a new one',
      before: confirmation(MAIL),
      after: confirmation(MAIL, POINTS),
      verdicts: {},
    },
  ],
  describe: (change) => `The flow ${ownerText(change)} has a new ${reactionText(change)}.`,
  judge: () => ({}),
  instead: () => undefined,
};
