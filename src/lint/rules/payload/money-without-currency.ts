import { memoised } from '../../../model/graph.js';
import { type Catalog, messagesIn } from '../../../model/index.js';
import { type DeclaredField, declarationsIn, typesBelow } from '../../facts/declared-fields.js';
import { hasCurrency, isMoney, namesCurrency } from '../../facts/money-fields.js';
import type { Rule } from '../../rule.js';

/** An amount of which nobody can say what it is worth. */
export const moneyWithoutCurrency: Rule = {
  id: 'money-without-currency',
  group: 'payload',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require a currency beside amounts of money.',
  why: `An amount without its currency is right until the second currency comes. Then every consumer guesses, old messages can not be told apart from new ones, and a hundred yen are booked as a hundred euros.

A currency counts in the same record (\`amountCents\` beside \`currency\`), in a record or payload around it, and in the name of the field or its type (\`amountEur\`, \`UsdCents\`). A catalog with one currency for ever says so with the option \`currency\`, such as \`currency: EUR\`, and has no findings.`,
  options: {
    schema: {
      type: 'object',
      properties: { currency: { type: 'string', pattern: '^[A-Z]{3}$' } },
      additionalProperties: false,
    },
    defaults: {},
  },
  bad: `events:
  PremiumInvoiced:
    version: 1.0.0
    payload:
      policyId: uuid
      premiumAmount: decimal(10.2)
      feeCents: long
      invoicedAt: timestamp
`,
  good: `types:
  Money: { fields: { amount: decimal(10.2), currency: { type: string, pattern: "^[A-Z]{3}$" } } }
events:
  PremiumInvoiced:
    version: 1.0.0
    payload:
      policyId: uuid
      premium: Money
      feeCents: long
      currency: { type: string, pattern: "^[A-Z]{3}$" }
      invoicedAt: timestamp
`,
  check({ catalog, options, report }) {
    if (options['currency'] !== undefined) return;
    for (const declared of declarationsIn(catalog).fields) {
      const { field, path, owner, message } = declared;
      if (declared.retired || !lacksCurrency(catalog, declared)) continue;
      report({
        span: field.nameSpan,
        message: `\`${path}\` of \`${owner.id}\` is an amount of money, and nothing says in which currency.`,
        element: owner,
        help: 'Add a `currency` beside it, use a type that has both, or set the option `currency` where the catalog has only one.',
        ...(owner.kind === 'type' && {
          labels: [{ span: message.nameSpan, text: `it travels in this ${message.kind}` }],
        }),
      });
    }
  },
};

function lacksCurrency(catalog: Catalog, { field, record, owner, path, around }: DeclaredField): boolean {
  if (!isMoney(catalog, { name: field.name, type: field.type, record })) return false;
  if (namesCurrency(field.name, field.type) || namesCurrency(around, field.type)) return false;
  if (hasCurrency(catalog, record)) return false;
  // A record without a name stands in its payload, whose currency counts for it.
  const outer = owner.kind === 'type' ? [] : owner.payload.fields;
  if (path !== field.name && hasCurrency(catalog, outer)) return false;
  return owner.kind !== 'type' || !coveredTypes(catalog).has(owner.id);
}

/** Types inside records that have a currency. One such place is enough: there the amount has one. */
const coveredTypes = memoised((catalog): ReadonlySet<string> => {
  const records = [
    ...messagesIn(catalog).map((message) => message.payload.fields),
    ...[...catalog.types.values()].flatMap((type) => (type.shape === 'record' ? [type.fields] : [])),
  ];
  return typesBelow(
    catalog,
    records.filter((record) => hasCurrency(catalog, record)),
  );
});
