import { type CompatCheck, risks } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';

/** Another last day. */
export const sunsetChanged: CompatCheck<'sunset-changed'> = {
  id: 'sunset-changed',
  group: 'messages',
  since: '0.1.0',
  summary: 'The last day of a deprecated message changes.',
  why: `Readers plan their move by the sunset that was announced. More time harms nobody; less may leave someone behind who counted on the day.`,
  bump: 'patch',
  examples: [
    {
      title: 'earlier than announced',
      before: `events:
  SeatSold: { version: 1.0.0, producer: tickets, deprecated: { sunset: 2028-01-01 }, payload: { seatId: uuid } }
`,
      after: `events:
  SeatSold: { version: 1.0.1, producer: tickets, deprecated: { sunset: 2027-01-01 }, payload: { seatId: uuid } }
`,
      verdicts: { every: 'forward?' },
    },
    {
      title: 'later than announced',
      before: `events:
  SeatSold: { version: 1.0.0, producer: tickets, deprecated: { sunset: 2027-01-01 }, payload: { seatId: uuid } }
`,
      after: `events:
  SeatSold: { version: 1.0.1, producer: tickets, deprecated: { sunset: 2028-01-01 }, payload: { seatId: uuid } }
`,
      verdicts: {},
    },
  ],
  describe: (change) => changedText(`The sunset of ${ownerText(change)}`, change.from, change.to),
  judge(change) {
    const { from, to } = change;
    if (from === undefined || to === undefined || to >= from) return {};
    return {
      every: { forward: risks(`Who planned to stop reading ${ownerText(change)} by ${from} has only until ${to}.`) },
    };
  },
  instead: ({ from }) => (from === undefined ? undefined : `Keep the sunset on ${from}.`),
};
