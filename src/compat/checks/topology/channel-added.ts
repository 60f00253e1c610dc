import type { CompatCheck } from '../../check.js';
import { ownerText } from '../change-text.js';

/** One more channel. */
export const channelAdded: CompatCheck<'channel-added'> = {
  id: 'channel-added',
  group: 'topology',
  since: '0.1.0',
  summary: 'A channel is added.',
  why: `What moves to it is told with the messages. The channel by itself harms nobody.`,
  bump: 'none',
  examples: [
    {
      title: 'one more channel',
      before: `channels:
  box.events: { broker: kafka }
`,
      after: `channels:
  box.events: { broker: kafka }
  seat.events: { broker: kafka }
`,
      verdicts: {},
    },
  ],
  describe: (change) => `The channel ${ownerText(change)} is new.`,
  judge: () => ({}),
  instead: () => undefined,
};
