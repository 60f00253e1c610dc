import { type CompatCheck, risks } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';

/** Another writer. */
export const producerChanged: CompatCheck<'producer-changed'> = {
  id: 'producer-changed',
  group: 'topology',
  since: '0.1.0',
  summary: 'Another service publishes an event.',
  why: `While an event moves, two services may write it at once: readers get it twice, under two ids that no inbox takes for one, and in no order between the two writers. Naming the producer where none was named moves nothing.`,
  bump: 'patch',
  examples: [
    {
      title: 'moved to another service',
      before: `events:
  SeatSold: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
`,
      after: `events:
  SeatSold: { version: 1.0.1, producer: box-office, payload: { seatId: uuid } }
`,
      verdicts: { every: 'forward?' },
    },
    {
      title: 'named for the first time',
      before: `events:
  SeatSold: { version: 1.0.0, payload: { seatId: uuid } }
`,
      after: `events:
  SeatSold: { version: 1.0.1, producer: tickets, payload: { seatId: uuid } }
`,
      verdicts: {},
    },
  ],
  describe: (change) => changedText(`The producer of ${ownerText(change)}`, change.from, change.to),
  judge(change) {
    const { from, to } = change;
    if (from === undefined || to === undefined) return {};
    const reason = `During the move \`${from}\` and \`${to}\` may both write ${ownerText(change)}: twice, and in no order.`;
    return { every: { forward: risks(reason) } };
  },
  instead: ({ from, to }) =>
    from === undefined || to === undefined ? undefined : `Let \`${from}\` stop before \`${to}\` begins.`,
};
