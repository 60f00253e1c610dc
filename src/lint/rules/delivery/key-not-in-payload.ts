import { entryOf } from '../../../language/node.js';
import { type Catalog, type Field, type MessageDef, messagesIn, type NameRef } from '../../../model/index.js';
import { lookUpField } from '../../../model/references/field-path.js';
import type { Finding, Rule } from '../../rule.js';

/** A key that a message does not have, or may not have. */
export const keyNotInPayload: Rule = {
  id: 'key-not-in-payload',
  group: 'delivery',
  severity: 'error',
  preset: 'minimal',
  since: '0.1.0',
  summary: 'Require the key of every message to be a field that is always there.',
  why: `The key decides to which partition a message goes, and so which messages stay in order. One without a key is spread over all partitions: the update of an order overtakes its creation, and compaction throws the message away or refuses it.

A key may come from the channel; each message on it then needs that field, required and not null. (A key that a message names itself and does not have is an \`unknown-reference\`.) Where the channel says \`ordering: none\`, the field may be absent.`,
  bad: `services:
  library: { owner: team-loans }
channels:
  library.loan.events: { broker: kafka, key: loanId }
events:
  BookLent:
    version: 1.0.0
    producer: library
    channel: library.loan.events
    payload: { loanId: uuid, isbn: string, lentAt: timestamp }
  BookReturned:
    version: 1.0.0
    producer: library
    channel: library.loan.events
    payload: { loanId: uuid?, isbn: string, returnedAt: timestamp }
  ReminderSent:
    version: 1.0.0
    producer: library
    channel: library.loan.events
    payload: { readerId: uuid, sentAt: timestamp }
`,
  good: `services:
  library: { owner: team-loans }
channels:
  library.loan.events: { broker: kafka, key: loanId }
events:
  BookLent:
    version: 1.0.0
    producer: library
    channel: library.loan.events
    payload: { loanId: uuid, isbn: string, lentAt: timestamp }
  BookReturned:
    version: 1.0.0
    producer: library
    channel: library.loan.events
    payload: { loanId: uuid, isbn: string, returnedAt: timestamp }
  ReminderSent:
    version: 1.0.0
    producer: library
    channel: library.loan.events
    payload: { loanId: uuid, readerId: uuid, sentAt: timestamp }
`,
  check({ catalog, report }) {
    for (const message of messagesIn(catalog)) {
      const { key, channel, oldMajor } = message;
      if (key === undefined || channel === undefined || oldMajor !== undefined) continue;
      const finding = keyFinding(catalog, message, key, channel.name);
      if (finding) report(finding);
    }
  },
};

function keyFinding(catalog: Catalog, message: MessageDef, key: NameRef, channel: string): Finding | undefined {
  const found = lookUpField(catalog.types, message.payload.fields, key.name.split('.'));
  if (!found.found) return isOwnKey(message) || isUnread(message) ? undefined : missing(message, key, channel);
  const loose = found.via.find((field) => field.nullable || (field.optional && field.default === undefined));
  if (loose === undefined || catalog.channels.get(channel)?.ordering === 'none') return undefined;
  return looseKey(message, key, loose);
}

function isOwnKey(message: MessageDef): boolean {
  return entryOf(message.node, 'key') !== undefined;
}

/** A schema of a form that has no fields in the model says nothing about them. */
function isUnread({ payload }: MessageDef): boolean {
  return payload.origin !== 'fields' && payload.fields.length === 0;
}

function missing(message: MessageDef, key: NameRef, channel: string): Finding {
  return {
    span: message.payload.span,
    message: `\`${message.id}\` has no field \`${key.name}\`, which is the key of its channel \`${channel}\`.`,
    help: `Add \`${key.name}\` to the payload, or give the message a \`key\` of its own or another channel.`,
    labels: [{ span: key.span, text: 'the key of the channel' }],
    element: message,
  };
}

function looseKey(message: MessageDef, key: NameRef, field: Field): Finding {
  const how = field.nullable ? 'be null' : 'be absent';
  const path = field.name === key.name ? '' : ` in \`${key.name}\``;
  return {
    span: field.typeSpan,
    message: `\`${field.name}\`${path} of \`${message.id}\` may ${how}, and it is the key: such a message has no place in the order.`,
    help: `Make \`${field.name}\` a field that is always there, or choose another key.`,
    labels: [{ span: key.span, text: 'the key' }],
    element: message,
  };
}
