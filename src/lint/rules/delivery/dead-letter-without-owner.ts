import { insertEntriesAfter } from '../../../edit/index.js';
import { keySpan, nodeAt } from '../../../language/node.js';
import type { Catalog, ChannelDef } from '../../../model/index.js';
import { soleReaderOwner } from '../../facts/channel-owner.js';
import type { Finding, Rule } from '../../rule.js';

/** Dead letters that nobody opens. */
export const deadLetterWithoutOwner: Rule = {
  id: 'dead-letter-without-owner',
  group: 'delivery',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require an owner for every dead-letter channel.',
  why: `A dead letter is a customer whose order stands still. Without a team that is told and has to answer, messages lie there until retention deletes them, and the loss is found months later by an auditor. Say who looks at them with \`owner\`, and with \`alertAfter\` how many may lie there before somebody is told.

The fix names the team of the consumers, where that is one team.`,
  fixable: 'unsafe',
  bad: `services:
  booking: { owner: team-booking, store: postgres, outbox: true }
  housekeeping: { owner: team-rooms, store: postgres, inbox: { window: 8d } }
channels:
  hotel.stay.events: { broker: rabbitmq, key: stayId, deadLetter: { channel: hotel.stay.events.dlq } }
events:
  GuestCheckedOut:
    version: 1.0.0
    producer: booking
    consumers: [housekeeping]
    channel: hotel.stay.events
    payload: { stayId: uuid, room: string, checkedOutAt: timestamp }
`,
  good: `services:
  booking: { owner: team-booking, store: postgres, outbox: true }
  housekeeping: { owner: team-rooms, store: postgres, inbox: { window: 8d } }
channels:
  hotel.stay.events: { broker: rabbitmq, key: stayId, deadLetter: { channel: hotel.stay.events.dlq, owner: team-rooms } }
events:
  GuestCheckedOut:
    version: 1.0.0
    producer: booking
    consumers: [housekeeping]
    channel: hotel.stay.events
    payload: { stayId: uuid, room: string, checkedOutAt: timestamp }
`,
  check({ catalog, report }) {
    for (const channel of catalog.channels.values()) {
      const { deadLetter } = channel;
      if (deadLetter === undefined || deadLetter === 'none' || deadLetter.owner !== undefined) continue;
      const fix = ownerFix(catalog, channel);
      report({
        span: keySpan(channel.node, 'deadLetter') ?? channel.nameSpan,
        message: `Nobody answers for the dead letters of \`${channel.id}\` in \`${deadLetter.channel}\`.`,
        help: 'Name the team that looks at them with `owner`, and when it is told with `alertAfter`.',
        element: channel,
        ...(fix && { fix }),
      });
    }
  },
};

function ownerFix(catalog: Catalog, channel: ChannelDef): Finding['fix'] {
  const owner = soleReaderOwner(catalog, channel.id);
  const node = nodeAt(channel.node, 'deadLetter');
  if (owner === undefined || node?.kind !== 'map' || nodeAt(node, 'owner')) return undefined;
  const edits = insertEntriesAfter(catalog.texts, node, 'channel', { owner });
  return edits && { title: `Write \`owner: ${owner}\``, safety: 'unsafe', edits };
}
