import type { ChangeOf } from '../../change.js';
import { breaks, type CompatCheck, risks } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';
import { inboxesOutlastedByRetries, outlastedText } from './retry-reach.js';

/** Another limit of one attempt. */
export const commandTimeoutChanged: CompatCheck<'command-timeout-changed'> = {
  id: 'command-timeout-changed',
  group: 'outcomes',
  since: '0.1.0',
  summary: 'An attempt of a command gets more or less time.',
  why: `The sender measures the time. With less of it, it gives up on a handler that answers as slowly as it was allowed to before: the command is sent again, and in the end a step is undone that had succeeded. More time harms nobody, unless its attempts then last for longer than the inbox of the handler remembers.`,
  bump: 'patch',
  examples: [
    {
      title: 'less time',
      before: `commands:
  HoldSeat: { version: 1.0.0, handler: tickets, timeout: 30s, payload: { seatId: uuid } }
`,
      after: `commands:
  HoldSeat: { version: 1.0.1, handler: tickets, timeout: 5s, payload: { seatId: uuid } }
`,
      verdicts: { every: 'backward?' },
    },
    {
      title: 'more time',
      before: `commands:
  HoldSeat: { version: 1.0.0, handler: tickets, timeout: 5s, payload: { seatId: uuid } }
`,
      after: `commands:
  HoldSeat: { version: 1.0.1, handler: tickets, timeout: 30s, payload: { seatId: uuid } }
`,
      verdicts: {},
    },
    {
      title: 'more time than the inbox remembers',
      before: `services:
  tickets: { owner: team-box, store: postgres, inbox: { window: 10m } }
commands:
  HoldSeat: { version: 1.0.0, handler: tickets, timeout: 1m, retry: { attempts: 3 }, payload: { seatId: uuid } }
`,
      after: `services:
  tickets: { owner: team-box, store: postgres, inbox: { window: 10m } }
commands:
  HoldSeat: { version: 1.0.1, handler: tickets, timeout: 10m, retry: { attempts: 3 }, payload: { seatId: uuid } }
`,
      verdicts: { every: 'forward' },
    },
    {
      title: 'less time for all commands',
      before: `commands:
  HoldSeat: { version: 1.0.0, handler: tickets, payload: { seatId: uuid } }
`,
      after: `commands:
  HoldSeat: { version: 1.0.0, handler: tickets, payload: { seatId: uuid } }
`,
      settings: `catalog: box-office
defaults:
  command: { timeout: 30s }
`,
      settingsAfter: `catalog: box-office
defaults:
  command: { timeout: 5s }
`,
      verdicts: { every: 'backward?' },
    },
  ],
  describe: (change) => changedText(`The time limit of ${whose(change)}`, change.from?.text, change.to?.text),
  judge(change, { old, new: next }) {
    const { from, to } = change;
    if (to === undefined) return {};
    if (from !== undefined && to.ms >= from.ms) {
      const reason = outlastedText(inboxesOutlastedByRetries(old, next, commandOf(change)));
      return reason === undefined ? {} : { every: { forward: breaks(reason) } };
    }
    const before = from === undefined ? 'had no limit before' : `had \`${from.text}\` before`;
    const of = change.owner.kind === 'catalog' ? '' : ` of ${ownerText(change)}`;
    const reason = `New senders${of} give up after \`${to.text}\` on handlers that ${before}.`;
    return { every: { backward: risks(reason) } };
  },
  instead({ from, to }) {
    if (to === undefined) return undefined;
    return from !== undefined && to.ms > from.ms
      ? 'Let the inbox of the handler remember for longer before senders try for longer.'
      : `Make sure that handlers answer within \`${to.text}\` before senders wait no longer.`;
  },
};

function whose(change: ChangeOf<'command-timeout-changed'>): string {
  return change.owner.kind === 'catalog' ? 'all commands without one of their own' : ownerText(change);
}

function commandOf({ owner }: ChangeOf<'command-timeout-changed'>): string | undefined {
  return owner.kind === 'command' ? owner.id : undefined;
}
