import { takenBy } from '../../../model/facts/channel-traffic.js';
import { longestRedelivery } from '../../../model/facts/redelivery-paths.js';
import { printSum, sumOf } from '../../../model/facts/time-sums.js';
import { commandsHandledBy } from '../../../model/graph.js';
import type { Catalog } from '../../../model/index.js';
import { sagasStartedBy } from '../../../model/saga-starts.js';
import { breaks, type CompatCheck } from '../../check.js';
import { ownerText } from '../change-text.js';

/** Another memory for what has come. */
export const inboxChanged: CompatCheck<'inbox-changed'> = {
  id: 'inbox-changed',
  group: 'delivery',
  since: '0.1.0',
  summary: 'A service remembers for a longer or shorter time which messages have come.',
  why: `A message may come again for as long as its channel keeps it, and then through all tries; a command for as long as its sender tries. A service that remembers for a shorter time handles late repeats as new. Above that sum a shorter memory harms nobody.`,
  examples: [
    {
      title: 'shorter than a message may come again',
      before: `services:
  ledger: { owner: team-money, store: postgres, inbox: { window: 8d } }
channels:
  box.events: { broker: kafka, retention: 7d, retryDelays: [1m, 5m] }
events:
  SeatSold: { version: 1.0.0, producer: tickets, consumers: [ledger], channel: box.events, payload: { seatId: uuid } }
`,
      after: `services:
  ledger: { owner: team-money, store: postgres, inbox: { window: 1d } }
channels:
  box.events: { broker: kafka, retention: 7d, retryDelays: [1m, 5m] }
events:
  SeatSold: { version: 1.0.0, producer: tickets, consumers: [ledger], channel: box.events, payload: { seatId: uuid } }
`,
      verdicts: { every: 'backward' },
    },
    {
      title: 'shorter, and still long enough',
      before: `services:
  ledger: { owner: team-money, store: postgres, inbox: { window: 30d } }
channels:
  box.events: { broker: kafka, retention: 7d, retryDelays: [1m, 5m] }
events:
  SeatSold: { version: 1.0.0, producer: tickets, consumers: [ledger], channel: box.events, payload: { seatId: uuid } }
`,
      after: `services:
  ledger: { owner: team-money, store: postgres, inbox: { window: 8d } }
channels:
  box.events: { broker: kafka, retention: 7d, retryDelays: [1m, 5m] }
events:
  SeatSold: { version: 1.0.0, producer: tickets, consumers: [ledger], channel: box.events, payload: { seatId: uuid } }
`,
      verdicts: {},
    },
    {
      title: 'removed',
      before: `services:
  ledger: { owner: team-money, store: postgres, inbox: true }
channels:
  box.events: { broker: kafka, retention: 7d }
events:
  SeatSold: { version: 1.0.0, producer: tickets, consumers: [ledger], channel: box.events, payload: { seatId: uuid } }
`,
      after: `services:
  ledger: { owner: team-money, store: postgres }
channels:
  box.events: { broker: kafka, retention: 7d }
events:
  SeatSold: { version: 1.0.0, producer: tickets, consumers: [ledger], channel: box.events, payload: { seatId: uuid } }
`,
      verdicts: { every: 'backward' },
    },
  ],
  describe(change) {
    const name = ownerText(change);
    if (change.effect === 'removed') return `${name} has no inbox any more.`;
    if (change.effect === 'added') return `${name} has an inbox now, which remembers for ${timeText(change.to)}.`;
    return `The inbox of ${name} remembers for ${timeText(change.to)} now and for ${timeText(change.from)} before.`;
  },
  judge(change, { new: next }) {
    const { effect, owner, to } = change;
    if (effect === 'longer' || effect === 'added') return {};
    const reach = reachOf(next, owner.id);
    if (reach === undefined) return {};
    const name = ownerText(change);
    if (effect === 'removed') {
      return { every: { backward: breaks(`${name} handles a message that comes twice a second time.`) } };
    }
    if (sumOf(reach) <= (next.services.get(owner.id)?.inboxWindow?.ms ?? 0)) return {};
    const again = sumOf(reach) > 0 ? ` for ${printSum(reach)}` : '';
    return {
      every: {
        backward: breaks(
          `${name} forgets after ${timeText(to)} what may come again${again}, and handles it a second time.`,
        ),
      },
    };
  },
  instead: ({ effect }) =>
    effect === 'removed'
      ? 'Keep the inbox.'
      : 'Keep the window, or shorten first for how long messages may come again.',
};

/** Where the runtime sees to it, there is no time to quote. */
function timeText(text: string | undefined): string {
  return text === undefined || text.includes(' ') ? 'as long as needed' : `\`${text}\``;
}

/** For how long something may come to a service again, as the times that make it up; undefined where nothing comes at all. */
function reachOf(catalog: Catalog, id: string): readonly number[] | undefined {
  const service = catalog.services.get(id);
  if (service === undefined || service.external) return undefined;
  const longest = longestRedelivery(catalog, service);
  if (longest) return longest.times;
  const reads = takenBy(catalog, id).some(({ bySagaOnly }) => !bySagaOnly);
  const handles = commandsHandledBy(catalog, id).some(
    (command) => command.effect !== 'none' && sagasStartedBy(catalog, command.id).length === 0,
  );
  return reads || handles ? [] : undefined;
}
