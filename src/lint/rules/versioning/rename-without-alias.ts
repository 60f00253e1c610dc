import { type FieldHistory, fieldHistories } from '../../facts/field-history.js';
import type { LikelyRename } from '../../facts/similar-fields.js';
import type { Finding, Rule } from '../../rule.js';

/** Gone under one name, come under another, and nothing says that it is the same. */
export const renameWithoutAlias: Rule = {
  id: 'rename-without-alias',
  group: 'versioning',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require that a renamed field names its former name.',
  why: `To every reader a rename is a field that is gone and another one that is new: old data loses the value, and a consumer of the old name reads nothing without an error. With \`renamedFrom\` (or \`aliases\`) readers in Avro and in the generated code find it under both names, and the comparison of versions knows what happened.

Compared are \`Name@1\` with the major that follows it, and an earlier state of the catalog where one is given (types too). A pair is one of the same type whose names say the same: in other words (\`client\`, \`customer\`), shorter or longer, abbreviated, or spelled otherwise; \`lint.lexicon.synonyms\` adds such words. Whether it is a rename, only a person knows.`,
  bad: `services:
  payroll: { owner: team-payroll }
events:
  SalaryPaid@1:
    version: 1.0.0
    producer: payroll
    payload: { employeeId: uuid, amt: decimal(12.2), month: string }
  SalaryPaid:
    version: 2.0.0
    producer: payroll
    payload: { employeeId: uuid, netAmount: decimal(12.2), month: string }
`,
  good: `services:
  payroll: { owner: team-payroll }
events:
  SalaryPaid@1:
    version: 1.0.0
    producer: payroll
    payload: { employeeId: uuid, amt: decimal(12.2), month: string }
  SalaryPaid:
    version: 2.0.0
    producer: payroll
    payload: { employeeId: uuid, netAmount: { type: decimal(12.2), renamedFrom: amt }, month: string }
`,
  check({ catalog, previous, report }) {
    for (const history of fieldHistories(catalog, previous)) {
      for (const rename of history.renamed) report(findingFor(history, rename));
    }
  },
};

function findingFor({ older, newer, kind, element }: FieldHistory, { old, now }: LikelyRename): Finding {
  const gone =
    kind === 'major'
      ? `\`${old.name}\` of \`${older.element.id}\` is gone`
      : `\`${old.name}\` of \`${element.id}\` has gone`;
  return {
    span: now.nameSpan,
    message: `${gone}, and \`${now.name}\` of the same type is new in \`${newer.element.id}\`: perhaps a rename that nothing tells of.`,
    element,
    help: `If it is the same, write \`renamedFrom: ${old.name}\` at \`${now.name}\`; if not, mark the old one \`deprecated\` before it goes.`,
    ...(kind === 'major' && { labels: [{ span: old.nameSpan, text: 'the field that is gone' }] }),
  };
}
