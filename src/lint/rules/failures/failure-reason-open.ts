import type { Fix } from '../../../diagnostics/index.js';
import { FIRST_REASONS } from '../../../edit/failure-event.js';
import type { Node } from '../../../language/node.js';
import { nodeAt } from '../../../language/node.js';
import type { Catalog, EventDef, Field, TypeExpr } from '../../../model/index.js';
import { isPrimitive, resolveType } from '../../../model/values/value-type.js';
import { hasUnknown } from '../../facts/enum-values.js';
import { isSagaEnd } from '../../facts/event-roles.js';
import { isBadNews } from '../../facts/failure-events.js';
import { isOneOfSeveral, isReason } from '../../facts/failure-payload.js';
import { retypeField } from '../../facts/field-edits.js';
import { isCurrent } from '../../facts/message-standing.js';
import type { Finding, Rule } from '../../rule.js';

/** A reason that only people can read. */
export const failureReasonOpen: Rule = {
  id: 'failure-reason-open',
  group: 'failures',
  severity: 'warning',
  preset: 'strict',
  since: '0.1.0',
  summary: 'Require reasons of failures to be an enumeration with a value for the unknown.',
  why: `Whoever hears of a failure has to decide: try again, ask the customer for another card, call a person. From a free text nobody can, or somebody compares words that the next release writes differently. An enumeration says which reasons there are, and its value for the unknown lets new ones come without breaking those who do not know them.

A text for people may stand beside it (\`reason: DeclineReason\` and \`message: string\`). Where the same thing fails with several events, their names are the reasons, and nothing is asked.`,
  fixable: 'unsafe',
  bad: `services:
  payment: { owner: team-payments }
events:
  CardCharged: { version: 1.0.0, producer: payment, payload: { bookingId: uuid, chargedAt: timestamp } }
  CardDeclined: { version: 1.0.0, producer: payment, failureOf: CardCharged, payload: { bookingId: uuid, reason: string, declinedAt: timestamp } }
`,
  good: `services:
  payment: { owner: team-payments }
events:
  CardCharged: { version: 1.0.0, producer: payment, payload: { bookingId: uuid, chargedAt: timestamp } }
  CardDeclined: { version: 1.0.0, producer: payment, failureOf: CardCharged, payload: { bookingId: uuid, reason: enum(rejected|unavailable|unknown), declinedAt: timestamp } }
`,
  check({ catalog, report }) {
    for (const event of catalog.events.values()) {
      if (!isCurrent(event)) continue;
      const reasons = event.payload.fields.filter(isReason);
      const [open] = reasons.filter((field) => isFreeText(catalog, field.type));
      if (open === undefined || reasons.some((field) => isEnumeration(catalog, field))) continue;
      if (isBadNews(catalog, event) && !isOneOfSeveral(catalog, event)) report(findingFor(catalog, event, open));
    }
  },
};

function isEnumeration(catalog: Catalog, field: Field): boolean {
  return resolveType(catalog, field.type).kind === 'enum';
}

function isFreeText(catalog: Catalog, type: TypeExpr): boolean {
  return isPrimitive(resolveType(catalog, type), 'string');
}

function findingFor(catalog: Catalog, event: EventDef, field: Field): Finding {
  const fix = fixFor(catalog, event, field);
  return {
    span: field.typeSpan,
    message: `\`${field.name}\` of \`${event.id}\` is a free text, which nobody can decide by.`,
    element: event,
    help: 'Write the reasons that there are as an enumeration, with a value for the unknown.',
    ...(fix && { fix }),
  };
}

/**
 * What a saga fills into its own events would have to fit, and bounds of a text or a default would no longer: these are left to a
 * person. Reasons that examples show are taken over.
 */
function fixFor(catalog: Catalog, event: EventDef, field: Field): Fix | undefined {
  const hasBounds = Object.keys(field.constraints).length > 0 || field.default !== undefined;
  if (isSagaEnd(catalog, event) || hasBounds || field.type.kind !== 'primitive') return undefined;
  const type = reasonsLike(event.examples, field.name);
  const edits = type === undefined ? undefined : retypeField(catalog, { field, owner: event, path: field.name }, type);
  return edits && { title: 'Write an enumeration of reasons', safety: 'unsafe', edits };
}

/** The enumeration of all reasons in the examples; undefined where one of them is no name. */
function reasonsLike(examples: readonly Node[], name: string): string | undefined {
  const shown = examples.flatMap((example) => nodeAt(example, name) ?? []);
  if (shown.length === 0) return FIRST_REASONS;
  const values = [...new Set(shown.map((node) => (node.kind === 'scalar' ? String(node.value) : '')))];
  if (!values.every((value) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(value))) return undefined;
  return `enum(${[...values, ...(hasUnknown(values) ? [] : ['unknown'])].join('|')})`;
}
