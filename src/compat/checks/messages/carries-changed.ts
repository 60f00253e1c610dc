import type { Carries } from '../../change-facts.js';
import { breaks, type CompatCheck, type Ruling } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';

/** Another meaning of the same fields. */
export const carriesChanged: CompatCheck<'carries-changed'> = {
  id: 'carries-changed',
  group: 'messages',
  since: '0.1.0',
  summary: 'An event carries something else: state, a notification or a delta.',
  why: `What an event carries says how to read it. Who keeps the latest state is left with holes by a notification, and with a wrong state by a delta; who adds up deltas counts a whole state on top. Only a reader of notifications takes anything: it just learns that something has happened.`,
  examples: [
    {
      title: 'no state any more',
      before: `events:
  SeatSold: { version: 1.0.0, producer: tickets, carries: state, payload: { seatId: uuid } }
`,
      after: `events:
  SeatSold: { version: 2.0.0, producer: tickets, carries: notification, payload: { seatId: uuid } }
`,
      verdicts: { every: 'forward' },
    },
    {
      title: 'changes instead of the state',
      before: `events:
  PriceSet: { version: 1.0.0, producer: tickets, payload: { seatId: uuid, cents: long } }
`,
      after: `events:
  PriceSet: { version: 2.0.0, producer: tickets, carries: delta, payload: { seatId: uuid, cents: long } }
`,
      verdicts: { every: 'backward forward' },
    },
  ],
  describe: (change) => changedText(`What ${ownerText(change)} carries`, change.from, change.to),
  judge(change) {
    const name = ownerText(change);
    const [backward, forward] = [misreading(name, change.to, change.from), misreading(name, change.from, change.to)];
    return { every: { ...(backward && { backward }), ...(forward && { forward }) } };
  },
  instead: ({ owner, to }) =>
    `Add an event of its own that carries \`${to}\`, and write \`${owner.id}\` beside it for now.`,
};

/** What goes wrong where a reader that expects one thing is told another. */
function misreading(name: string, expected: Carries, told: Carries): Ruling | undefined {
  if (expected === told || expected === 'notification') return undefined;
  if (expected === 'delta') {
    const what = told === 'state' ? 'counts a whole state on top' : 'finds no change in it';
    return breaks(`Who adds up the changes that ${name} tells ${what}.`);
  }
  const what = told === 'delta' ? 'takes a change for the whole' : 'is not told it any more';
  return breaks(`Who keeps the state that ${name} tells ${what}.`);
}
