import { isReply } from '../../../model/graph.js';
import type { Catalog, EventDef } from '../../../model/index.js';
import { isSagaEnd } from '../../facts/event-roles.js';
import { isCurrent } from '../../facts/message-standing.js';
import { tellsWhen } from '../../facts/time-fields.js';
import type { Rule } from '../../rule.js';

/** An event that does not say when it happened. */
export const missingOccurredAt: Rule = {
  id: 'missing-occurred-at',
  group: 'payload',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require published events to say when they happened.',
  why: `An event may be read hours later: after a retry, from a dead letter, in a replay of last year. The time of the envelope is that of publishing, which an outbox delays and a replay may set anew; when it happened only the payload can tell. Without it nobody can order two events of different channels, or tell a late one from a new one.

Any \`timestamp\` counts, also inside a record, unless its name plans or limits something (\`dueAt\`, \`validUntil\`, \`scheduledFor\`); so does a \`date\` such as \`bookedOn\`. Replies and the events that a saga ends with are not asked: the journal of the saga has their times.`,
  bad: `channels:
  fleet.vehicle.events: { key: vehicleId }
events:
  VehicleReturned:
    version: 1.0.0
    channel: fleet.vehicle.events
    payload: { vehicleId: uuid, mileageKm: int, nextServiceDueAt: timestamp }
`,
  good: `channels:
  fleet.vehicle.events: { key: vehicleId }
events:
  VehicleReturned:
    version: 1.0.0
    channel: fleet.vehicle.events
    payload: { vehicleId: uuid, mileageKm: int, nextServiceDueAt: timestamp, returnedAt: timestamp }
`,
  check({ catalog, report }) {
    for (const event of catalog.events.values()) {
      if (!isAsked(catalog, event) || event.payload.fields.some((field) => tellsWhen(catalog, event, field))) continue;
      report({
        span: event.payload.span,
        message: `\`${event.id}\` does not say when it happened.`,
        element: event,
        help: `Add a \`timestamp\` to its payload, such as \`${timeName(event)}\`.`,
      });
    }
  },
};

function isAsked(catalog: Catalog, event: EventDef): boolean {
  if (event.channel === undefined || !isCurrent(event)) return false;
  return !isReply(catalog, event) && !isSagaEnd(catalog, event);
}

/** In the spelling of the other fields. */
function timeName({ payload }: EventDef): string {
  return payload.fields.some(({ name }) => name.includes('_')) ? 'occurred_at' : 'occurredAt';
}
