import type { Catalog, EventDef, Field } from '../../../model/index.js';
import { isPrimitive, resolveType } from '../../../model/values/value-type.js';
import { isIdName } from '../../facts/identity-fields.js';
import { isCurrent } from '../../facts/message-standing.js';
import type { Rule } from '../../rule.js';

/** A payload that promises nothing. */
export const optionalEverything: Rule = {
  id: 'optional-everything',
  group: 'payload',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require events to promise some of their fields.',
  why: `An event whose fields are all optional promises nothing: a consumer has to be ready for every combination, most of which never happen, and a producer that forgets a field still sends a valid message. Mostly one event stands for several (\`OrderChanged\`), or a JSON Schema without \`required\` was taken over.

Ids and times that are always there do not count, as they say nothing about what happened. \`fields\` is how many others there must be before the rule speaks (3), and \`share\` how many of a hundred of them have to be optional or nullable (90). Events that only carry what has changed (\`carries: delta\`) are left alone, and so are commands, with which a caller may change one thing at a time.`,
  options: {
    schema: {
      type: 'object',
      properties: {
        fields: { type: 'integer', minimum: 2 },
        share: { type: 'integer', minimum: 50, maximum: 100 },
      },
      additionalProperties: false,
    },
    defaults: { fields: 3, share: 90 },
  },
  bad: `events:
  ShiftChanged:
    version: 1.0.0
    payload: { shiftId: uuid, nurseName: string?, ward: string?, startsAt: timestamp?, note: string?, swappedWith: string?, changedAt: timestamp }
`,
  good: `events:
  ShiftSwapped:
    version: 1.0.0
    payload: { shiftId: uuid, nurseName: string, swappedWith: string, note: string?, swappedAt: timestamp }
  ShiftMoved:
    version: 1.0.0
    payload: { shiftId: uuid, ward: string, startsAt: timestamp, note: string?, movedAt: timestamp }
`,
  check({ catalog, options, report }) {
    const least = Number(options['fields']);
    const share = Number(options['share']);
    for (const event of catalog.events.values()) {
      if (!isCurrent(event) || event.carries === 'delta') continue;
      const content = event.payload.fields.filter((field) => isContent(catalog, event, field));
      const loose = content.filter((field) => field.optional || field.nullable);
      if (content.length < least || loose.length * 100 < content.length * share) continue;
      report({
        span: event.payload.span,
        message: `\`${event.id}\` promises next to nothing: ${loose.length} of the ${content.length} fields that tell something may be missing.`,
        element: event,
        help: helpFor(event),
      });
    }
  },
};

function isContent(catalog: Catalog, event: EventDef, { name, type, optional, nullable }: Field): boolean {
  if (optional || nullable) return true;
  if (name === event.key?.name || isIdName(name)) return false;
  return !isPrimitive(resolveType(catalog, type), 'uuid', 'timestamp');
}

function helpFor({ payload }: EventDef): string {
  if (payload.origin === 'schema' || payload.origin === 'ref') {
    return 'List what is always there under `required` in the schema; if nothing is, write one event for each thing that happens.';
  }
  return 'Take `?` from what is always there, write one event for each thing that happens, or say `carries: delta`.';
}
