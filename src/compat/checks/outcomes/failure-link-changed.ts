import { type CompatCheck, risks } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';

/** The failure of something else. */
export const failureLinkChanged: CompatCheck<'failure-link-changed'> = {
  id: 'failure-link-changed',
  group: 'outcomes',
  since: '0.1.0',
  summary: 'An event is said to be the failure of something else.',
  why: `\`failureOf\` tells readers what did not happen. Who has learnt it in the old sense draws the wrong conclusion from an event of the new one. Saying it where nothing was said before only writes down what the event means.`,
  examples: [
    {
      title: 'the failure of something else',
      before: `events:
  SeatSold: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
  SeatHeld: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
  SeatRefused: { version: 1.0.0, producer: tickets, failureOf: SeatSold, payload: { seatId: uuid } }
`,
      after: `events:
  SeatSold: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
  SeatHeld: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
  SeatRefused: { version: 1.1.0, producer: tickets, failureOf: SeatHeld, payload: { seatId: uuid } }
`,
      verdicts: { every: 'backward? forward?' },
    },
    {
      title: 'said for the first time',
      before: `events:
  SeatSold: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
  SeatRefused: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
`,
      after: `events:
  SeatSold: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
  SeatRefused: { version: 1.0.1, producer: tickets, failureOf: SeatSold, payload: { seatId: uuid } }
`,
      verdicts: {},
    },
  ],
  describe: (change) => changedText(`What ${ownerText(change)} is the failure of`, change.from, change.to),
  judge(change) {
    const { from, to } = change;
    const name = ownerText(change);
    if (from === undefined) return {};
    const forward = risks(`Old readers take ${name} for the failure of \`${from}\`.`);
    if (to === undefined) return { every: { forward } };
    return { every: { forward, backward: risks(`New readers take an old ${name} for the failure of \`${to}\`.`) } };
  },
  instead({ owner, from, to }) {
    if (from === undefined) return undefined;
    return to === undefined
      ? `Keep \`failureOf: ${from}\`, or add an event of its own for what is no failure of it.`
      : `Add a failure of \`${to}\` of its own, and leave \`${owner.id}\` as it is.`;
  },
};
