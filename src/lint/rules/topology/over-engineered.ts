import { keySpan, nodeAt } from '../../../language/node.js';
import { countOf, nameList } from '../../../model/facts/name-list.js';
import { flattenSteps } from '../../../model/graph.js';
import { counted, push } from '../../../model/grouped.js';
import type { Catalog, ChannelDef, Element, SagaDef, ServiceDef } from '../../../model/index.js';
import type { Finding, OptionValues, Rule } from '../../rule.js';

/** More machinery than the load and the team ask for. */
export const overEngineered: Rule = {
  id: 'over-engineered',
  group: 'topology',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  summary: 'Disallow more services, brokers, partitions and sagas than the declared scale asks for.',
  why: `Every service, broker and saga is paid for each week, by being deployed, watched, patched and explained to whoever is new. A team of three with nine services and two brokers is busy with these and not with its business. Judged is only what \`scale\` in \`sagac.yaml\` declares; the examples are those of 3 developers and 5 events a second at the peak (\`scale: { eventsPerDay: 50000, peakPerSecond: 5, developers: 3 }\`).

Five sums are made: services that are not external, against \`servicesPerDeveloper\` (1); sagas, against \`sagasPerDeveloper\` (3); several brokers, where the peak is under \`peakForBrokers\` (100 a second; those of one cloud count as one, and \`memory\` as none); partitions over all channels, where there are more than 100 and each gets less than \`peakPerPartition\` (1 a second); services tagged \`event-sourcing\` or \`cqrs\` where there are fewer than \`eventsPerDayForSourcing\` (10000). Each finding points at the part that would be missed least.`,
  options: {
    schema: {
      type: 'object',
      properties: {
        servicesPerDeveloper: { type: 'number', exclusiveMinimum: 0 },
        sagasPerDeveloper: { type: 'number', exclusiveMinimum: 0 },
        peakForBrokers: { type: 'number', minimum: 0 },
        peakPerPartition: { type: 'number', minimum: 0 },
        eventsPerDayForSourcing: { type: 'number', minimum: 0 },
      },
      additionalProperties: false,
    },
    defaults: {
      servicesPerDeveloper: 1,
      sagasPerDeveloper: 3,
      peakForBrokers: 100,
      peakPerPartition: 1,
      eventsPerDayForSourcing: 10_000,
    },
  },
  settings: 'catalog: lending\nscale: { eventsPerDay: 50000, peakPerSecond: 5, developers: 3 }\n',
  bad: `services:
  catalogue: { owner: team-library }
  loans: { owner: team-library }
  fees: { owner: team-library }
  mails: { owner: team-library }
channels:
  library.loan.events: { key: loanId, broker: kafka }
  library.fee.events: { key: feeId, broker: kafka }
  library.mail.jobs: { broker: rabbitmq, kind: queue }
`,
  good: `services:
  catalogue: { owner: team-library }
  loans: { owner: team-library }
  mails: { owner: team-library }
channels:
  library.loan.events: { key: loanId, broker: kafka }
  library.fee.events: { key: feeId, broker: kafka }
  library.mail.jobs: { broker: kafka, kind: queue }
`,
  check({ catalog, options, report }) {
    if (catalog.settings.scale === undefined) return;
    for (const finding of [
      servicesFinding(catalog, options),
      sagasFinding(catalog, options),
      brokersFinding(catalog, options),
      partitionsFinding(catalog, options),
      sourcingFinding(catalog, options),
    ]) {
      if (finding) report(finding);
    }
  },
};

function servicesFinding(catalog: Catalog, options: OptionValues): Finding | undefined {
  const services = [...catalog.services.values()].filter(({ external }) => !external);
  const perDeveloper = Number(options['servicesPerDeveloper']);
  const uses = usesByService(catalog);
  const least = leastOf(services, ({ id }) => uses.get(id) ?? 0);
  return tooMany(catalog, services.length, perDeveloper, 'service', least, (service) => ({
    message: `; \`${service.id}\` is named least`,
    help: `Merge what is always changed together; \`${service.id}\` stands in ${countOf(uses.get(service.id) ?? 0, 'place')} of the catalog.`,
  }));
}

function sagasFinding(catalog: Catalog, options: OptionValues): Finding | undefined {
  const sagas = [...catalog.sagas.values()];
  const steps = (saga: SagaDef) => flattenSteps(saga.steps).length;
  const least = leastOf(sagas, steps);
  return tooMany(catalog, sagas.length, Number(options['sagasPerDeveloper']), 'saga', least, (saga) => ({
    message: `; \`${saga.id}\` is the smallest`,
    help: `Leave sagas to what several services must agree on; \`${saga.id}\` has ${countOf(steps(saga), 'step')}.`,
  }));
}

