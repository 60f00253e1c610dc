import { nameList } from '../../../model/facts/name-list.js';
import { consumersOf, producersOf } from '../../../model/graph.js';
import type { Catalog, EventDef } from '../../../model/index.js';
import { consumingServices } from '../../facts/event-roles.js';
import type { Finding, Rule } from '../../rule.js';

/** Consumers that a message names before it only counts them. */
const MOST_NAMED = 3;

/** An event that somebody waits for and nobody sends. */
export const phantomEvent: Rule = {
  id: 'phantom-event',
  group: 'topology',
  severity: 'error',
  preset: 'minimal',
  since: '0.1.0',
  summary: 'Disallow events that are consumed and that nobody publishes.',
  why: `Whoever consumes it waits for ever: the handler is written, tested and never called, and a saga that awaits the event always runs into its time limit. Mostly it is the unhappy path: the rejection has a schema and readers, and the service that should send it was never told.

An event is published by its \`producer\` (also one that is \`external\`), by the handler of a command that it answers, by a reaction that emits it and by a saga that ends with it. A name that is not declared is the business of \`unknown-reference\`; older majors are not judged.`,
  bad: `services:
  storage: { external: true }
  documents: { owner: team-documents }
  notifications: { owner: team-crm }
events:
  DocumentUploaded: { version: 1.0.0, producer: storage, payload: { documentId: uuid } }
  DocumentProcessed: { version: 1.0.0, producer: documents, consumers: [notifications], payload: { documentId: uuid } }
  DocumentRejected: { version: 1.0.0, consumers: [notifications], failureOf: DocumentProcessed, payload: { documentId: uuid } }
flows:
  ReadDocuments:
    reactions:
      - { on: DocumentUploaded, by: documents, emits: DocumentProcessed }
`,
  good: `services:
  storage: { external: true }
  documents: { owner: team-documents }
  notifications: { owner: team-crm }
events:
  DocumentUploaded: { version: 1.0.0, producer: storage, payload: { documentId: uuid } }
  DocumentProcessed: { version: 1.0.0, producer: documents, consumers: [notifications], payload: { documentId: uuid } }
  DocumentRejected: { version: 1.0.0, consumers: [notifications], failureOf: DocumentProcessed, payload: { documentId: uuid } }
flows:
  ReadDocuments:
    reactions:
      - { on: DocumentUploaded, by: documents, emits: DocumentProcessed, fails: [DocumentRejected] }
`,
  check({ catalog, report }) {
    for (const event of catalog.events.values()) {
      if (event.oldMajor !== undefined || producersOf(catalog, event.id).length > 0) continue;
      if (consumersOf(catalog, event.id).length > 0) report(findingFor(catalog, event));
    }
  },
};

function findingFor(catalog: Catalog, event: EventDef): Finding {
  const consumers = consumersOf(catalog, event.id);
  const services = consumingServices(catalog, event.id);
  const [first] = consumers.flatMap(({ service }) => service ?? []);
  const waiting = services.length === 0 ? 'Somebody waits' : `${nameList(services, MOST_NAMED)} ${waitsFor(services)}`;
  return {
    span: event.nameSpan,
    message: `${waiting} for \`${event.id}\`, and nobody publishes it.`,
    element: event,
    help: 'Name the service that sends it as its `producer` (an `external` one, if it comes from outside), let a command or reaction end with it, or delete it with its consumers.',
    ...(first && { labels: [{ span: first.span, text: `\`${first.name}\` consumes it here` }] }),
  };
}

function waitsFor(services: readonly string[]): string {
  return services.length === 1 ? 'waits' : 'wait';
}
