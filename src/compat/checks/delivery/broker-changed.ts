import { breaks, type CompatCheck } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';

/** Another system altogether. */
export const brokerChanged: CompatCheck<'broker-changed'> = {
  id: 'broker-changed',
  group: 'delivery',
  since: '0.1.0',
  summary: 'A channel moves to another broker.',
  why: `Readers are connected to one broker. Who stays on the old one hears nothing more, and who is on the new one sees nothing of what was written before. Naming the broker where none was named moves nothing.`,
  examples: [
    {
      title: 'moved',
      before: `channels:
  box.events: { broker: rabbitmq }
`,
      after: `channels:
  box.events: { broker: kafka }
`,
      verdicts: { every: 'backward forward' },
    },
    {
      title: 'named for the first time',
      before: `channels:
  box.events: { partitions: 12 }
`,
      after: `channels:
  box.events: { broker: kafka, partitions: 12 }
`,
      verdicts: {},
    },
  ],
  describe: (change) => changedText(`The broker of ${ownerText(change)}`, change.from, change.to),
  judge(change) {
    const { from, to } = change;
    const name = ownerText(change);
    if (from === undefined || to === undefined) return {};
    return {
      every: {
        backward: breaks(`Readers of ${name} on \`${to}\` see nothing of what is on \`${from}\`.`),
        forward: breaks(`Readers of ${name} that are still on \`${from}\` hear nothing more.`),
      },
    };
  },
  instead: ({ from, to }) =>
    from === undefined || to === undefined
      ? undefined
      : `Write to \`${from}\` and \`${to}\` until all readers have moved.`,
};
