import type { Catalog } from '../../../model/index.js';
import { haveSameFields, type NearDuplicate, nearDuplicates, sharedProducer } from '../../facts/near-duplicates.js';
import type { Rule } from '../../rule.js';

/** Two names that nobody can keep apart. */
export const nearDuplicateEvent: Rule = {
  id: 'near-duplicate-event',
  group: 'naming',
  severity: 'warning',
  preset: 'strict',
  since: '0.1.0',
  summary: 'Disallow events whose names hardly differ.',
  why: `Next to \`PaymentReceived\`, a \`PaymentRecieved\` or a \`ReceivedPayment\` is found by the search of some teams and not by that of others. Half of the consumers hear half of the facts, and nobody dares to delete either.

Found are names that differ in one letter of a word that no dictionary knows, in the order of their words, in singular and plural, or by a word such as \`New\`. Where the words are the same, the events must come from one service or have the same fields. Names that differ in case are left to name-collision, in spelling to consistent-vocabulary, by a number to version-in-name. What is deprecated is on its way out already.`,
  bad: `services:
  payment: { owner: team-money }
events:
  PaymentReceived: { version: 1.0.0, producer: payment, payload: { invoiceId: uuid, receivedAt: timestamp } }
  PaymentRecieved: { version: 1.0.0, producer: payment, payload: { invoiceId: uuid, receivedAt: timestamp } }
`,
  good: `services:
  payment: { owner: team-money }
events:
  PaymentReceived: { version: 1.0.0, producer: payment, payload: { invoiceId: uuid, receivedAt: timestamp } }
`,
  check({ catalog, report }) {
    for (const found of nearDuplicates(catalog)) {
      const { event, like, difference } = found;
      report({
        span: event.nameSpan,
        message: `\`${event.id}\` and \`${like.id}\` differ ${difference}${evidence(catalog, found)}.`,
        help: `Keep one of them, and let the other be \`deprecated: { use: ... }\` until nobody hears it; or name both for what sets them apart.`,
        labels: [{ span: like.nameSpan, text: 'the other one' }],
        element: event,
      });
    }
  },
};

function evidence(catalog: Catalog, { event, like }: NearDuplicate): string {
  const producer = sharedProducer(catalog, event, like);
  const parts = [
    ...(producer === undefined ? [] : [`come from \`${producer}\``]),
    ...(haveSameFields(event, like) ? ['have the same fields'] : []),
  ];
  return parts.length === 0 ? '' : `; both ${parts.join(' and ')}`;
}
