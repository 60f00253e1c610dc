import { type CompatCheck, risks } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';

/** Another limit on the size of messages. */
export const maxBytesChanged: CompatCheck<'max-bytes-changed'> = {
  id: 'max-bytes-changed',
  group: 'delivery',
  since: '0.1.0',
  summary: 'Messages of a channel may be larger or smaller.',
  why: `A writer that does not know of a lower limit has its larger messages refused, or finds them cut off. A higher limit is no harm by itself: what readers get is only as large as what writers write.`,
  examples: [
    {
      title: 'lower',
      before: `channels:
  box.events: { broker: kafka, maxBytes: 1000000 }
`,
      after: `channels:
  box.events: { broker: kafka, maxBytes: 100000 }
`,
      verdicts: { every: 'backward?' },
    },
    {
      title: 'higher',
      before: `channels:
  box.events: { broker: kafka, maxBytes: 100000 }
`,
      after: `channels:
  box.events: { broker: kafka, maxBytes: 1000000 }
`,
      verdicts: {},
    },
  ],
  describe: (change) => changedText(`The largest size in bytes on ${ownerText(change)}`, change.from, change.to),
  judge(change) {
    const { from, to } = change;
    if (to === undefined || (from !== undefined && to >= from)) return {};
    const name = ownerText(change);
    return {
      every: {
        backward: risks(
          `What an old writer writes to ${name} above ${to} bytes is refused, and no new reader gets it.`,
        ),
      },
    };
  },
  instead: ({ to }) => (to === undefined ? undefined : `Make sure first that no message is larger than ${to} bytes.`),
};
