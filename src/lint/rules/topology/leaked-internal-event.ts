import { nameList } from '../../../model/facts/name-list.js';
import { consumersOf, isOnPublicChannel, producersOf, serviceNames } from '../../../model/graph.js';
import type { Catalog, EventDef, NameRef } from '../../../model/index.js';
import type { Finding, Rule } from '../../rule.js';

/** What is internal to a domain stays in it. */
export const leakedInternalEvent: Rule = {
  id: 'leaked-internal-event',
  group: 'topology',
  severity: 'error',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow that events with `visibility: internal` are consumed outside their domain.',
  why: `An internal event is one that its domain may change on any day: no version is promised and no reader is asked. A reader in another domain turns it into a contract that nobody knows of, and the next refactoring breaks a team that was never told.

The domain is that of the services that publish it. A reader is outside if its \`domain\` is another one or if it is \`external\`; where a domain is not said, nothing is. An answer to a command is not judged when the saga that sent it reads it: the command let that saga in. A channel with \`public: true\` lets everybody in.`,
  bad: `services:
  pricing: { owner: team-tariffs, domain: underwriting }
  quotes: { owner: team-quotes, domain: underwriting }
  campaigns: { owner: team-growth, domain: marketing }
events:
  RiskScoreChanged:
    version: 1.0.0
    producer: pricing
    consumers: [quotes, campaigns]
    visibility: internal
    payload: { policyId: uuid, score: int }
`,
  good: `services:
  pricing: { owner: team-tariffs, domain: underwriting }
  quotes: { owner: team-quotes, domain: underwriting }
  campaigns: { owner: team-growth, domain: marketing }
events:
  RiskScoreChanged:
    version: 1.0.0
    producer: pricing
    consumers: [quotes]
    visibility: internal
    payload: { policyId: uuid, score: int }
`,
  check({ catalog, report }) {
    for (const event of catalog.events.values()) {
      if (event.visibility !== 'internal' || event.oldMajor !== undefined) continue;
      const inside = domainsOf(catalog, event);
      if (inside.size === 0) continue;
      for (const reader of outsiders(catalog, event, inside)) report(findingFor(catalog, event, reader, inside));
      const open = publicChannel(catalog, event);
      if (open) report(channelFinding(event, open, inside));
    }
  },
};

function domainsOf(catalog: Catalog, event: EventDef): ReadonlySet<string> {
  const services = serviceNames(producersOf(catalog, event.id));
  return new Set(services.flatMap((name) => catalog.services.get(name)?.domain ?? []));
}

/** Each service once, where it is first named as a reader. */
function outsiders(catalog: Catalog, event: EventDef, inside: ReadonlySet<string>): readonly NameRef[] {
  const found = new Map<string, NameRef>();
  for (const { service, via } of consumersOf(catalog, event.id)) {
    if (service === undefined || found.has(service.name)) continue;
    if (via.kind === 'saga' && via.as === 'outcome') continue;
    if (isOutside(catalog, service.name, inside)) found.set(service.name, service);
  }
  return [...found.values()];
}

function isOutside(catalog: Catalog, name: string, inside: ReadonlySet<string>): boolean {
  const service = catalog.services.get(name);
  if (service === undefined) return false;
  return service.domain === undefined ? service.external : !inside.has(service.domain);
}

function findingFor(catalog: Catalog, event: EventDef, reader: NameRef, inside: ReadonlySet<string>): Finding {
  const domain = catalog.services.get(reader.name)?.domain;
  const where = domain === undefined ? 'which is external' : `of the domain \`${domain}\``;
  return {
    span: reader.span,
    message: `\`${reader.name}\`, ${where}, consumes \`${event.id}\`, which is internal to ${nameList([...inside].sort())}.`,
    element: event,
    help: `Publish what \`${reader.name}\` needs as a public event of its own, or make \`${event.id}\` public and promise to keep it.`,
    labels: [{ span: event.nameSpan, text: 'the internal event' }],
  };
}

function publicChannel(catalog: Catalog, event: EventDef): NameRef | undefined {
  return isOnPublicChannel(catalog, event) ? event.channel : undefined;
}

function channelFinding(event: EventDef, channel: NameRef, inside: ReadonlySet<string>): Finding {
  return {
    span: channel.span,
    message: `\`${event.id}\` is internal to ${nameList([...inside].sort())} and goes over the public channel \`${channel.name}\`.`,
    element: event,
    help: 'Give it a channel of its domain, or make the event public and promise to keep it.',
  };
}
