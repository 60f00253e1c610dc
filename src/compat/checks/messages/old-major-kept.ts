import type { CompatCheck } from '../../check.js';
import { ownerText } from '../change-text.js';

/** A new major beside the old one. */
export const oldMajorKept: CompatCheck<'old-major-kept'> = {
  id: 'old-major-kept',
  group: 'messages',
  since: '0.1.0',
  summary: 'A message gets a new major version, and the old one stays beside it.',
  why: `This is the compatible way to a change that would break readers: whoever reads the old major goes on with \`Name@1\`, which is compared with what \`Name\` was, and moves to the new one when it suits them.`,
  bump: 'none',
  examples: [
    {
      title: 'version 2 beside version 1',
      before: `events:
  SeatSold: { version: 1.2.0, producer: tickets, payload: { seatId: uuid } }
`,
      after: `events:
  SeatSold@1: { version: 1.2.0, producer: tickets, payload: { seatId: uuid } }
  SeatSold: { version: 2.0.0, producer: tickets, payload: { seats: list<uuid> } }
`,
      verdicts: {},
    },
  ],
  describe: (change) =>
    `${ownerText(change)} is a new major version, and \`${change.owner.id}@${change.major}\` stays beside it.`,
  judge: () => ({}),
  instead: () => undefined,
};
