import { nameList } from '../../../model/facts/name-list.js';
import { breaks, type CompatCheck } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';

/** A channel that outsiders may not read any more. */
export const channelVisibilityChanged: CompatCheck<'channel-visibility-changed'> = {
  id: 'channel-visibility-changed',
  group: 'topology',
  since: '0.1.0',
  summary: 'A channel is closed to outsiders, or opened to them.',
  why: `\`public: true\` promises a channel to readers whom the catalog does not know. Closing it breaks that promise, and there is nobody here to be asked.`,
  examples: [
    {
      title: 'closed',
      before: `channels:
  box.events: { broker: kafka, public: true }
`,
      after: `channels:
  box.events: { broker: kafka, public: false }
`,
      verdicts: { every: 'forward' },
    },
    {
      title: 'opened',
      before: `channels:
  box.events: { broker: kafka }
`,
      after: `channels:
  box.events: { broker: kafka, public: true }
`,
      verdicts: {},
    },
  ],
  describe: (change) => changedText(`The visibility of the channel ${ownerText(change)}`, change.from, change.to),
  judge(change) {
    if (change.to === 'public') return {};
    const what = change.messages.length === 0 ? '' : `${nameList(change.messages, 4)} from `;
    return { every: { forward: breaks(`Outsiders that read ${what}${ownerText(change)} are shut out.`) } };
  },
  instead: ({ owner }) => `Keep \`${owner.id}\` public, and write to a new channel what is not for outsiders.`,
};
