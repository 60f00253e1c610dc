import { breaks, type CompatCheck } from '../../check.js';
import { changedText } from '../change-text.js';

/** Another wrapping of every message. */
export const envelopeChanged: CompatCheck<'envelope-changed'> = {
  id: 'envelope-changed',
  group: 'messages',
  since: '0.1.0',
  summary: 'All messages come in another envelope.',
  why: `Readers find the type, the id and the payload of a message by its envelope. In another one they find none of them, in either direction and for every message of the catalog.`,
  examples: [
    {
      title: 'no CloudEvents any more',
      before: `events:
  SeatSold: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
`,
      after: `events:
  SeatSold: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
`,
      settings: `catalog: box-office
envelope: cloudevents
`,
      settingsAfter: `catalog: box-office
envelope: plain
`,
      verdicts: { every: 'backward forward' },
    },
  ],
  describe: ({ from, to }) => changedText('The envelope of all messages', from, to),
  judge: ({ from, to }) => ({
    every: {
      backward: breaks(`Who expects \`${to}\` finds no type in what was written as \`${from}\`.`),
      forward: breaks(`Who expects \`${from}\` finds no type in what is written as \`${to}\`.`),
    },
  }),
  instead: ({ to }) => `Let every reader take both envelopes before the first writer changes to \`${to}\`.`,
};
