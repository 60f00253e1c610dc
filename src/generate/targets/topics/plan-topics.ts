import { compareText } from '../../../diagnostics/index.js';
import type { Catalog, ChannelDef } from '../../../model/index.js';
import { retryChannel, retryStages } from '../../../runtime/consumer/channels.js';
import { deadLettersOf } from '../../shared/channel-names.js';
import { type ChannelUse, channelUses, type Reader } from '../../shared/channel-uses.js';

/** What a channel of a broker is there for. */
export type TopicUse = 'messages' | 'retry' | 'dead-letters' | 'commands' | 'replies';

/** A setting that a broker may ask for. */
export type TopicSetting = 'broker' | 'partitions' | 'retention';

/** One channel as a broker has to have it. */
export interface Topic {
  readonly name: string;
  readonly use: TopicUse;
  /** Missing where the catalog does not say which. */
  readonly broker?: string;
  readonly kind: 'topic' | 'queue';
  readonly ordering: 'key' | 'none';
  readonly partitions?: number;
  readonly retentionMs?: number;
  readonly maxBytes?: number;
  /** How long a message rests there before it is read again. */
  readonly delayMs?: number;
  /** Channels whose messages come here, of retries and dead letters. */
  readonly of: readonly string[];
  /** Groups that read it, each of the processes of one service; nobody but people reads dead letters. */
  readonly groups: readonly string[];
  /** Services that write to it. */
  readonly writers: readonly string[];
  /** Whether the catalog has it under `channels`; the others follow from it, by the names that generated code uses. */
  readonly declared: boolean;
  /** What the catalog says nothing of. */
  readonly notSaid: readonly TopicSetting[];
}

type Draft = Omit<Topic, 'notSaid'>;

/** Every channel that the catalog speaks of or that code generated from it uses, sorted by name; `only` leaves those of one service. */
export function planTopics(catalog: Catalog, only?: string): readonly Topic[] {
  const topics = new Map<string, Draft>();
  const add = (topic: Draft) => {
    const known = topics.get(topic.name);
    topics.set(topic.name, known === undefined ? topic : joined(known, topic));
  };
  const isOurs = ({ service }: Reader) => only === undefined || service === only;
  const uses = channelUses(catalog);
  const idle = [...catalog.channels.keys()].filter((name) => only === undefined && !uses.has(name));
  for (const use of [...idle.map(unused), ...uses.values()]) {
    const readers = use.readers.filter(isOurs);
    if (only !== undefined && readers.length === 0 && !use.writers.includes(only)) continue;
    const topic = topicOf(catalog, { ...use, readers });
    [
      topic,
      ...readers.flatMap((reader) => [...retries(catalog, topic, reader), ...deadLetters(catalog, topic, reader)]),
    ].forEach(add);
  }
  return [...topics.values()].map(withNotSaid).sort((a, b) => compareText(a.name, b.name));
}

/** A channel of the catalog over which nothing goes. */
function unused(name: string): ChannelUse {
  return { name, use: 'messages', readers: [], writers: [] };
}

/** Several channels may share their dead letters; what is declared says more than what follows. */
function joined(known: Draft, topic: Draft): Draft {
  const union = (one: readonly string[], other: readonly string[]) =>
    [...new Set([...one, ...other])].sort(compareText);
  const use = topic.use === 'dead-letters' ? topic.use : known.use;
  return {
    ...known,
    use,
    of: union(known.of, topic.of),
    groups: union(known.groups, topic.groups),
    writers: union(known.writers, topic.writers),
  };
}

/** What each broker has no use for; of one that is not said, everything is open. */
const MEANINGLESS: Readonly<Record<string, readonly TopicSetting[]>> = {
  memory: ['partitions', 'retention'],
  nats: ['partitions'],
  rabbitmq: ['partitions', 'retention'],
};

function withNotSaid(topic: Draft): Topic {
  const { broker, partitions, retentionMs } = topic;
  const given = { broker, partitions, retention: retentionMs };
  const useless = MEANINGLESS[broker ?? ''] ?? [];
  const settings = (['broker', 'partitions', 'retention'] as const).filter((setting) => !useless.includes(setting));
  return { ...topic, notSaid: settings.filter((setting) => given[setting] === undefined) };
}

/** What the catalog says of its channel, or else what the settings say of all. */
function topicOf(catalog: Catalog, { name, use, readers, writers }: ChannelUse): Draft {
  const channel = catalog.channels.get(name);
  return {
    name,
    use: channel === undefined ? use : 'messages',
    ...settingsOf(channel ?? catalog.settings.channelDefaults),
    kind: channel?.shape ?? 'topic',
    ordering: channel?.ordering ?? 'key',
    ...(channel?.maxBytes !== undefined && { maxBytes: channel.maxBytes }),
    of: [],
    groups: readers.map(({ group }) => group),
    writers,
    declared: channel !== undefined,
  };
}

function settingsOf({ broker, partitions, retention }: Pick<ChannelDef, 'broker' | 'partitions' | 'retention'>) {
  return {
    ...(broker !== undefined && { broker }),
    ...(partitions !== undefined && { partitions }),
    ...(retention !== undefined && { retentionMs: retention.ms }),
  };
}

/** Commands are not tried again by who carries them out, nor events by sagas. */
function retries(catalog: Catalog, topic: Draft, { service, group, by, messages }: Reader): readonly Draft[] {
  const channel = catalog.channels.get(topic.name);
  if (channel === undefined || by === 'saga' || messages.every(({ kind }) => kind === 'command')) return [];
  const retryDelaysMs = channel.retryDelays.map(({ ms }) => ms);
  const stages = retryStages({ ordering: channel.ordering, retryDelaysMs });
  return retryDelaysMs.slice(0, stages).map((delayMs, index) => ({
    ...madeFor(topic, service),
    name: retryChannel(channel.id, group, index + 1),
    use: 'retry',
    ...settingsOf(channel),
    delayMs,
    groups: [group],
  }));
}

/** Dead letters are kept by rules of their own, of which the catalog says nothing where it does not declare their channel. */
function deadLetters(catalog: Catalog, topic: Draft, reader: Reader): readonly Draft[] {
  const name = deadLettersOf(topic.name, catalog.channels.get(topic.name), reader.group);
  if (name === undefined) return [];
  const made = { ...madeFor(topic, reader.service), name, use: 'dead-letters', groups: [] } as const;
  if (!catalog.channels.has(name)) return [made];
  const { of, writers, use } = made;
  return [{ ...topicOf(catalog, unused(name)), of, writers, use }];
}

/** What is the same of all channels to which a reader of another one puts what it cannot handle. */
function madeFor({ name, broker, maxBytes }: Draft, service: string) {
  return {
    ...(broker !== undefined && { broker }),
    kind: 'topic',
    ordering: 'none',
    ...(maxBytes !== undefined && { maxBytes }),
    of: [name],
    writers: [service],
    declared: false,
  } as const;
}