function tooMany<E extends Element>(
  catalog: Catalog,
  count: number,
  perDeveloper: number,
  noun: string,
  least: E | undefined,
  text: (least: E) => { readonly message: string; readonly help: string },
): Finding | undefined {
  const developers = catalog.settings.scale?.developers;
  if (developers === undefined || least === undefined || count <= developers * perDeveloper) return undefined;
  const { message, help } = text(least);
  const sum = `${countOf(count, noun)} for ${countOf(developers, 'developer')} are ${rounded(count / developers)} each, more than ${perDeveloper}`;
  return {
    span: least.nameSpan,
    message: `In \`${catalog.settings.catalog}\` ${sum}${message}.`,
    element: least,
    help,
  };
}

/** Brokers that come from one hand and are run as one. */
const FAMILY: Readonly<Record<string, string>> = { sqs: 'aws', eventbridge: 'aws' };

function brokersFinding(catalog: Catalog, options: OptionValues): Finding | undefined {
  const peak = peakOf(catalog);
  const byFamily = new Map<string, ChannelDef[]>();
  for (const channel of catalog.channels.values()) {
    if (channel.broker === undefined || channel.broker === 'memory') continue;
    push(byFamily, FAMILY[channel.broker] ?? channel.broker, channel);
  }
  if (peak === undefined || peak >= Number(options['peakForBrokers']) || byFamily.size < 2) return undefined;
  const least = leastOf([...byFamily.values()], (channels) => channels.length);
  const first = least?.[0];
  if (!least || !first) return undefined;
  const brokers = [...new Set([...byFamily.values()].flat().flatMap(({ broker }) => broker ?? []))].sort();
  return {
    span: nodeAt(first.node, 'broker')?.span ?? first.nameSpan,
    message: `${nameList(brokers)} are ${brokers.length} brokers for ${rounded(peak)} events a second at the peak, fewer than ${options['peakForBrokers']}.`,
    element: first,
    help: `Move ${countOf(least.length, 'channel')} (${nameList(
      least.map(({ id }) => id),
      3,
    )}) over to the broker that the others use.`,
  };
}

/** So many partitions cost nothing that would be worth a word. */
const CHEAP_PARTITIONS = 100;

function partitionsFinding(catalog: Catalog, options: OptionValues): Finding | undefined {
  const peak = peakOf(catalog);
  const channels = [...catalog.channels.values()].filter(({ partitions }) => partitions !== undefined);
  const total = channels.reduce((sum, { partitions }) => sum + (partitions ?? 0), 0);
  const wanted = Number(options['peakPerPartition']);
  if (peak === undefined || total <= CHEAP_PARTITIONS || peak / total >= wanted) return undefined;
  const most = leastOf(channels, ({ partitions }) => -(partitions ?? 0));
  return (
    most && {
      span: nodeAt(most.node, 'partitions')?.span ?? most.nameSpan,
      message: `${total} partitions for ${rounded(peak)} events a second at the peak are ${rounded(peak / total)} a second each, less than ${wanted}; \`${most.id}\` has most of them, ${most.partitions}.`,
      element: most,
      help: 'Take as many partitions as the consumers at the peak need, with room to grow by some times.',
    }
  );
}

const SOURCING = new Set(['event-sourcing', 'event-sourced', 'eventsourcing', 'cqrs']);

function sourcingFinding(catalog: Catalog, options: OptionValues): Finding | undefined {
  const perDay = catalog.settings.scale?.eventsPerDay;
  const services = [...catalog.services.values()].filter(isSourced);
  const [first] = services;
  if (perDay === undefined || first === undefined || perDay >= Number(options['eventsPerDayForSourcing']))
    return undefined;
  return {
    span: keySpan(first.node, 'tags') ?? first.nameSpan,
    message: `${nameList(
      services.map(({ id }) => id),
      4,
    )} ${services.length === 1 ? 'uses' : 'use'} event sourcing or CQRS for ${rounded(perDay)} events a day, fewer than ${options['eventsPerDayForSourcing']}.`,
    element: first,
    help: 'Keep the state in a table and publish events from an outbox, unless the history itself is what the business asks for.',
  };
}

function isSourced({ tags }: ServiceDef): boolean {
  return tags.some((tag) => SOURCING.has(tag.toLowerCase().replace(/[ _]/g, '-')));
}

/** Declared, or four times the mean of the day where only that is. */
function peakOf({ settings }: Catalog): number | undefined {
  const { peakPerSecond, eventsPerDay } = settings.scale ?? {};
  return peakPerSecond ?? (eventsPerDay === undefined ? undefined : (4 * eventsPerDay) / 86_400);
}

function usesByService(catalog: Catalog): ReadonlyMap<string, number> {
  return counted(catalog.references.flatMap(({ ref, target }) => (target === 'service' ? [ref.name] : [])));
}

function leastOf<T>(items: readonly T[], measure: (item: T) => number): T | undefined {
  let best: { readonly item: T; readonly size: number } | undefined;
  for (const item of items) {
    const size = measure(item);
    if (best === undefined || size < best.size) best = { item, size };
  }
  return best?.item;
}

function rounded(value: number): string {
  return String(value >= 10 ? Math.round(value) : Number(value.toPrecision(2)));
}
