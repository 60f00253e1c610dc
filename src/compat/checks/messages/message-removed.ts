import { isReply } from '../../../model/graph.js';
import type { ChangeOf } from '../../change.js';
import { breaks, type CompatCheck } from '../../check.js';
import { ownerText } from '../change-text.js';

/** A message that is gone. */
export const messageRemoved: CompatCheck<'message-removed'> = {
  id: 'message-removed',
  group: 'messages',
  since: '0.1.0',
  summary: 'An event or a command is removed.',
  why: `Whoever still reads a removed event waits for something that nobody writes any more, and what was written before lies in the channel for readers that do not know it. Of a removed command it is the senders that break: they are older than the handler, and nobody answers them. A message whose \`deprecated\` has a \`sunset\` that has passed was given up in time, and breaks nobody. An event that is only the answer to a command is judged with that command. A new message with the same fields may be another name for this one; that is only ever a hint.`,
  bump: 'none',
  examples: [
    {
      title: 'an event',
      before: `events:
  SeatSold: { version: 1.0.0, producer: tickets, channel: box.events, payload: { seatId: uuid } }
  SeatReturned: { version: 1.0.0, producer: tickets, channel: box.events, payload: { seatId: uuid } }
`,
      after: `events:
  SeatSold: { version: 1.0.0, producer: tickets, channel: box.events, payload: { seatId: uuid } }
`,
      verdicts: { every: 'backward forward' },
    },
    {
      title: 'a command',
      before: `commands:
  HoldSeat: { version: 1.0.0, handler: tickets, payload: { seatId: uuid } }
`,
      after: `commands: {}
`,
      verdicts: { every: 'backward' },
    },
    {
      title: 'after its sunset',
      before: `events:
  SeatReturned:
    version: 1.0.0
    producer: tickets
    channel: box.events
    deprecated: { since: 2025-01-01, sunset: 2026-01-01 }
    payload: { seatId: uuid }
`,
      after: `events: {}
`,
      verdicts: {},
    },
  ],
  describe(change) {
    const sunset = change.sunset === undefined ? '' : `, whose sunset is ${change.sunset},`;
    const like = change.resembles === undefined ? '' : `, and \`${change.resembles}\` has the same fields`;
    return `The ${change.message} ${ownerText(change)}${sunset} is gone${like}.`;
  },
  judge(change, { old, today }) {
    if (change.sunset !== undefined && change.sunset <= today) return {};
    const name = ownerText(change);
    if (change.message === 'command') {
      return { every: { backward: breaks(`Who still sends ${name} gets no answer: no new service handles it.`) } };
    }
    const event = old.events.get(change.owner.id);
    if (event && isReply(old, event)) return {};
    const backward = breaks(`What was written as ${name} is still in its channel, and no new reader knows it.`);
    return {
      every: {
        ...(event?.channel && { backward }),
        forward: breaks(`Who still reads ${name} waits for what nobody writes any more.`),
      },
    };
  },
  instead: insteadOf,
};

function insteadOf(change: ChangeOf<'message-removed'>): string {
  const { sunset, deprecated, resembles } = change;
  if (resembles !== undefined) {
    return `If \`${resembles}\` is the same ${change.message} under a new name, give it \`wire: ${change.owner.id}\`; otherwise keep ${ownerText(change)} with \`deprecated: { sunset: ... }\` until that day.`;
  }
  if (sunset !== undefined) return `Keep ${ownerText(change)} until its sunset on ${sunset}.`;
  const state = deprecated ? 'give its deprecation a `sunset`' : 'mark it `deprecated: { since: ..., sunset: ... }`';
  return `Keep ${ownerText(change)}, ${state}, and remove it after that day.`;
}
