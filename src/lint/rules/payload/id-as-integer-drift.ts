import type { Catalog } from '../../../model/index.js';
import { innermostType } from '../../../model/values/value-type.js';
import type { DeclaredField } from '../../facts/declared-fields.js';
import { type Drift, driftsIn, type FieldForm } from '../../facts/drifting-fields.js';
import { sharedId } from '../../facts/identity-fields.js';
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
    const drifts = driftsIn(catalog, (declared) => formOf(catalog, declared));
    for (const drift of drifts) for (const finding of findingsFor(drift)) report(finding);
  },
};

/** How an id is written: the same word for all that every reader takes for the same value. */
function formOf(catalog: Catalog, { field, retired }: DeclaredField): FieldForm | undefined {
  const name = retired ? undefined : sharedId(field.name);
  if (name === undefined) return undefined;
  const resolved = innermostType(catalog, field.type, ['list']);
  return resolved.kind === 'primitive' ? { name, form: resolved.name } : undefined;
}

function findingsFor({ usual, example, count, others }: Drift): readonly Finding[] {
  const places = count === 1 ? `\`${example.owner.id}\`` : `${count} places, such as \`${example.owner.id}\``;
  return others.map(({ declared: { field, owner, path }, form }) => ({
    span: field.typeSpan,
    message: `\`${path}\` of \`${owner.id}\` is \`${form}\`, and the same id is \`${usual}\` in ${places}.`,
    element: owner,
    help: `Give it the same type everywhere, best as a named type under \`types\`; another id needs another name.`,
    labels: [{ span: example.field.typeSpan, text: `\`${usual}\` here` }],
  }));
}
