import type { Catalog, Field } from '../../../model/index.js';
import { innermostType, isPrimitive } from '../../../model/values/value-type.js';
import { declarationsIn } from '../../facts/declared-fields.js';
import { ALLOW_OPTION, allowedNames } from '../../facts/options.js';
import { isBounded } from '../../facts/text-fields.js';
import { timeAsText } from '../../facts/time-fields.js';
import { CODED_TEXT_WORDS } from '../../lexicon/shape-words.js';
import { splitWords } from '../../lexicon/split-words.js';
import type { Rule } from '../../rule.js';

/** A text of any length. */
export const unboundedText: Rule = {
  id: 'unbounded-text',
  group: 'payload',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  summary: 'Require free texts to say how long they may be.',
  why: `Somewhere behind the message is a column of 255 characters, a label on a parcel, or the broker's limit. Without a bound the first text that is too long is refused there, long after it was accepted, and the message goes to the dead letters.

A \`maxLength\` or a \`pattern\` settles it, at the field or at its named type. Ids, codes, keys, numbers and references are made by machines and are not asked. The option \`allow\` lists more names.`,
  options: ALLOW_OPTION,
  bad: `types:
  Visit: { fields: { purpose: { type: string, maxLength: 200 }, notes: string } }
events:
  AppointmentBooked:
    version: 1.0.0
    payload: { appointmentId: uuid, roomCode: string, visit: Visit, wishes: string?, bookedAt: timestamp }
`,
  good: `types:
  Visit: { fields: { purpose: { type: string, maxLength: 200 }, notes: { type: string, maxLength: 4000 } } }
events:
  AppointmentBooked:
    version: 1.0.0
    payload: { appointmentId: uuid, roomCode: string, visit: Visit, wishes: { type: string, optional: true, maxLength: 500 }, bookedAt: timestamp }
`,
  check({ catalog, options, report }) {
    const allowed = allowedNames(options);
    for (const { field, path, owner, retired } of declarationsIn(catalog).fields) {
      if (retired || allowed.has(field.name) || !isFreeText(catalog, field) || isBounded(catalog, field)) continue;
      report({
        span: field.typeSpan,
        message: `\`${path}\` of \`${owner.id}\` may be a text of any length.`,
        element: owner,
        help: 'Say how long it may be (`maxLength`), best once in a named type.',
      });
    }
  },
};

/** A time in a text is no free text either; another rule says so. */
function isFreeText(catalog: Catalog, { name, type, constraints }: Field): boolean {
  if (!isPrimitive(innermostType(catalog, type, ['list', 'map']), 'string')) return false;
  if (CODED_TEXT_WORDS.has(splitWords(name).at(-1) ?? '')) return false;
  return timeAsText(catalog, name, type, constraints) === undefined;
}
