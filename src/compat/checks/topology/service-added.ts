import type { CompatCheck } from '../../check.js';
import { ownerText } from '../change-text.js';

/** One more service. */
export const serviceAdded: CompatCheck<'service-added'> = {
  id: 'service-added',
  group: 'topology',
  since: '0.1.0',
  summary: 'A service is added.',
  why: `What it reads and writes is told with the messages. The service by itself harms nobody.`,
  bump: 'none',
  examples: [
    {
      title: 'one more service',
      before: `services:
  tickets: { owner: team-box }
`,
      after: `services:
  tickets: { owner: team-box }
  ledger: { owner: team-money }
`,
      verdicts: {},
    },
  ],
  describe: (change) => `The service ${ownerText(change)} is new.`,
  judge: () => ({}),
  instead: () => undefined,
};
