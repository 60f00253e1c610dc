import type { ChangeOf } from '../../change.js';
import type { CompatCheck } from '../../check.js';
import { ownerText } from '../change-text.js';
import { confirmation, MAIL, POINTS } from './example.js';
import { type Ended, keepEmitting, reactionText, waitingRulings } from './words.js';

/** A reaction that is gone. */
export const reactionRemoved: CompatCheck<'reaction-removed'> = {
  id: 'reaction-removed',
  group: 'flows',
  since: '0.1.0',
  summary: 'A flow does not have a reaction any more.',
  why: `What the reaction led to is published by somebody else now, or does not come any more. Who goes on to read an event that nothing leads to waits for it in vain. A declared producer says who publishes an event, not why: if it is the service of the reaction, nothing is left that leads to it.`,
  bump: 'none',
  examples: [
    {
      title: 'and somebody reads what came of it',
      before: confirmation(MAIL, POINTS),
      after: confirmation(POINTS),
      verdicts: { every: 'forward' },
    },
    {
      title: 'and nobody reads what came of it',
      before: confirmation(MAIL, POINTS),
      after: confirmation(MAIL),
      verdicts: {},
    },
    {
      title: 'and another one publishes the same',
      before: confirmation(MAIL, 'on: PointsEarned, by: mail, emits: MailSent'),
      after: confirmation(MAIL),
      verdicts: {},
    },
  ],
  describe: (change) => `The flow ${ownerText(change)} no longer has the ${reactionText(change)}.`,
  judge: (change, context) => waitingRulings(context, [endedIn(change)]),
  instead: (change, context) => keepEmitting(context, [endedIn(change)]),
};

function endedIn({ by, emits }: ChangeOf<'reaction-removed'>): Ended {
  return { events: emits, ...(by !== undefined && { by }) };
}
