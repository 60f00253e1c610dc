import type { ServiceDef } from '../../../model/index.js';
import type { YamlValue } from '../../yaml-text.js';
import { type CatalogView, deprecationOf, pointerTo, versionOf } from './catalog-view.js';
import { mdxText } from './mdx-text.js';
import { UNOWNED } from './owners.js';
import { baseMatter, type Fact, fact, type Page, textsOf, writtenYaml } from './page.js';
import type { ServiceTraffic } from './service-traffic.js';

export function servicePage(view: CatalogView, service: ServiceDef, traffic: ServiceTraffic): Page {
  const instead = service.external ? 'A service that somebody else runs.' : 'A service.';
  const flows = flowsOf(view, service.id);
  return {
    path: `services/${view.folders.services.names.get(service.id) ?? service.id}/index.mdx`,
    frontMatter: {
      ...baseMatter(service, {
        id: service.id,
        name: service.id,
        version: versionOf(service),
        summary: instead,
        owners: view.owners.of(service),
      }),
      deprecated: deprecationOf(service.deprecated),
      externalSystem: service.external ? true : undefined,
      sends: traffic.sends.length > 0 ? traffic.sends : undefined,
      receives: traffic.receives.length > 0 ? traffic.receives : undefined,
      flows: flows.length > 0 ? flows : undefined,
      'x-sagac-definition': writtenYaml(service, ['summary']),
    },
    ...textsOf(service, instead),
    facts: factsOf(service, view.owners.of(service)),
  };
}

/** The sagas that a service runs, and the flows in which it reacts. */
function flowsOf(view: CatalogView, service: string): readonly YamlValue[] {
  const { sagas, flows } = view.catalog;
  const own = [...sagas.values()].filter((saga) => saga.service?.name === service);
  const joined = [...flows.values()].filter(({ reactions }) => reactions.some(({ by }) => by?.name === service));
  return [...own, ...joined].map((element) => pointerTo(view, element));
}

function factsOf(service: ServiceDef, owners: readonly string[]): readonly Fact[] {
  const { outbox, outboxKeep, inbox, inboxWindow } = service;
  return [
    ...fact('Owner', owners.includes(UNOWNED) ? 'nobody is named' : undefined),
    ...fact('Store', service.store && mdxText(service.store)),
    ...fact('Outbox', outbox ? (outboxKeep ? `yes, kept for ${outboxKeep.text}` : 'yes') : undefined),
    ...fact('Inbox', inbox ? (inboxWindow ? `yes, recognises repeats for ${inboxWindow.text}` : 'yes') : undefined),
    ...fact('Runbook', service.runbook && mdxText(service.runbook)),
  ];
}
