import { countOf, nameList } from '../../../model/facts/name-list.js';
import { eventsByEntity } from '../../facts/fine-events.js';
import type { Rule } from '../../rule.js';

const MOST_NAMES = 3;

/** More events than news. */
export const eventSoup: Rule = {
  id: 'event-soup',
  group: 'naming',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  summary: 'Disallow an event for each field of a thing.',
  why: `\`CustomerPhoneChanged\`, \`CustomerMobileChanged\` and \`CustomerFaxChanged\` are the columns of a form. A customer who moves is then five events in any order; every consumer waits until it has guessed that the move is complete, and none can say why it happened. \`CustomerMoved\` is one event with all that belongs to it.

Counted are the events that one service publishes about one thing (what their key, or else their first id names). Those named changed, set, corrected and the like that carry at most one value beside ids and times are fine-grained. The option \`atLeast\` (4) is how many of those there must be; they are reported where they are more than the events that say what happened.`,
  options: {
    schema: {
      type: 'object',
      properties: { atLeast: { type: 'integer', minimum: 2 } },
      additionalProperties: false,
    },
    defaults: { atLeast: 4 },
  },
  bad: `services:
  members: { owner: team-club }
events:
  MemberJoined: { version: 1.0.0, producer: members, payload: { memberId: uuid, name: string, joinedAt: timestamp } }
  MemberStreetChanged: { version: 1.0.0, producer: members, payload: { memberId: uuid, street: string } }
  MemberTownChanged: { version: 1.0.0, producer: members, payload: { memberId: uuid, town: string } }
  MemberPostcodeChanged: { version: 1.0.0, producer: members, payload: { memberId: uuid, postcode: string } }
  MemberCountryChanged: { version: 1.0.0, producer: members, payload: { memberId: uuid, country: string } }
`,
  good: `types:
  Address: { fields: { street: string, town: string, postcode: string, country: string } }
services:
  members: { owner: team-club }
events:
  MemberJoined: { version: 1.0.0, producer: members, payload: { memberId: uuid, name: string, joinedAt: timestamp } }
  MemberMoved: { version: 1.0.0, producer: members, payload: { memberId: uuid, from: Address, to: Address, movedAt: timestamp } }
`,
  check({ catalog, options, report }) {
    const atLeast = Number(options['atLeast']);
    for (const { entity, fine, telling } of eventsByEntity(catalog)) {
      const [first, ...others] = fine;
      if (first === undefined || fine.length < atLeast || fine.length <= telling.length) continue;
      const all = countOf(fine.length + telling.length, 'event');
      const names = nameList(
        fine.map(({ id }) => id),
        MOST_NAMES,
      );
      report({
        span: first.nameSpan,
        message: `Of the ${all} about the ${entity}, ${fine.length} only tell that one value changed (${names}), and ${telling.length} what happened.`,
        help: `Put together what changes together, and name it for what happened to the ${entity}.`,
        labels: others.slice(0, MOST_NAMES).map(({ nameSpan }) => ({ span: nameSpan, text: 'one value more' })),
        element: first,
      });
    }
  },
};
