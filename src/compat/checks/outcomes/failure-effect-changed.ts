import { breaks, type CompatCheck } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';

/** A failure that may have left something behind, or not. */
export const failureEffectChanged: CompatCheck<'failure-effect-changed'> = {
  id: 'failure-effect-changed',
  group: 'outcomes',
  since: '0.1.0',
  summary: 'A failure may leave something behind now, or leaves nothing any more.',
  why: `After a failure with \`effect: none\` a saga skips the undo of that step, after one with \`effect: unknown\` it runs it. A sender that believes in \`none\` where the handler means \`unknown\` leaves behind what was done. Undoing where nothing was done harms nobody.`,
  examples: [
    {
      title: 'may leave something behind',
      before: `events:
  HoldFailed: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
`,
      after: `events:
  HoldFailed: { version: 2.0.0, producer: tickets, effect: unknown, payload: { seatId: uuid } }
`,
      verdicts: { every: 'forward' },
    },
    {
      title: 'leaves nothing behind any more',
      before: `events:
  HoldFailed: { version: 1.0.0, producer: tickets, effect: unknown, payload: { seatId: uuid } }
`,
      after: `events:
  HoldFailed: { version: 2.0.0, producer: tickets, payload: { seatId: uuid } }
`,
      verdicts: { every: 'backward' },
    },
  ],
  describe: (change) => changedText(`The effect of the failure ${ownerText(change)}`, change.from, change.to),
  judge(change) {
    const name = ownerText(change);
    return change.to === 'unknown'
      ? { every: { forward: breaks(`Old senders undo nothing after ${name}, which may leave something behind now.`) } }
      : {
          every: {
            backward: breaks(
              `New senders undo nothing after a ${name} of an old handler, which may have left something behind.`,
            ),
          },
        };
  },
  instead: ({ to, owner }) =>
    to === 'unknown'
      ? `Add another failure with \`effect: unknown\`, and let \`${owner.id}\` still leave nothing behind.`
      : `Keep \`effect: unknown\` until no old handler answers any more: an undo too many harms nobody.`,
};
