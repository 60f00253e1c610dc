import type { Fix } from '../../../diagnostics/index.js';
import type { Edits } from '../../../edit/index.js';
import { printType } from '../../../model/values/print-type.js';
import { innermostName, resolveType } from '../../../model/values/value-type.js';
import { type DeclaredField, declarationsIn } from '../../facts/declared-fields.js';
import { editsToRetype } from '../../facts/field-edits.js';
import { isMoneyAsFloat } from '../../facts/money-fields.js';
import { ALLOW_OPTION, allowedNames } from '../../facts/options.js';
import type { Finding, Rule } from '../../rule.js';

/** Money held in binary fractions. */
export const moneyAsFloat: Rule = {
  id: 'money-as-float',
  group: 'payload',
  severity: 'error',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow `float` and `double` for amounts of money.',
  why: `A binary fraction can not even hold 0.10: sums come out a cent off, two services round in different ways, and the books do not close. \`decimal(12.2)\` is exact and text in JSON; whole cents in a \`long\` are exact as well.

An amount is recognised by its words (\`price\`, \`fee\`, \`salary\`, \`totalAmount\`, \`balance\`), unless the name or a field beside it says that something else is counted (\`energyAmount\`, \`taxRate\`, \`unit\`). More words go to \`lint.lexicon.money\`; the option \`allow\` lists names that are no money here.`,
  fixable: 'unsafe',
  options: ALLOW_OPTION,
  bad: `types:
  Fare: { fields: { amount: double, currency: { type: string, pattern: "^[A-Z]{3}$" } } }
events:
  RideEnded:
    version: 1.0.0
    payload:
      rideId: uuid
      distanceKm: double
      fare: Fare
      tipAmount: float?
      endedAt: timestamp
`,
  good: `types:
  Fare: { fields: { amount: decimal(12.2), currency: { type: string, pattern: "^[A-Z]{3}$" } } }
events:
  RideEnded:
    version: 1.0.0
    payload:
      rideId: uuid
      distanceKm: double
      fare: Fare
      tipAmount: decimal(12.2)?
      endedAt: timestamp
`,
  check({ catalog, options, report }) {
    const allowed = allowedNames(options);
    const { fields, scalars } = declarationsIn(catalog);
    const byType = new Set<string>();
    for (const { type } of scalars) {
      const amount = { name: type.id, type: type.type, record: [] };
      if (allowed.has(type.id) || type.deprecated || !isMoneyAsFloat(catalog, amount)) continue;
      byType.add(type.id);
      report({ ...textOf(type.id, printType(type.type)), span: type.nameSpan, element: type });
    }
    const found = fields.filter(({ field, record, retired }) => {
      if (retired || allowed.has(field.name)) return false;
      if (byType.has(innermostName(field.type, ['list', 'map']) ?? '')) return false;
      return isMoneyAsFloat(catalog, { name: field.name, type: field.type, record });
    });
    if (found.length === 0) return;
    const wanted = found.map((declared) => [declared, 'decimal(12.2)'] as const);
    const isDecimal = ({ field }: DeclaredField) => resolveType(catalog, field.type).kind === 'decimal';
    const repairs = editsToRetype(catalog, wanted, isDecimal);
    for (const declared of found) report(findingFor(declared, repairs.get(declared.field)));
  },
};

function textOf(name: string, type: string): Pick<Finding, 'message' | 'help'> {
  return {
    message: `\`${name}\` is money in a \`${type}\`, which cannot hold every cent.`,
    help: 'Write `decimal(12.2)`, or a `long` of whole cents; where it is no money, add its name to the option `allow`.',
  };
}

function findingFor({ field, owner, path }: DeclaredField, edits: Edits): Finding {
  const fix: Fix | undefined = edits && { title: 'Write `decimal(12.2)`', safety: 'unsafe', edits };
  return {
    ...textOf(`${owner.id}.${path}`, printType(field.type)),
    span: field.typeSpan,
    element: owner,
    ...(fix && { fix }),
  };
}
