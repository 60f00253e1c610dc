import { nameList } from '../../../model/facts/name-list.js';
import { breaks, type CompatCheck } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';
import { readersWithoutInbox } from './redelivery.js';

/** Another promise of how often a message comes. */
export const deliveryChanged: CompatCheck<'delivery-changed'> = {
  id: 'delivery-changed',
  group: 'delivery',
  since: '0.1.0',
  summary: 'A channel promises something else about how often a message comes.',
  why: `Readers are built for what is promised. Under \`at-most-once\` they lose messages that they count on. Where messages may come twice that never did before, a reader without an inbox handles them twice; one with an inbox does not notice. A channel that promises nothing counts as \`at-least-once\`.`,
  examples: [
    {
      title: 'may lose messages',
      before: `channels:
  box.events: { broker: nats, delivery: at-least-once }
`,
      after: `channels:
  box.events: { broker: nats, delivery: at-most-once }
`,
      verdicts: { every: 'forward' },
    },
    {
      title: 'may repeat messages for a reader without an inbox',
      before: `services:
  ledger: { owner: team-money, store: postgres }
channels:
  box.events: { broker: nats, delivery: exactly-once }
events:
  SeatSold: { version: 1.0.0, producer: tickets, consumers: [ledger], channel: box.events, payload: { seatId: uuid } }
`,
      after: `services:
  ledger: { owner: team-money, store: postgres }
channels:
  box.events: { broker: nats, delivery: at-least-once }
events:
  SeatSold: { version: 1.0.0, producer: tickets, consumers: [ledger], channel: box.events, payload: { seatId: uuid } }
`,
      verdicts: { every: 'forward' },
    },
    {
      title: 'a promise in words',
      before: `channels:
  box.events: { broker: nats }
`,
      after: `channels:
  box.events: { broker: nats, delivery: at-least-once }
`,
      verdicts: {},
    },
  ],
  describe: (change) => changedText(`What ${ownerText(change)} promises of delivery`, change.from, change.to),
  judge(change, { old }) {
    const { from = 'at-least-once', to = 'at-least-once', owner } = change;
    const name = ownerText(change);
    if (from === to || to === 'exactly-once') return {};
    if (to === 'at-most-once') {
      return { every: { forward: breaks(`Old readers of ${name} count on every message, and it may lose some now.`) } };
    }
    const readers = readersWithoutInbox(old, owner.id);
    if (readers.length === 0) return {};
    const verb = readers.length === 1 ? 'has' : 'have';
    return {
      every: {
        forward: breaks(`${nameList(readers, 4)} ${verb} no inbox, and a message of ${name} may come twice now.`),
      },
    };
  },
  instead: ({ to }) =>
    to === 'at-most-once'
      ? 'Keep `at-least-once`, and let readers that mind repeats have an inbox.'
      : 'Give the readers an inbox first.',
};
