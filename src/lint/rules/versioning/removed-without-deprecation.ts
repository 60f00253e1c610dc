import { dayIn } from '../../../model/facts/days.js';
import { nameList } from '../../../model/facts/name-list.js';
import { consumersOf } from '../../../model/graph.js';
import { type Catalog, type Element, type Field, type MessageDef, messagesIn } from '../../../model/index.js';
import { consumingServices } from '../../facts/event-roles.js';
import { type FieldHistory, fieldHistories } from '../../facts/field-history.js';
import type { Finding, Rule } from '../../rule.js';

/** What goes is announced first. */
export const removedWithoutDeprecation: Rule = {
  id: 'removed-without-deprecation',
  group: 'versioning',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require a deprecation before a field or message is removed.',
  why: `Readers learn of a removal when they break. A field that is marked \`deprecated\` for a while is seen in reviews, in generated code and in the editor, and whoever still reads it has the time to say so; the removal is then news to nobody.

Compared are \`Name@1\` with the major that follows it, and an earlier state of the catalog where one is given. Between kept majors it is enough that the older one is \`deprecated\` as a whole. A field that looks renamed is the business of \`rename-without-alias\`. A message that is gone is told at the service that published or handled it; one whose \`sunset\` was still to come, too.`,
  bad: `services:
  tickets: { owner: team-box-office }
events:
  SeatSold@1:
    version: 1.3.0
    producer: tickets
    payload: { seatId: uuid, price: decimal(8.2), clerk: string }
  SeatSold:
    version: 2.0.0
    producer: tickets
    payload: { seatId: uuid, price: decimal(8.2) }
`,
  good: `services:
  tickets: { owner: team-box-office }
events:
  SeatSold@1:
    version: 1.3.0
    producer: tickets
    payload: { seatId: uuid, price: decimal(8.2), clerk: { type: string, deprecated: true } }
  SeatSold:
    version: 2.0.0
    producer: tickets
    payload: { seatId: uuid, price: decimal(8.2) }
`,
  check({ catalog, previous, today, report }) {
    for (const history of fieldHistories(catalog, previous)) {
      if (history.older.element.deprecated) continue;
      for (const field of history.removed) if (!field.deprecated) report(fieldFinding(history, field));
    }
    if (previous) for (const finding of removedMessages(catalog, previous, today)) report(finding);
  },
};

function fieldFinding({ older, newer, kind, element }: FieldHistory, field: Field): Finding {
  if (kind === 'earlier') {
    return {
      span: element.nameSpan,
      message: `\`${element.id}\` had a field \`${field.name}\` before, which is gone without having been deprecated.`,
      element,
      help: `Bring it back with \`deprecated: true\` and remove it when nobody reads it any more, or keep the former definition as an older major.`,
    };
  }
  return {
    span: field.nameSpan,
    message: `\`${field.name}\` of \`${older.element.id}\` is gone in \`${newer.element.id}\` and was never deprecated.`,
    element: older.element,
    help: `Mark it \`deprecated: true\` here, or deprecate \`${older.element.id}\` as a whole with a \`sunset\`.`,
    labels: [{ span: newer.element.nameSpan, text: 'here it is gone' }],
  };
}

function removedMessages(catalog: Catalog, previous: Catalog, today: string | undefined): readonly Finding[] {
  const messages = messagesIn(catalog);
  // What is kept as an older major only is still there, too.
  const current = new Set(messages.flatMap((message) => [message.name, ...namesOf(message)]));
  return messagesIn(previous).flatMap((message) => {
    if (namesOf(message).some((name) => current.has(name))) return [];
    const why = whyTooEarly(message, today);
    const place = why === undefined ? undefined : placeFor(catalog, previous, message);
    return why !== undefined && place ? [messageFinding(previous, message, place, why)] : [];
  });
}

/** The names by which a message goes on: its id, and of the current major the one on the wire. */
function namesOf({ id, name, wire, oldMajor }: MessageDef): readonly string[] {
  return oldMajor === undefined ? [id, wire ?? name] : [id];
}

function whyTooEarly({ deprecated }: MessageDef, today: string | undefined): string | undefined {
  if (deprecated === undefined) return 'without having been deprecated';
  const sunset = dayIn(deprecated.sunset);
  return sunset !== undefined && today !== undefined && sunset > today ? `before its sunset on ${sunset}` : undefined;
}

/** Something that is still there: who published or handled it, who read it, or else the first service. */
function placeFor(catalog: Catalog, previous: Catalog, message: MessageDef): Element | undefined {
  const owner = message.kind === 'event' ? message.producer : message.handler;
  const readers = consumersOf(previous, message.id).map(({ service }) => service);
  const named = [owner, ...readers].flatMap((ref) => (ref && catalog.services.get(ref.name)) ?? []);
  return named[0] ?? [...catalog.services.values()][0];
}

function messageFinding(previous: Catalog, message: MessageDef, place: Element, why: string): Finding {
  const readers = consumingServices(previous, message.id);
  const read = readers.length === 0 ? '' : `; ${nameList(readers, 4)} read it`;
  const owner = message.kind === 'event' ? message.producer : message.handler;
  const did = message.kind === 'event' ? 'published' : 'handled';
  const who = owner?.name === place.id ? ` that \`${place.id}\` ${did}` : '';
  return {
    span: place.nameSpan,
    message: `The ${message.kind} \`${message.id}\`${who} is gone ${why}${read}.`,
    element: place,
    help: `Bring it back with \`deprecated: { sunset: ... }\` and remove it after that day.`,
  };
}
