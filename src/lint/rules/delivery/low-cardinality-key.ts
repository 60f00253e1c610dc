import { channelOf } from '../../../model/graph.js';
import {
  type Catalog,
  type ChannelDef,
  type Field,
  type MessageDef,
  messagesIn,
  type NameRef,
} from '../../../model/index.js';
import { lookUpField } from '../../../model/references/field-path.js';
import { isPrimitive, resolveType } from '../../../model/values/value-type.js';
import { allowedNames, withOwn } from '../../facts/options.js';
import { FEW_VALUE_TAILS, FEW_VALUES } from '../../lexicon/few-values.js';
import { splitWords } from '../../lexicon/split-words.js';
import type { Finding, Rule } from '../../rule.js';

/** Values beyond this are spread well enough over any usual number of partitions. */
const MANY_VALUES = 50;
/** A key with a handful of values. */
export const lowCardinalityKey: Rule = {
  id: 'low-cardinality-key',
  group: 'delivery',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow keys with few values.',
  why: `All messages with the same key go to one partition and are handled one after the other by one consumer. A key with four values keeps four partitions busy at most, and usually one of them with nearly everything: the others idle, and more consumers do not help.

Judged by type are booleans, enumerations and integers with narrow bounds, where they have fewer than four values a partition (option \`perPartition\`; hashes collide, so as many values as partitions are not enough); by name (\`country\`, \`currencyCode\`, \`orderType\`, \`status\`) texts. The option \`words\` adds nouns that mean few values, and \`allow\` lists names of fields that are fine. Channels with one partition are not asked.`,
  options: {
    schema: {
      type: 'object',
      properties: {
        words: { type: 'array', items: { type: 'string' } },
        allow: { type: 'array', items: { type: 'string' } },
        perPartition: { type: 'integer', minimum: 1 },
      },
      additionalProperties: false,
    },
    defaults: { words: [], allow: [], perPartition: 4 },
  },
  bad: `channels:
  support.ticket.events: { broker: kafka, partitions: 12 }
events:
  TicketOpened:
    version: 1.0.0
    channel: support.ticket.events
    key: priority
    payload: { ticketId: uuid, priority: enum(low|normal|high|urgent), openedAt: timestamp }
`,
  good: `channels:
  support.ticket.events: { broker: kafka, partitions: 12 }
events:
  TicketOpened:
    version: 1.0.0
    channel: support.ticket.events
    key: ticketId
    payload: { ticketId: uuid, priority: enum(low|normal|high|urgent), openedAt: timestamp }
`,
  check({ catalog, options, report }) {
    const limits: Limits = {
      perPartition: Number(options['perPartition']),
      allowed: allowedNames(options),
      words: withOwn(FEW_VALUES, options, 'words'),
    };
    const seen = new Set<NameRef>();
    for (const message of messagesIn(catalog)) {
      const channel = channelOf(catalog, message);
      if (message.key === undefined || channel === undefined || channel.partitions === 1) continue;
      if (seen.has(message.key) || message.oldMajor !== undefined) continue;
      const finding = fewValues(catalog, message, message.key, channel, limits);
      // A key that the channel gives to all its messages is one thing to repair.
      if (finding) seen.add(message.key);
      if (finding) report(finding);
    }
  },
};

interface Limits {
  readonly perPartition: number;
  readonly words: ReadonlySet<string>;
  readonly allowed: ReadonlySet<string>;
}

function fewValues(
  catalog: Catalog,
  message: MessageDef,
  key: NameRef,
  channel: ChannelDef,
  { words, allowed, perPartition }: Limits,
): Finding | undefined {
  const found = lookUpField(catalog.types, message.payload.fields, key.name.split('.'));
  if (!found.found || allowed.has(found.field.name)) return undefined;
  const count = valuesOf(catalog, found.field);
  if (count === undefined ? !meansFew(catalog, found.field, words) : !isFew(count, channel, perPartition))
    return undefined;
  return {
    span: key.span,
    message: `The key \`${key.name}\` of \`${message.id}\` has ${countText(count)}: ${partitionText(count, channel)}.`,
    help: 'Take the field that identifies what the message is about, such as an id of its entity.',
    labels: [{ span: found.field.nameSpan, text: 'the key field' }],
    element: message,
  };
}

/** How many values a field can have, where its type tells. */
function valuesOf(catalog: Catalog, { type, constraints }: Field): number | undefined {
  const resolved = resolveType(catalog, type);
  if (resolved.kind === 'enum') return resolved.values.length;
  if (resolved.kind !== 'primitive') return undefined;
  if (resolved.name === 'boolean') return 2;
  const { min, max } = constraints;
  const isWhole = resolved.name === 'int' || resolved.name === 'long';
  return isWhole && min !== undefined && max !== undefined ? Math.floor(max) - Math.ceil(min) + 1 : undefined;
}

function isFew(count: number, { partitions }: ChannelDef, perPartition: number): boolean {
  return count < (partitions === undefined ? MANY_VALUES : partitions * perPartition);
}

/** `shippingCountryCode` ends in a country; an id of a country group (`countryGroupId`) does not. */
function meansFew(catalog: Catalog, { name, type }: Field, few: ReadonlySet<string>): boolean {
  if (!isPrimitive(resolveType(catalog, type), 'string', 'int')) return false;
  const words = [...splitWords(name)];
  while (words.length > 1 && FEW_VALUE_TAILS.has(words.at(-1) ?? '')) words.pop();
  return few.has(words.at(-1) ?? '');
}

function countText(count: number | undefined): string {
  return count === undefined ? 'few values' : count === 1 ? '1 value' : `${count} values`;
}

function partitionText(count: number | undefined, { id, partitions }: ChannelDef): string {
  if (partitions === undefined) return `\`${id}\` cannot be divided among many consumers`;
  if (count === undefined) return `most of the ${partitions} partitions of \`${id}\` stay empty`;
  if (count < partitions)
    return `at least ${partitions - count} of the ${partitions} partitions of \`${id}\` stay empty`;
  return `the ${partitions} partitions of \`${id}\` are filled unevenly`;
}
