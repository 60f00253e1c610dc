import { type CompatCheck, risks } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';

/** Another service that answers. */
export const handlerChanged: CompatCheck<'handler-changed'> = {
  id: 'handler-changed',
  group: 'topology',
  since: '0.1.0',
  summary: 'Another service handles a command.',
  why: `A new handler does not know what the old one has done already. A command that is sent again across the move is done a second time, though it bears the same key, and an undo finds nothing to take back. Naming the handler where none was named moves nothing.`,
  bump: 'patch',
  examples: [
    {
      title: 'moved to another service',
      before: `commands:
  HoldSeat: { version: 1.0.0, handler: tickets, payload: { seatId: uuid } }
`,
      after: `commands:
  HoldSeat: { version: 1.0.1, handler: box-office, payload: { seatId: uuid } }
`,
      verdicts: { every: 'backward?' },
    },
  ],
  describe: (change) => changedText(`The handler of ${ownerText(change)}`, change.from, change.to),
  judge(change) {
    const { from, to } = change;
    if (from === undefined || to === undefined) return {};
    const reason = `\`${to}\` does not know what \`${from}\` has done as ${ownerText(change)}, and does it again when it is sent again.`;
    return { every: { backward: risks(reason) } };
  },
  instead: ({ from, to }) =>
    from === undefined || to === undefined
      ? undefined
      : `Take over what \`${from}\` remembers, or let it finish all that was sent before \`${to}\` begins.`,
};
