import { driftingIds, type IdForms } from '../../facts/identity-fields.js';
import type { Finding, Rule } from '../../rule.js';

/** One id in two types. */
export const idAsIntegerDrift: Rule = {
  id: 'id-as-integer-drift',
  group: 'payload',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require an id to have the same type in every message.',
  why: `\`customerId\` as a \`long\` here and as text there can not be compared, joined or used as a key on both sides: somebody converts, drops a leading zero or rounds a number beyond 2^53, and messages go to another customer or to none. A partition key in two forms also lands on two partitions.

The form that most messages use counts as meant, and the others are reported. \`id\` alone, and ids that mean another thing in each message (\`parentId\`, \`externalId\`, \`correlationId\`), are not compared; neither are old majors, which is how an id gets a new type.`,
  bad: `events:
  InvoiceIssued: { version: 1.0.0, payload: { invoiceId: uuid, customerId: uuid, issuedAt: timestamp } }
  InvoicePaid: { version: 1.0.0, payload: { invoiceId: uuid, customerId: uuid, paidAt: timestamp } }
  ReminderSent: { version: 1.0.0, payload: { invoiceId: long, sentAt: timestamp } }
`,
  good: `events:
  InvoiceIssued: { version: 1.0.0, payload: { invoiceId: uuid, customerId: uuid, issuedAt: timestamp } }
  InvoicePaid: { version: 1.0.0, payload: { invoiceId: uuid, customerId: uuid, paidAt: timestamp } }
  ReminderSent: { version: 1.0.0, payload: { invoiceId: uuid, sentAt: timestamp } }
`,
  check({ catalog, report }) {
    for (const forms of driftingIds(catalog)) for (const finding of findingsFor(forms)) report(finding);
  },
};

function findingsFor({ usual, example, count, others }: IdForms): readonly Finding[] {
  const places = count === 1 ? `\`${example.owner.id}\`` : `${count} places, such as \`${example.owner.id}\``;
  return others.map(({ declared: { field, owner, path }, form }) => ({
    span: field.typeSpan,
    message: `\`${path}\` of \`${owner.id}\` is \`${form}\`, and the same id is \`${usual}\` in ${places}.`,
    element: owner,
    help: `Give it the same type everywhere, best as a named type under \`types\`; another id needs another name.`,
    labels: [{ span: example.field.typeSpan, text: `\`${usual}\` here` }],
  }));
}
