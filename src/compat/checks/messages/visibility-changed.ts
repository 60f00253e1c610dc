import { nameList } from '../../../model/facts/name-list.js';
import { consumersOf, serviceNames } from '../../../model/graph.js';
import type { Catalog } from '../../../model/index.js';
import { breaks, type CompatCheck, risks } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';

/** An event that only its own domain may read. */
export const visibilityChanged: CompatCheck<'visibility-changed'> = {
  id: 'visibility-changed',
  group: 'messages',
  since: '0.1.0',
  summary: 'An event is hidden from other domains, or shown to them.',
  why: `A public event is a promise to everyone, an internal one may change with its domain at any time. Readers in other domains lose the promise, and sooner or later the event. Where the catalog knows none, there may still be some that it does not know.`,
  examples: [
    {
      title: 'with a reader in another domain',
      before: `services:
  tickets: { owner: team-box, domain: sales }
  ledger: { owner: team-money, domain: finance }
events:
  SeatSold: { version: 1.0.0, producer: tickets, consumers: [ledger], payload: { seatId: uuid } }
`,
      after: `services:
  tickets: { owner: team-box, domain: sales }
  ledger: { owner: team-money, domain: finance }
events:
  SeatSold: { version: 2.0.0, producer: tickets, consumers: [ledger], visibility: internal, payload: { seatId: uuid } }
`,
      verdicts: { every: 'forward' },
    },
    {
      title: 'without a known reader elsewhere',
      before: `events:
  SeatSold: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
`,
      after: `events:
  SeatSold: { version: 1.1.0, producer: tickets, visibility: internal, payload: { seatId: uuid } }
`,
      verdicts: { every: 'forward?' },
    },
    {
      title: 'shown to all',
      before: `events:
  SeatSold: { version: 1.0.0, producer: tickets, visibility: internal, payload: { seatId: uuid } }
`,
      after: `events:
  SeatSold: { version: 1.1.0, producer: tickets, payload: { seatId: uuid } }
`,
      verdicts: {},
    },
  ],
  describe: (change) => changedText(`The visibility of ${ownerText(change)}`, change.from, change.to),
  judge(change, { old }) {
    if (change.to === 'public') return {};
    const name = ownerText(change);
    const others = readersElsewhere(old, change.owner.id);
    const [whose, verb] = others.length === 1 ? ['another domain', 'reads'] : ['other domains', 'read'];
    const forward =
      others.length > 0
        ? breaks(`${nameList(others, 4)} of ${whose} ${verb} ${name}, which is internal now.`)
        : risks(`Readers of ${name} in other domains, of which the catalog knows none, lose it.`);
    return { every: { forward } };
  },
  instead: ({ owner }) =>
    `Keep \`${owner.id}\` public, or add a public event with what other domains need before it is hidden.`,
};

/** Services of another domain than the producer's; a service without a domain may belong to any. */
function readersElsewhere(catalog: Catalog, event: string): readonly string[] {
  const producer = catalog.events.get(event)?.producer?.name;
  const home = producer === undefined ? undefined : catalog.services.get(producer)?.domain;
  if (home === undefined) return [];
  return [...new Set(serviceNames(consumersOf(catalog, event)))].filter((service) => {
    const domain = catalog.services.get(service)?.domain;
    return domain !== undefined && domain !== home;
  });
}
