import type { Fix } from '../../../diagnostics/index.js';
import type { Edits } from '../../../edit/index.js';
import type { Catalog, Field } from '../../../model/index.js';
import { printType } from '../../../model/values/print-type.js';
import { isPrimitive, resolveType } from '../../../model/values/value-type.js';
import { type DeclaredField, declarationsIn } from '../../facts/declared-fields.js';
import { editsToRetype } from '../../facts/field-edits.js';
import { ALLOW_OPTION, allowedNames } from '../../facts/options.js';
import { type TimeAsText, timeAsText } from '../../facts/time-fields.js';
import type { Finding, Rule } from '../../rule.js';

/** A time that any text or number may stand for. */
export const timestampAsText: Rule = {
  id: 'timestamp-as-text',
  group: 'payload',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require times and dates to have a type of their own.',
  why: `In a \`string\` one producer writes \`02.03.2026\`, another \`2026-03-02T10:00\` without an offset; in a \`long\` one counts seconds and another milliseconds. Everybody parses, somebody wrongly, and nobody notices before the clocks change. \`timestamp\` and \`date\` have one form in every encoding.

A name that ends in \`At\`, \`Timestamp\` or \`Date\` means a time, unless it asks for a place (\`locatedAt\`). A text with a \`pattern\`, or one too short for a date, has said what it holds. The option \`allow\` lists names that are no times here.`,
  fixable: 'unsafe',
  options: ALLOW_OPTION,
  bad: `events:
  ParcelScanned:
    version: 1.0.0
    payload:
      parcelId: uuid
      depot: { type: string, maxLength: 40 }
      scannedAt: string
      handedOverAt: long?
      driverDateOfBirth: { type: string, pii: true }
`,
  good: `events:
  ParcelScanned:
    version: 1.0.0
    payload:
      parcelId: uuid
      depot: { type: string, maxLength: 40 }
      scannedAt: timestamp
      handedOverAt: timestamp?
      driverDateOfBirth: { type: date, pii: true }
`,
  check({ catalog, options, report }) {
    const allowed = allowedNames(options);
    const found = declarationsIn(catalog).fields.flatMap((declared): Found[] => {
      const { field, retired } = declared;
      const time = timeAsText(catalog, field.name, field.type, field.constraints);
      return time && !retired && !allowed.has(field.name) ? [{ declared, time }] : [];
    });
    if (found.length === 0) return;
    const repairs = repairsOf(catalog, found);
    for (const one of found) report(findingFor(one, repairs.get(one.declared.field)));
  },
};

interface Found {
  readonly declared: DeclaredField;
  readonly time: TimeAsText;
}

function findingFor({ declared: { field, owner, path }, time: { as, better } }: Found, edits: Edits): Finding {
  const fix: Fix | undefined = edits && { title: `Write \`${better}\``, safety: 'unsafe', edits };
  const wanted = better ? `\`${better}\`` : '`date` or `timestamp`';
  return {
    span: field.typeSpan,
    message: `\`${path}\` of \`${owner.id}\` is a time, and \`${printType(field.type)}\` is any ${as}.`,
    element: owner,
    help: `Write ${wanted}; where it is no time, add its name to the option \`allow\`.`,
    ...(fix && { fix }),
  };
}

/** Only of those without bounds: what bounds a text, a time does not take. */
function repairsOf(catalog: Catalog, found: readonly Found[]): ReadonlyMap<Field, Edits> {
  const wanted = found.flatMap(({ declared, time: { better } }) => {
    const isBound = Object.keys(declared.field.constraints).length > 0;
    return better === undefined || isBound ? [] : [[declared, better] as const];
  });
  return editsToRetype(catalog, wanted, ({ field }) => isTime(catalog, field));
}

function isTime(catalog: Catalog, { type }: Field): boolean {
  return isPrimitive(resolveType(catalog, type), 'timestamp', 'date');
}
