import type { Label } from '../../../diagnostics/index.js';
import { nameList } from '../../../model/facts/name-list.js';
import { channelOf } from '../../../model/graph.js';
import type { Catalog, EventDef, Field, TypeExpr } from '../../../model/index.js';
import { ALLOW_OPTION, allowedNames } from '../../facts/options.js';
import { isMarkedPersonal, personalTypes } from '../../facts/pii-fields.js';
import type { Rule } from '../../rule.js';

/** More fields than this are counted and not named. */
const MOST_NAMED = 4;

/** Personal data where anybody may read it. */
export const piiOnPublicChannel: Rule = {
  id: 'pii-on-public-channel',
  group: 'payload',
  severity: 'error',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow personal data on public channels.',
  why: `A channel with \`public: true\` is read by parties that nobody here knows, who may keep what they read for ever. Personal data that went there once can not be called back, and a request to erase it can not be kept.

Fields marked \`pii: true\` count, by themselves or by their type, also deep inside the payload. Send an id that only means something to those who may look it up, or put the event on a channel of its own. The option \`allow\` lists fields that may be public, such as a customer's number.`,
  options: ALLOW_OPTION,
  bad: `types:
  Person: { fields: { fullName: { type: string, pii: true }, country: string } }
channels:
  partners.booking.events: { key: bookingId, public: true }
events:
  BookingConfirmed:
    version: 1.0.0
    channel: partners.booking.events
    payload: { bookingId: uuid, guest: Person, email: { type: email, pii: true }, confirmedAt: timestamp }
`,
  good: `types:
  Person: { fields: { fullName: { type: string, pii: true }, country: string } }
channels:
  partners.booking.events: { key: bookingId, public: true }
  hotel.guest.events: { key: bookingId }
events:
  BookingConfirmed:
    version: 1.0.0
    channel: partners.booking.events
    payload: { bookingId: uuid, guestCountry: string, confirmedAt: timestamp }
  GuestRegistered:
    version: 1.0.0
    channel: hotel.guest.events
    payload: { bookingId: uuid, guest: Person, email: { type: email, pii: true }, registeredAt: timestamp }
`,
  check({ catalog, options, report }) {
    const allowed = allowedNames(options);
    for (const event of catalog.events.values()) {
      const channel = channelOf(catalog, event);
      if (!event.channel || !channel?.public) continue;
      const found = personalFields(catalog, event).filter(({ field }) => !allowed.has(field.name));
      if (found.length === 0) continue;
      report({
        span: event.channel.span,
        message: `\`${event.id}\` carries ${nameList(
          found.map(({ path }) => path),
          MOST_NAMED,
        )}, which ${found.length === 1 ? 'is' : 'are'} personal, over the public channel \`${channel.id}\`.`,
        element: event,
        help: 'Leave it out, send an id in its place, or use a channel that is not public.',
        labels: found.slice(0, MOST_NAMED).map(labelOf),
      });
    }
  },
};

interface PersonalField {
  readonly field: Field;
  readonly path: string;
}

function labelOf({ field, path }: PersonalField): Label {
  return { span: field.nameSpan, text: `\`${path}\` is personal data` };
}

/** Marked fields of a payload with the paths to them; each type is gone into once. */
function personalFields(catalog: Catalog, event: EventDef): readonly PersonalField[] {
  const entered = new Set<string>();
  const inFields = (fields: readonly Field[], prefix: string): readonly PersonalField[] =>
    fields.flatMap((field) => {
      const path = prefix + field.name;
      return isMarkedPersonal(catalog, field) ? [{ field, path }] : inType(field.type, `${path}.`);
    });
  const inType = (type: TypeExpr, prefix: string): readonly PersonalField[] => {
    if (type.kind === 'list') return inType(type.items, prefix);
    if (type.kind === 'map') return inType(type.values, prefix);
    if (type.kind === 'nullable') return inType(type.inner, prefix);
    if (type.kind === 'anyOf') return type.options.flatMap((option) => inType(option, prefix));
    if (type.kind === 'record') return inFields(type.fields, prefix);
    return type.kind === 'named' ? inNamed(type.ref.name, prefix) : [];
  };
  const inNamed = (name: string, prefix: string): readonly PersonalField[] => {
    const def = catalog.types.get(name);
    if (def === undefined || entered.has(name) || !personalTypes(catalog).has(name)) return [];
    entered.add(name);
    if (def.shape === 'record') return inFields(def.fields, prefix);
    if (def.shape === 'union') return def.cases.flatMap((one) => inNamed(one.type.name, prefix));
    return def.shape === 'scalar' ? inType(def.type, prefix) : [];
  };
  return inFields(event.payload.fields, '');
}
