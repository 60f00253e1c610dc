import { nameList } from '../../../model/facts/name-list.js';
import { breaks, type CompatCheck } from '../../check.js';
import { ownerText } from '../change-text.js';

/** A service that is gone. */
export const serviceRemoved: CompatCheck<'service-removed'> = {
  id: 'service-removed',
  group: 'topology',
  since: '0.1.0',
  summary: 'A service is removed.',
  why: `What it published or handled has either found another service, is gone with it, or is left without anyone to write or answer it. The first two are told with the messages; the last breaks whoever reads or sends them. That it read something harms nobody else.`,
  examples: [
    {
      title: 'an event without a writer',
      before: `services:
  tickets: { owner: team-box }
events:
  SeatSold: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
`,
      after: `services: {}
events:
  SeatSold: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
`,
      verdicts: { every: 'forward' },
    },
    {
      title: 'a command without a handler',
      before: `services:
  tickets: { owner: team-box }
commands:
  HoldSeat: { version: 1.0.0, handler: tickets, payload: { seatId: uuid } }
`,
      after: `services: {}
commands:
  HoldSeat: { version: 1.0.0, handler: tickets, payload: { seatId: uuid } }
`,
      verdicts: { every: 'backward' },
    },
    {
      title: 'a service that wrote nothing',
      before: `services:
  tickets: { owner: team-box }
  ledger: { owner: team-money }
`,
      after: `services:
  tickets: { owner: team-box }
`,
      verdicts: {},
    },
  ],
  describe(change) {
    const wrote = change.produces.length === 0 ? '' : `, which published ${nameList(change.produces, 4)},`;
    return `The service ${ownerText(change)}${wrote} is gone.`;
  },
  judge(change, { new: next }) {
    const id = change.owner.id;
    const unwritten = change.produces.filter((event) => next.events.get(event)?.producer?.name === id);
    const unhandled = change.consumes.filter((command) => next.commands.get(command)?.handler?.name === id);
    const forward = breaks(`Who reads ${nameList(unwritten, 4)} waits for what nobody writes any more.`);
    const backward = breaks(`Who sends ${nameList(unhandled, 4)} gets no answer any more.`);
    return { every: { ...(unwritten.length > 0 && { forward }), ...(unhandled.length > 0 && { backward }) } };
  },
  instead: () => 'Name the service that writes or handles them now, or deprecate the messages first.',
};
