import { type CompatCheck, risks } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';
import { outlastsRetention, timesRuling } from './redelivery.js';

/** Another time for which messages are kept. */
export const retentionChanged: CompatCheck<'retention-changed'> = {
  id: 'retention-changed',
  group: 'delivery',
  since: '0.1.0',
  summary: 'A channel keeps messages for a longer or shorter time.',
  why: `Kept for a shorter time, messages are gone before a reader that was down comes back, and a new reader finds less to begin with; below the sum of the pauses between its tries even one that is at work loses them. Kept for longer, they may come again after the inbox of a reader has forgotten them.`,
  examples: [
    {
      title: 'shorter',
      before: `channels:
  box.events: { broker: kafka, retention: 14d }
`,
      after: `channels:
  box.events: { broker: kafka, retention: 7d }
`,
      verdicts: { every: 'forward?' },
    },
    {
      title: 'shorter by default, for a channel that messages alone name',
      before: `events:
  SeatSold: { version: 1.0.0, producer: tickets, channel: box.events, payload: { seatId: uuid } }
`,
      after: `events:
  SeatSold: { version: 1.0.0, producer: tickets, channel: box.events, payload: { seatId: uuid } }
`,
      settings: 'catalog: box\ndefaults: { channel: { retention: 7d } }\n',
      settingsAfter: 'catalog: box\ndefaults: { channel: { retention: 1h } }\n',
      verdicts: { every: 'forward?' },
    },
    {
      title: 'shorter than all tries take',
      before: `channels:
  box.events: { broker: kafka, retention: 2d, retryDelays: [1m, 6h] }
`,
      after: `channels:
  box.events: { broker: kafka, retention: 1h, retryDelays: [1m, 6h] }
`,
      verdicts: { every: 'forward' },
    },
    {
      title: 'longer than an inbox remembers',
      before: `services:
  ledger: { owner: team-money, store: postgres, inbox: { window: 8d } }
channels:
  box.events: { broker: kafka, retention: 7d }
events:
  SeatSold: { version: 1.0.0, producer: tickets, consumers: [ledger], channel: box.events, payload: { seatId: uuid } }
`,
      after: `services:
  ledger: { owner: team-money, store: postgres, inbox: { window: 8d } }
channels:
  box.events: { broker: kafka, retention: 30d }
events:
  SeatSold: { version: 1.0.0, producer: tickets, consumers: [ledger], channel: box.events, payload: { seatId: uuid } }
`,
      verdicts: { every: 'forward' },
    },
    {
      title: 'longer',
      before: `channels:
  box.events: { broker: kafka, retention: 7d }
`,
      after: `channels:
  box.events: { broker: kafka, retention: 14d }
`,
      verdicts: {},
    },
  ],
  describe: (change) => changedText(`The retention of ${ownerText(change)}`, change.from?.text, change.to?.text),
  judge(change, { old, new: next }) {
    const { from, to, owner } = change;
    const times = timesRuling(old, next, owner.id);
    if (times) return { every: { forward: times } };
    if (from === undefined || to === undefined || to.ms >= from.ms) return {};
    return {
      every: {
        forward: risks(
          `Readers of ${ownerText(change)} that are down for longer than \`${to.text}\` lose messages, and reading again goes back no further.`,
        ),
      },
    };
  },
  instead({ from, to, owner }, { old, new: next }) {
    if (from === undefined || to === undefined || to.ms >= from.ms) return 'Let the inboxes remember for longer first.';
    return outlastsRetention(old, next, owner.id)
      ? `Keep \`${from.text}\`, or shorten the pauses between tries first.`
      : `Keep \`${from.text}\`, or make sure first that no reader is ever further behind than \`${to.text}\`.`;
  },
};
