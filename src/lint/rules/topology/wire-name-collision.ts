import { nodeAt } from '../../../language/node.js';
import { commandsAnsweredBy } from '../../../model/graph.js';
import { type Catalog, type MessageDef, messagesIn } from '../../../model/index.js';
import type { Finding, Rule } from '../../rule.js';

/** Two messages that no reader can tell apart. */
export const wireNameCollision: Rule = {
  id: 'wire-name-collision',
  group: 'topology',
  severity: 'error',
  preset: 'minimal',
  since: '0.1.0',
  summary: 'Disallow two messages of one name on the wire in one place.',
  why: `On the wire a message is known by its \`wire\` name, or by its own where it has none. A reader that gets two messages under one name takes one for the other: the payload does not fit and ends as a dead letter, or it fits by chance and the wrong thing is done.

Compared are the messages of one channel; without a channel, the commands of one handler, and the answers of one command. On different channels the same name does no harm. The kept majors of one message share its name by design.`,
  bad: `services:
  claims: { owner: team-claims }
channels:
  claims.claim.events: { key: claimId }
events:
  ClaimRequested: { version: 1.0.0, producer: claims, channel: claims.claim.events, wire: Claim.Requested, payload: { claimId: uuid } }
  ClaimReopened: { version: 1.0.0, producer: claims, channel: claims.claim.events, wire: Claim.Requested, payload: { claimId: uuid, reason: string } }
`,
  good: `services:
  claims: { owner: team-claims }
channels:
  claims.claim.events: { key: claimId }
events:
  ClaimRequested: { version: 1.0.0, producer: claims, channel: claims.claim.events, wire: Claim.Requested, payload: { claimId: uuid } }
  ClaimReopened: { version: 1.0.0, producer: claims, channel: claims.claim.events, wire: Claim.Reopened, payload: { claimId: uuid, reason: string } }
`,
  check({ catalog, report }) {
    const first = new Map<string, MessageDef>();
    for (const message of messagesIn(catalog)) {
      const told = new Set<MessageDef>();
      for (const place of placesOf(catalog, message)) {
        const key = `${place} ${wireName(message)}`;
        const other = first.get(key);
        if (other === undefined) first.set(key, message);
        else if (other.name !== message.name && !told.has(other)) {
          told.add(other);
          report(findingFor(message, other));
        }
      }
    }
  },
};

function wireName({ wire, name }: MessageDef): string {
  return wire ?? name;
}

function isNamedForItself({ wire, name }: MessageDef): boolean {
  const letters = (text: string) => text.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  return wire === undefined || letters(wire) === letters(name);
}

/** Where readers meet the message. */
function placesOf(catalog: Catalog, message: MessageDef): readonly string[] {
  if (message.channel) return [`channel ${message.channel.name}`];
  if (message.kind === 'command') return message.handler ? [`handler ${message.handler.name}`] : [];
  return commandsAnsweredBy(catalog, message.id).map(({ command }) => `answer ${command.id}`);
}

function findingFor(message: MessageDef, other: MessageDef): Finding {
  // The one whose own name it is keeps it: `Claim.Requested` belongs to `ClaimRequested`.
  const [wrong, right] = isNamedForItself(message) && !isNamedForItself(other) ? [other, message] : [message, other];
  const where = wrong.channel ? ` on the channel \`${wrong.channel.name}\`` : '';
  return {
    span: nodeAt(wrong.node, 'wire')?.span ?? wrong.nameSpan,
    message: `\`${wrong.id}\` and \`${right.id}\` are both called \`${wireName(wrong)}\`${where}, and no reader can tell them apart.`,
    element: wrong,
    help: `Give \`${wrong.id}\` a \`wire\` name of its own.`,
    labels: [{ span: nodeAt(right.node, 'wire')?.span ?? right.nameSpan, text: 'the other message of this name' }],
  };
}
