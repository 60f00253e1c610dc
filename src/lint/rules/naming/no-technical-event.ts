import { isCurrent, isForeign } from '../../facts/message-standing.js';
import { allowedNames } from '../../facts/options.js';
import { technologyIn } from '../../facts/technical-names.js';
import type { Rule } from '../../rule.js';

/** An event tells of the business, not of the machines that it runs on. */
export const noTechnicalEvent: Rule = {
  id: 'no-technical-event',
  group: 'naming',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow events that tell of tables, caches and other technology.',
  why: `Whoever reads \`OrdersTableUpdated\` has to guess from columns what happened, and is coupled to a schema that its owner believes to be private. The day the table is split or the cache replaced, the event is gone or means something else, and consumers in other teams break.

Names are read word by word: \`RowInserted\`, \`CacheInvalidated\` and \`OrderPersisted\` are found, \`TableReserved\`, \`MedicalRecordUpdated\` and \`CardInserted\` are not. A technical word is left alone where the payload has an id of it (\`databaseId\`): then it is what the business deals in. The option \`allow\` lists events that are meant so, \`lint.lexicon.technical\` adds words.`,
  options: {
    schema: {
      type: 'object',
      properties: { allow: { type: 'array', items: { type: 'string' } } },
      additionalProperties: false,
    },
    defaults: { allow: [] },
  },
  bad: `services:
  booking: { owner: team-rooms }
  housekeeping: { owner: team-rooms }
channels:
  hotel.room.events: { key: roomId }
events:
  RoomsTableUpdated:
    version: 1.0.0
    summary: A guest has left, so the room can be cleaned.
    producer: booking
    consumers: [housekeeping]
    channel: hotel.room.events
    payload: { roomId: uuid, leftAt: timestamp }
`,
  good: `services:
  booking: { owner: team-rooms }
  housekeeping: { owner: team-rooms }
channels:
  hotel.room.events: { key: roomId }
events:
  GuestCheckedOut:
    version: 1.0.0
    summary: A guest has left, so the room can be cleaned.
    producer: booking
    consumers: [housekeeping]
    channel: hotel.room.events
    payload: { roomId: uuid, leftAt: timestamp }
`,
  check({ catalog, options, report }) {
    const allowed = allowedNames(options);
    for (const event of catalog.events.values()) {
      if (!isCurrent(event) || isForeign(catalog, event) || allowed.has(event.name)) continue;
      const technology = technologyIn(catalog, event);
      if (technology === undefined) continue;
      report({
        span: event.nameSpan,
        message: `The event \`${event.id}\` tells of technology (${technology}), not of what happened in the business.`,
        help: 'Name it after what made the machine do this, or list it under the option `allow` if this is your business.',
        element: event,
      });
    }
  },
};
