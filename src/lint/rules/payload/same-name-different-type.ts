import type { Catalog, TypeExpr } from '../../../model/index.js';
import { printType } from '../../../model/values/print-type.js';
import { resolveType } from '../../../model/values/value-type.js';
import type { DeclaredField } from '../../facts/declared-fields.js';
import { type Drift, driftsIn } from '../../facts/drifting-fields.js';
import { isIdName, spokenName } from '../../facts/identity-fields.js';
import { isMoneyAsFloat } from '../../facts/money-fields.js';
import { ALLOW_OPTION, allowedNames } from '../../facts/options.js';
import { timeAsText } from '../../facts/time-fields.js';
import { CONTEXT_NAMES } from '../../lexicon/shape-words.js';
import type { Finding, Rule } from '../../rule.js';

/** One name for two kinds of value. */
export const sameNameDifferentType: Rule = {
  id: 'same-name-different-type',
  group: 'payload',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require fields of the same name to have the same kind of type in all messages.',
  why: `\`quantity\` as an \`int\` here and as a \`decimal\` there is either one thing that two teams understood in two ways, or two things under one name. Both end in a mapping that compiles for one message and fails for the other.

Only fields of payloads are compared, and only by kind: two records, two lists of records, two enumerations and two decimals may differ, and a named type is what it is made of. Words that mean another thing in each message may have any type: \`reason\`, \`status\`, \`type\`, \`kind\`, \`code\`, \`name\`, \`value\`, \`amount\`, \`items\` and more of the sort. Ids, times in texts and money in fractions have rules of their own. The option \`allow\` lists more names.`,
  options: ALLOW_OPTION,
  bad: `events:
  PalletStored: { version: 1.0.0, payload: { palletId: uuid, weightKg: decimal(8.3), shelf: string } }
  PalletMoved: { version: 1.0.0, payload: { palletId: uuid, weightKg: decimal(8.3), shelf: string } }
  PalletLoaded: { version: 1.0.0, payload: { palletId: uuid, weightKg: int, dock: string } }
`,
  good: `events:
  PalletStored: { version: 1.0.0, payload: { palletId: uuid, weightKg: decimal(8.3), shelf: string } }
  PalletMoved: { version: 1.0.0, payload: { palletId: uuid, weightKg: decimal(8.3), shelf: string } }
  PalletLoaded: { version: 1.0.0, payload: { palletId: uuid, weightKg: decimal(8.3), dock: string } }
`,
  check({ catalog, options, report }) {
    const allowed = allowedNames(options);
    const drifts = driftsIn(catalog, (declared) => {
      const { name, type } = declared.field;
      const form = allowed.has(name) || !isCompared(catalog, declared) ? undefined : kindOf(catalog, type);
      return form === undefined ? undefined : { name: spokenName(name), form };
    });
    for (const drift of drifts) for (const finding of findingsFor(drift)) report(finding);
  },
};

function isCompared(catalog: Catalog, { field, owner, path, record, retired }: DeclaredField): boolean {
  const { name, type } = field;
  if (retired || owner.kind === 'type' || path !== name) return false;
  if (CONTEXT_NAMES.has(spokenName(name)) || isIdName(name)) return false;
  return timeAsText(catalog, name, type) === undefined && !isMoneyAsFloat(catalog, { name, type, record });
}

/** What a reader has to be ready for. */
function kindOf(catalog: Catalog, type: TypeExpr): string | undefined {
  const resolved = resolveType(catalog, type);
  switch (resolved.kind) {
    case 'primitive':
      return resolved.name;
    case 'record':
    case 'union':
      return 'record';
    case 'unknown':
      return undefined;
    default:
      return resolved.kind;
  }
}

function findingsFor({ example, count, others }: Drift): readonly Finding[] {
  const written = printType(example.field.type);
  const places = count === 1 ? `\`${example.owner.id}\`` : `${count} messages, such as \`${example.owner.id}\``;
  return others.map(({ declared: { field, owner } }) => ({
    span: field.typeSpan,
    message: `\`${field.name}\` of \`${owner.id}\` is \`${printType(field.type)}\`, and \`${written}\` in ${places}.`,
    element: owner,
    help: 'Give both the same type, or a name of its own to what is another thing.',
    labels: [{ span: example.field.typeSpan, text: `\`${written}\` here` }],
  }));
}
