import { type CompatCheck, risks } from '../../check.js';
import { ownerText } from '../change-text.js';

/** Events that leave in the transaction of their cause, or beside it. */
export const outboxChanged: CompatCheck<'outbox-changed'> = {
  id: 'outbox-changed',
  group: 'delivery',
  since: '0.1.0',
  summary: 'A service publishes through an outbox, or does not any more.',
  why: `With an outbox, what is written is told and what is told was written. Without one, a crash between the two loses an event, or tells of something that never happened. Readers find no mistake in either, only that the services do not agree.`,
  examples: [
    {
      title: 'removed',
      before: `services:
  tickets: { owner: team-box, store: postgres, outbox: true }
`,
      after: `services:
  tickets: { owner: team-box, store: postgres, outbox: false }
`,
      verdicts: { every: 'forward?' },
    },
    {
      title: 'added',
      before: `services:
  tickets: { owner: team-box, store: postgres }
`,
      after: `services:
  tickets: { owner: team-box, store: postgres, outbox: true }
`,
      verdicts: {},
    },
  ],
  describe: (change) =>
    `${ownerText(change)} ${change.to ? 'publishes through an outbox now' : 'does not publish through an outbox any more'}.`,
  judge: (change) =>
    change.to
      ? {}
      : {
          every: { forward: risks(`Readers of what ${ownerText(change)} publishes may miss an event after a crash.`) },
        },
  instead: ({ to }) => (to ? undefined : 'Keep the outbox.'),
};
