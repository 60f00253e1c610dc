import { breaks, type CompatCheck, risks } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';

/** An order that is kept no more. */
export const orderingChanged: CompatCheck<'ordering-changed'> = {
  id: 'ordering-changed',
  group: 'delivery',
  since: '0.1.0',
  summary: 'A channel keeps the order of messages of one key, or does not any more.',
  why: `Who reads a channel in order takes the last message for the latest. Without the order, an old state overwrites a new one now and then, and nothing shows it. An order that is new holds from the change on, and not for what was written before.`,
  examples: [
    {
      title: 'no order any more',
      before: `channels:
  box.events: { broker: kafka, ordering: key }
`,
      after: `channels:
  box.events: { broker: kafka, ordering: none }
`,
      verdicts: { every: 'forward' },
    },
    {
      title: 'in order from now on',
      before: `channels:
  box.events: { broker: kafka, ordering: none }
`,
      after: `channels:
  box.events: { broker: kafka, ordering: key }
`,
      verdicts: { every: 'backward?' },
    },
  ],
  describe: (change) => changedText(`The ordering of ${ownerText(change)}`, change.from, change.to),
  judge(change) {
    const name = ownerText(change);
    return change.to === 'none'
      ? { every: { forward: breaks(`Old readers of ${name} count on the order of the messages of one key.`) } }
      : {
          every: {
            backward: risks(`What was written to ${name} before is in no order that new readers could count on.`),
          },
        };
  },
  instead: ({ to }) =>
    to === 'none'
      ? 'Keep the order, or write to a channel of its own what needs none.'
      : 'Let readers count on the order only once nothing is left of what was written before.',
};
