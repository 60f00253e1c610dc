import { insertEntriesAfter } from '../../../edit/index.js';
import { entryOf } from '../../../language/node.js';
import { sentBy } from '../../../model/facts/channel-traffic.js';
import type { Catalog, ServiceDef } from '../../../model/index.js';
import { isPublishedByStore, keepsData } from '../../facts/service-store.js';
import type { Finding, Rule } from '../../rule.js';

const MOST_LABELS = 3;

/** A service that changes its data and publishes in two steps, of which one may be lost. */
export const missingOutbox: Rule = {
  id: 'missing-outbox',
  group: 'delivery',
  severity: 'error',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require an outbox for every service that publishes what it stores.',
  why: `A service that commits to its database and then publishes loses the event when it crashes in between, and one that publishes first announces what a rollback takes back. Both happen at every deployment, and nobody sees it until the numbers of two services differ. An outbox writes the event in the transaction of the change; a relay sends it from there.

Judged are services with a \`store\` that publish events over a channel. Stores that publish themselves (event stores, Kafka) need none, and neither do events with which only the engine of a saga ends: it has an outbox of its own. The fix writes \`outbox: true\`; it is for you to see that the service has one.`,
  fixable: 'unsafe',
  bad: `services:
  enrolment: { owner: team-students, domain: campus, store: postgres }
  timetable: { owner: team-rooms, domain: campus }
channels:
  campus.enrolment.events: { broker: kafka, key: studentId }
events:
  StudentEnrolled:
    version: 1.0.0
    producer: enrolment
    consumers: [timetable]
    channel: campus.enrolment.events
    payload: { studentId: uuid, courseId: uuid, enrolledAt: timestamp }
`,
  good: `services:
  enrolment: { owner: team-students, domain: campus, store: postgres, outbox: true }
  timetable: { owner: team-rooms, domain: campus }
channels:
  campus.enrolment.events: { broker: kafka, key: studentId }
events:
  StudentEnrolled:
    version: 1.0.0
    producer: enrolment
    consumers: [timetable]
    channel: campus.enrolment.events
    payload: { studentId: uuid, courseId: uuid, enrolledAt: timestamp }
`,
  check({ catalog, report }) {
    for (const service of catalog.services.values()) {
      if (service.outbox || !keepsData(service) || isPublishedByStore(service)) continue;
      const finding = dualWrite(catalog, service);
      if (finding) report(finding);
    }
  },
};

function dualWrite(catalog: Catalog, service: ServiceDef): Finding | undefined {
  const sent = sentBy(catalog, service.id).filter(({ bySagaOnly }) => !bySagaOnly);
  const [first] = sent;
  if (first === undefined) return undefined;
  const events = sent.length === 1 ? `\`${first.message.id}\`` : `\`${first.message.id}\` and ${sent.length - 1} more`;
  const fix = outboxFix(catalog, service);
  return {
    span: service.nameSpan,
    message: `\`${service.id}\` writes to its store and publishes ${events} without an outbox: a crash in between loses one of the two.`,
    help: 'Write events to an outbox in the transaction of the change (`outbox: true`), and send them from there.',
    labels: sent
      .slice(0, MOST_LABELS)
      .map(({ message }) => ({ span: message.nameSpan, text: `published to \`${message.channel?.name}\`` })),
    element: service,
    ...(fix && { fix }),
  };
}

/** Not over an `outbox: false`, which somebody has decided. */
function outboxFix(catalog: Catalog, service: ServiceDef): Finding['fix'] {
  if (entryOf(service.node, 'outbox')) return undefined;
  const edits = insertEntriesAfter(catalog.texts, service.node, 'store', { outbox: true });
  return edits && { title: 'Write `outbox: true`', safety: 'unsafe', edits };
}
