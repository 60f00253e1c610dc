import type { Fix } from '../../../diagnostics/index.js';
import { addToMap, type Edits } from '../../../edit/index.js';
import { isOnPublicChannel, memoised } from '../../../model/graph.js';
import type { Catalog, Field, ScalarType, TypeExpr } from '../../../model/index.js';
import { innermostName } from '../../../model/values/value-type.js';
import {
  type DeclaredField,
  type DeclaredScalar,
  declarationsIn,
  typesOfMessages,
} from '../../facts/declared-fields.js';
import { extendField } from '../../facts/field-edits.js';
import { ALLOW_OPTION, allowedNames } from '../../facts/options.js';
import { isMarkedPersonal, personalDataIn, personalDataOf } from '../../facts/pii-fields.js';
import type { Finding, Rule } from '../../rule.js';

/** A field that tells who somebody is, and does not say so. */
export const piiUnmarked: Rule = {
  id: 'pii-unmarked',
  group: 'payload',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require personal data to be marked with `pii: true`.',
  why: `What is not marked can not be found when a person asks what is known about them, is not masked in logs, and is kept in the broker and in dead letters like anything else. The mark costs nothing and goes along into schemas and generated code.

Names are read word by word: mail addresses, telephone numbers, birth dates, names of people, street addresses, IBANs, passport and social security numbers and IP addresses are personal; \`productName\`, \`fileName\`, \`supportEmail\` and \`emailHash\` are not. A named type such as \`Iban\` is marked once, for all its fields. More words go to \`lint.lexicon.pii\`, and the option \`allow\` lists names that are nobody's here.`,
  fixable: 'safe',
  options: ALLOW_OPTION,
  bad: `types:
  PhoneNumber: { type: string, maxLength: 20 }
events:
  PatientAdmitted:
    version: 1.0.0
    payload:
      patientId: uuid
      patientName: string
      birthDate: date
      phone: PhoneNumber
      ward: { type: string, maxLength: 40 }
      contactEmail: { type: email, optional: true }
`,
  good: `types:
  PhoneNumber: { type: string, maxLength: 20, pii: true }
events:
  PatientAdmitted:
    version: 1.0.0
    payload:
      patientId: uuid
      patientName: { type: string, pii: true }
      birthDate: { type: date, pii: true }
      phone: PhoneNumber
      ward: { type: string, maxLength: 40 }
      contactEmail: { type: email, optional: true, pii: true }
`,
  check({ catalog, options, report }) {
    const allowed = allowedNames(options);
    const { fields, scalars } = declarationsIn(catalog);
    const byType = new Set<string>();
    for (const scalar of scalars) {
      const noun = scalarNoun(catalog, scalar.type);
      if (noun === undefined || allowed.has(scalar.type.id)) continue;
      byType.add(scalar.type.id);
      report(scalarFinding(catalog, scalar, noun));
    }
    for (const declared of fields) {
      const { field } = declared;
      if (isMarkedPersonal(catalog, field) || allowed.has(field.name) || byType.has(typeName(field.type))) continue;
      const noun = personalDataOf(catalog, declared);
      if (noun !== undefined) report(fieldFinding(catalog, declared, noun));
    }
  },
};

function scalarNoun(catalog: Catalog, type: ScalarType): string | undefined {
  const asField: Pick<Field, 'pii' | 'type'> = { pii: type.pii, type: type.type };
  return isMarkedPersonal(catalog, asField as Field) ? undefined : personalDataIn(catalog, type.id, type.type);
}

function scalarFinding(catalog: Catalog, { type, message }: DeclaredScalar, noun: string): Finding {
  return {
    span: type.nameSpan,
    message: `Values of \`${type.id}\` are personal data (${noun}), and it is not marked.`,
    element: type,
    help: 'Mark the type with `pii: true`, or add its name to the option `allow` if it tells nothing about a person.',
    labels: [{ span: message.nameSpan, text: `it travels in this ${message.kind}` }],
    ...fixOf(isPublic(catalog, type.id) ? undefined : addToMap(catalog.texts, type.node, { pii: true })),
  };
}

function fieldFinding(catalog: Catalog, declared: DeclaredField, noun: string): Finding {
  const { field, owner, path, message } = declared;
  return {
    span: field.nameSpan,
    message: `\`${path}\` of \`${owner.id}\` is personal data (${noun}), and it is not marked.`,
    element: owner,
    help: `Mark the field with ${markOf(owner)}, or add its name to the option \`allow\` if it tells nothing about a person.`,
    ...(owner.kind === 'type' && {
      labels: [{ span: message.nameSpan, text: `it travels in this ${message.kind}` }],
    }),
    ...fixOf(isPublic(catalog, owner.id) ? undefined : extendField(catalog, declared, { pii: true })),
  };
}

/** How a field is marked where it is written. */
function markOf(owner: DeclaredField['owner']): string {
  if (owner.kind === 'type' || owner.payload.origin === 'fields') return '`pii: true`';
  return owner.payload.origin === 'avro' ? '`"pii": true` (an attribute of the Avro field)' : '`x-pii: true`';
}

function fixOf(edits: Edits): { readonly fix?: Fix } {
  return edits ? { fix: { title: 'Mark it with `pii: true`', safety: 'safe', edits } } : {};
}

/** On a public channel the mark would only turn this finding into another one: there the field itself is in question. */
function isPublic(catalog: Catalog, id: string): boolean {
  return onPublicChannels(catalog).has(id);
}

const onPublicChannels = memoised((catalog): ReadonlySet<string> => {
  const events = [...catalog.events.values()].filter((event) => isOnPublicChannel(catalog, event));
  return new Set([...events.map(({ id }) => id), ...typesOfMessages(catalog, events)]);
});

function typeName(type: TypeExpr): string {
  return innermostName(type, ['list']) ?? '';
}
