import type { ChangeOf } from '../../change.js';
import type { CompatCheck } from '../../check.js';
import { ownerText } from '../change-text.js';
import { confirmation, MAIL, ORDERS, POINTS } from './example.js';
import { type Ended, keepEmitting, waitingRulings } from './words.js';

/** A flow that is gone. */
export const flowRemoved: CompatCheck<'flow-removed'> = {
  id: 'flow-removed',
  group: 'flows',
  since: '0.1.0',
  summary: 'A flow is removed.',
  why: `What its reactions led to is published by somebody else now, or does not come any more. Who goes on to read an event that nothing leads to waits for it in vain. That the flow itself read something harms nobody.`,
  bump: 'none',
  examples: [
    {
      title: 'and somebody reads what came of it',
      before: confirmation(MAIL),
      after: ORDERS,
      verdicts: { every: 'forward' },
    },
    {
      title: 'and nobody reads what came of it',
      before: confirmation(POINTS),
      after: ORDERS,
      verdicts: {},
    },
  ],
  describe: (change) => `The flow ${ownerText(change)} is gone.`,
  judge: (change, context) => waitingRulings(context, endedIn(change)),
  instead: (change, context) => keepEmitting(context, endedIn(change)),
};

function endedIn({ reactions }: ChangeOf<'flow-removed'>): readonly Ended[] {
  return reactions.map(({ by, emits }) => ({ events: emits, ...(by !== undefined && { by }) }));
}
