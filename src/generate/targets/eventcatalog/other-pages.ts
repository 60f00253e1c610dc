import { compareText } from '../../../diagnostics/index.js';
import { countOf } from '../../../model/facts/name-list.js';
import type { ChannelDef, DeadLetter } from '../../../model/index.js';
import { portableName } from '../../file-names.js';
import type { YamlValue } from '../../yaml-text.js';
import { type CatalogView, deprecationOf, pointerTo, versionOf } from './catalog-view.js';
import { mdxText } from './mdx-text.js';
import { domainsIn, slugsOf, type Team, UNOWNED } from './owners.js';
import { baseMatter, codes, definitionWith, type Fact, fact, type Page, textsOf, writtenYaml } from './page.js';

export function channelPage(view: CatalogView, channel: ChannelDef): Page {
  const instead = channel.broker === undefined ? 'A channel.' : `A ${channel.shape} of ${channel.broker}.`;
  return {
    path: `channels/${view.folders.channels.names.get(channel.id) ?? channel.id}/index.mdx`,
    frontMatter: {
      ...baseMatter(channel, {
        id: channel.id,
        name: channel.id,
        version: versionOf(channel),
        summary: instead,
        owners: view.owners.of(channel),
      }),
      deprecated: deprecationOf(channel.deprecated),
      address: channel.id,
      protocols: channel.broker === undefined ? undefined : [channel.broker],
      deliveryGuarantee: channel.delivery,
      'x-sagac-definition': definitionOf(channel),
    },
    ...textsOf(channel, instead),
    facts: channelFacts(channel),
  };
}

function definitionOf(channel: ChannelDef): YamlValue {
  const { broker, partitions, retention, retryDelays } = channel;
  const delays = retryDelays.length === 0 ? undefined : retryDelays.map(({ text }) => text);
  const counting = { broker, partitions, retention: retention?.text, retryDelays: delays };
  return definitionWith(writtenYaml(channel, ['summary']), counting);
}

function channelFacts(channel: ChannelDef): readonly Fact[] {
  const { partitions, retention, retryDelays, key, deadLetter } = channel;
  return [
    ...fact('Reaches', channel.shape === 'queue' ? 'one of its consumers' : undefined),
    ...fact('Partitions', partitions === undefined ? undefined : String(partitions)),
    ...fact('Messages are kept for', retention?.text),
    ...fact('Order is kept by', key && codes([key.name])),
    ...fact('Failed messages come again after', retryDelays.map(({ text }) => text).join(', ')),
    ...fact('Dead letters', deadLetter === 'none' ? 'none' : deadLetter && deadLetterText(deadLetter)),
  ];
}

function deadLetterText({ channel, owner, alertAfter }: DeadLetter): string {
  const parts = [
    `go to ${codes([channel])}`,
    ...(owner === undefined ? [] : [`looked after by ${mdxText(owner)}`]),
    ...(alertAfter === undefined ? [] : [`an alert after ${countOf(alertAfter, 'letter')}`]),
  ];
  return parts.join('; ');
}

export function domainPages(view: CatalogView): readonly Page[] {
  const domains = domainsIn(view.catalog);
  const slugs = slugsOf(domains);
  return domains.map((domain) => {
    const slug = slugs.get(domain) ?? domain;
    const services = [...view.catalog.services.values()]
      .filter((service) => service.domain === domain)
      .sort((a, b) => compareText(a.id, b.id));
    const instead = `The business area ${domain}.`;
    return {
      path: `domains/${portableName(slug)}/index.mdx`,
      frontMatter: {
        ...baseMatter(
          {},
          {
            id: slug,
            name: domain,
            version: { version: '1.0.0', isDerived: true },
            summary: instead,
            owners: view.owners.ofDomain(domain),
          },
        ),
        services: services.map((service) => pointerTo(view, service)),
      },
      lead: mdxText(instead),
      facts: fact('Services', codes(services.map(({ id }) => id))),
    };
  });
}

/** Teams are no versioned resources: a file each, without a folder. */
export function teamPage({ id, name }: Team): Page {
  const summary = id === UNOWNED ? 'Owns what the catalog names no owner for.' : 'Owns services of this catalog.';
  return {
    path: `teams/${portableName(id)}.mdx`,
    frontMatter: { id, name, summary, 'x-sagac-derived': ['summary'] },
    lead: mdxText(summary),
  };
}
