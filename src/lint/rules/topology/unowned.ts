import { countOf, nameList } from '../../../model/facts/name-list.js';
import type { Catalog, FlowDef, ServiceDef } from '../../../model/index.js';
import type { Finding, Rule } from '../../rule.js';

/** Somebody answers for every service and for what services do together. */
export const unowned: Rule = {
  id: 'unowned',
  group: 'topology',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require an owner for every service and for every flow of several teams.',
  why: `At three in the morning the first question is who to call. A service without an owner is one that nobody repairs, updates or says no for, and a message of it is a contract that nobody keeps.

A service that is \`external\` may go without: somebody else answers for it. A saga belongs to the owner of the service that runs it, and a flow to the team whose services are in it; a flow over services of several teams belongs to none of them, so it needs an \`owner\` of its own.`,
  bad: `services:
  admissions: { owner: team-admissions, domain: hospital }
  billing: { domain: hospital }
  insurer: { external: true }
`,
  good: `services:
  admissions: { owner: team-admissions, domain: hospital }
  billing: { owner: team-billing, domain: hospital }
  insurer: { external: true }
`,
  check({ catalog, report }) {
    for (const service of catalog.services.values()) {
      if (service.owner === undefined && !service.external) report(serviceFinding(service));
    }
    for (const flow of catalog.flows.values()) {
      const owners = ownersIn(catalog, flow);
      if (flow.owner === undefined && owners.length > 1) report(flowFinding(flow, owners));
    }
  },
};

function serviceFinding(service: ServiceDef): Finding {
  return {
    span: service.nameSpan,
    message: `\`${service.id}\` has no owner.`,
    element: service,
    help: 'Name the team that answers for it (`owner`), or mark it `external: true` if somebody else runs it.',
  };
}

function ownersIn(catalog: Catalog, flow: FlowDef): readonly string[] {
  const services = new Set(flow.reactions.flatMap(({ by }) => by?.name ?? []));
  return [...new Set([...services].flatMap((name) => catalog.services.get(name)?.owner ?? []))].sort();
}

function flowFinding(flow: FlowDef, owners: readonly string[]): Finding {
  return {
    span: flow.nameSpan,
    message: `\`${flow.id}\` goes over the services of ${countOf(owners.length, 'team')} (${nameList(owners, 4)}) and has no owner.`,
    element: flow,
    help: 'Name the team that answers for the whole of it (`owner`).',
  };
}
