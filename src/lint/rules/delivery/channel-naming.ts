import { counted } from '../../../model/grouped.js';
import type { Catalog, ChannelDef } from '../../../model/index.js';
import { matchPattern } from '../../../model/values/match-pattern.js';
import { holdsDeadLetters } from '../../facts/dead-letters.js';
import type { Rule } from '../../rule.js';

/** Fewer channels than this have no habit yet. */
const FEWEST = 4;
/** So large a part of the channels makes a habit. */
const MAJORITY = 2 / 3;

/** A channel that is named unlike all others. */
export const channelNaming: Rule = {
  id: 'channel-naming',
  group: 'delivery',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  summary: 'Enforce one pattern for the names of channels.',
  why: `Permissions, dashboards, quotas and connectors are set up by patterns over names of topics. A channel that is named in another way falls out of all of them, and whoever looks for the orders of the sales team has to know that they are called something else.

The option \`pattern\` is a regular expression that every name must match. Without it the habit of the catalog counts: if two thirds of at least four channels have the same number of parts between dots, and are written in the same way (without capitals, with dashes or with underscores), the others are findings. A channel named after another one (\`sales.order.events.retry\`) is free to add parts.`,
  options: {
    schema: { type: 'object', properties: { pattern: { type: 'string' } }, additionalProperties: false },
    defaults: { pattern: '' },
  },
  bad: `channels:
  sales.order.events: { broker: kafka, key: orderId }
  sales.basket.events: { broker: kafka, key: basketId }
  warehouse.stock.events: { broker: kafka, key: sku }
  crm.mail.events: { broker: kafka, key: mailId }
  ShipmentTopic: { broker: kafka, key: shipmentId }
`,
  good: `channels:
  sales.order.events: { broker: kafka, key: orderId }
  sales.basket.events: { broker: kafka, key: basketId }
  warehouse.stock.events: { broker: kafka, key: sku }
  crm.mail.events: { broker: kafka, key: mailId }
  warehouse.shipment.events: { broker: kafka, key: shipmentId }
`,
  check({ catalog, options, report }) {
    const pattern = typeof options['pattern'] === 'string' ? options['pattern'] : '';
    const channels = [...catalog.channels.values()];
    const odd = pattern === '' ? unlikeOthers(catalog, channels) : unlikePattern(channels, pattern);
    for (const [channel, why] of odd) {
      // What is on its way out is not renamed any more.
      if (channel.deprecated) continue;
      report({
        span: channel.nameSpan,
        message: `\`${channel.id}\` ${why}.`,
        help: 'Name it like the others, before anybody depends on its name.',
        element: channel,
      });
    }
  },
};

type Odd = readonly (readonly [ChannelDef, string])[];

/** What is no regular expression matches nothing, and would call every name wrong: it is left alone. */
function unlikePattern(channels: readonly ChannelDef[], pattern: string): Odd {
  return channels
    .filter((channel) => matchPattern(pattern, channel.id) === false)
    .map((channel) => [channel, `does not match \`${pattern.replaceAll('`', "'")}\``]);
}

function unlikeOthers(catalog: Catalog, all: readonly ChannelDef[]): Odd {
  const bases = all.filter((channel) => !isNamedAfterAnother(catalog, channel));
  if (bases.length < FEWEST) return [];
  const isOdd = oddness(bases.map(({ id }) => id));
  const usual = bases.filter(({ id }) => !isOdd(id));
  const [example] = usual;
  if (example === undefined) return [];
  return bases
    .filter(({ id }) => isOdd(id))
    .map((channel) => [channel, `is named unlike ${usual.length} other channels, such as \`${example.id}\``]);
}

/** `orders.retry` beside `orders`: a channel whose name goes on from that of another, or that holds its dead letters. */
function isNamedAfterAnother(catalog: Catalog, { id }: ChannelDef): boolean {
  for (let end = id.length - 1; end > 0; end--) {
    if (/[._-]/.test(id[end] ?? '') && catalog.channels.has(id.slice(0, end))) return true;
  }
  return holdsDeadLetters(catalog, id);
}

/** What most of the names do not have; where none of the ways has a majority, nothing is odd. */
function oddness(names: readonly string[]): (name: string) => boolean {
  const tests = [hasCapitals, hasUnderscores, hasDashes];
  const odd = tests.filter((test) => isRare(names.filter(test).length, othersOf(names, test)));
  const parts = usualParts(names);
  return (name) => (parts !== undefined && partsOf(name) !== parts) || odd.some((test) => test(name));
}

const hasCapitals = (name: string) => /[A-Z]/.test(name);
const hasUnderscores = (name: string) => name.includes('_');
const hasDashes = (name: string) => name.includes('-');

/** A name of single words goes with dashes as with underscores, so these two are only held against each other. */
function othersOf(names: readonly string[], test: (name: string) => boolean): number {
  if (test === hasUnderscores) return names.filter(hasDashes).length;
  if (test === hasDashes) return names.filter(hasUnderscores).length;
  return names.filter((name) => !hasCapitals(name)).length;
}

function isRare(count: number, others: number): boolean {
  return count > 0 && others >= (count + others) * MAJORITY;
}

function usualParts(names: readonly string[]): number | undefined {
  return [...counted(names.map(partsOf))].find(([, count]) => count >= names.length * MAJORITY)?.[0];
}

function partsOf(name: string): number {
  return name.split('.').length;
}
