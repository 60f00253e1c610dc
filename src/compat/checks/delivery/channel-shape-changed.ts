import { breaks, type CompatCheck } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';

/** From one for all to one for each. */
export const channelShapeChanged: CompatCheck<'channel-shape-changed'> = {
  id: 'channel-shape-changed',
  group: 'delivery',
  since: '0.1.0',
  summary: 'A topic becomes a queue, or a queue a topic.',
  why: `Of a topic every reader gets every message, of a queue each message goes to one of them. On a queue that was a topic, readers take messages away from each other; on a topic that was a queue, what was done once is done by each of them.`,
  examples: [
    {
      title: 'a queue out of a topic',
      before: `channels:
  box.events: { broker: rabbitmq, kind: topic }
`,
      after: `channels:
  box.events: { broker: rabbitmq, kind: queue }
`,
      verdicts: { every: 'backward forward' },
    },
  ],
  describe: (change) => changedText(`The kind of ${ownerText(change)}`, change.from, change.to),
  judge(change) {
    const name = ownerText(change);
    const old = change.from === 'topic' ? 'count on every message' : 'share the messages';
    const fresh = change.to === 'topic' ? 'count on every message' : 'share the messages';
    return {
      every: {
        backward: breaks(
          `New readers of ${name} ${fresh}, and it is still a ${change.from} where it was not changed yet.`,
        ),
        forward: breaks(`Old readers of ${name} ${old}, and it is a ${change.to} now.`),
      },
    };
  },
  instead: ({ to }) => `Add a ${to} beside it, write to both, and move the readers one by one.`,
};
