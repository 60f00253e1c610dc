import type { ChangeOf } from '../../change.js';
import { breaks, type CompatCheck } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';
import { inboxesOutlastedByRetries, outlastedText } from './retry-reach.js';

/** Another way of trying again. */
export const commandRetryChanged: CompatCheck<'command-retry-changed'> = {
  id: 'command-retry-changed',
  group: 'outcomes',
  since: '0.1.0',
  summary: 'A command is sent again more or less often.',
  why: `An old handler recognises a repeated command for as long as its inbox remembers. When senders try for longer than that, the last attempts are done a second time. Trying less often, or at other intervals, breaks nobody.`,
  bump: 'patch',
  examples: [
    {
      title: 'for longer than the inbox remembers',
      before: `services:
  tickets: { owner: team-box, store: postgres, inbox: { window: 10m } }
commands:
  HoldSeat:
    version: 1.0.0
    handler: tickets
    timeout: 30s
    retry: { attempts: 3, backoff: fixed, delay: 1m }
    payload: { seatId: uuid }
`,
      after: `services:
  tickets: { owner: team-box, store: postgres, inbox: { window: 10m } }
commands:
  HoldSeat:
    version: 1.0.1
    handler: tickets
    timeout: 30s
    retry: { attempts: 30, backoff: fixed, delay: 1m }
    payload: { seatId: uuid }
`,
      verdicts: { every: 'forward' },
    },
    {
      title: 'less often',
      before: `commands:
  HoldSeat: { version: 1.0.0, handler: tickets, retry: { attempts: 5 }, payload: { seatId: uuid } }
`,
      after: `commands:
  HoldSeat: { version: 1.0.1, handler: tickets, retry: { attempts: 2 }, payload: { seatId: uuid } }
`,
      verdicts: {},
    },
  ],
  describe: (change) => changedText(`\`retry.${change.what}\` of ${whose(change)}`, change.from, change.to),
  judge(change, { old, new: next }) {
    if (change.effect !== 'more') return {};
    const command = change.owner.kind === 'command' ? change.owner.id : undefined;
    const reason = outlastedText(inboxesOutlastedByRetries(old, next, command));
    return reason === undefined ? {} : { every: { forward: breaks(reason) } };
  },
  instead: () => 'Let the inbox of the handler remember for longer before senders try for longer.',
};

function whose(change: ChangeOf<'command-retry-changed'>): string {
  return change.owner.kind === 'catalog' ? 'all commands that do not say otherwise' : ownerText(change);
}
