import { compareText } from '../../../diagnostics/index.js';
import { trafficOf } from '../../../model/facts/channel-traffic.js';
import { isExternal, namesOf, reactionsIn } from '../../../model/graph.js';
import type { Catalog, ChannelDef } from '../../../model/index.js';
import { deadLetterChannel } from '../../../runtime/broker/dead-letters.js';
import { commandChannel, eventChannel, retryChannel } from '../../../runtime/consumer/channels.js';
import { replyChannel } from '../producers/reply-channel.js';

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
  /** Services that read it, each as one group of its processes; nobody but people reads dead letters. */
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
  const isOurs = (service: string) =>
    catalog.services.has(service) && !isExternal(catalog, service) && (only === undefined || only === service);
  for (const channel of catalog.channels.values()) add(declaredTopic(catalog, channel, isOurs));
  for (const channel of catalog.channels.values()) {
    for (const group of groupsOf(catalog, channel.id, isOurs))
      [...retries(channel, group), ...deadLetters(channel, group)].forEach(add);
  }
  for (const topic of [...commandTopics(catalog), ...eventTopics(catalog), ...replyTopics(catalog)]) {
    const parties = [...topic.groups, ...topic.writers];
    if (parties.some(isOurs))
      [topic, ...topic.groups.filter(isOurs).flatMap((group) => deadLetters(topic, group))].forEach(add);
  }
  const all = [...topics.values()].filter((topic) => only === undefined || concerns(topic, only));
  return all.map(withNotSaid).sort((a, b) => compareText(a.name, b.name));
}

/** Of one service's own: what it reads or writes, and where its failures go. */
function concerns({ groups, writers, use }: Draft, service: string): boolean {
  return use === 'dead-letters' || groups.includes(service) || writers.includes(service);
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

function declaredTopic(catalog: Catalog, channel: ChannelDef, isOurs: (service: string) => boolean): Draft {
  const { writers } = trafficOf(catalog, channel.id);
  return {
    name: channel.id,
    use: 'messages',
    ...settingsOf(channel),
    kind: channel.shape,
    ordering: channel.ordering,
    ...(channel.maxBytes !== undefined && { maxBytes: channel.maxBytes }),
    of: [],
    groups: groupsOf(catalog, channel.id, isOurs),
    writers: sorted(writers.map(({ service }) => service)),
    declared: true,
  };
}

function settingsOf({ broker, partitions, retention }: Pick<ChannelDef, 'broker' | 'partitions' | 'retention'>) {
  return {
    ...(broker !== undefined && { broker }),
    ...(partitions !== undefined && { partitions }),
    ...(retention !== undefined && { retentionMs: retention.ms }),
  };
}

function groupsOf(catalog: Catalog, channel: string, isOurs: (service: string) => boolean): readonly string[] {
  return sorted(
    trafficOf(catalog, channel)
      .readers.map(({ service }) => service)
      .filter(isOurs),
  );
}

/** Where order counts, what fails waits in its place and holds up its key: there are no channels for it. */
function retries(channel: ChannelDef, group: string): readonly Draft[] {
  if (channel.ordering !== 'none') return [];
  return channel.retryDelays.map((delay, index) => ({
    name: retryChannel(channel.id, group, index + 1),
    use: 'retry',
    ...settingsOf(channel),
    kind: 'topic',
    ordering: 'none',
    ...(channel.maxBytes !== undefined && { maxBytes: channel.maxBytes }),
    delayMs: delay.ms,
    of: [channel.id],
    groups: [group],
    writers: [group],
    declared: false,
  }));
}

/** Dead letters are kept by rules of their own, of which the catalog says nothing where it does not declare their channel. */
function deadLetters(channel: ChannelDef | Draft, group: string): readonly Draft[] {
  const name = 'id' in channel ? channel.id : channel.name;
  const { deadLetter } = 'id' in channel ? channel : {};
  if (deadLetter === 'none') return [];
  return [
    {
      name: deadLetter?.channel ?? deadLetterChannel(name, group),
      use: 'dead-letters',
      ...(channel.broker !== undefined && { broker: channel.broker }),
      kind: 'topic',
      ordering: 'none',
      ...(channel.maxBytes !== undefined && { maxBytes: channel.maxBytes }),
      of: [name],
      groups: [],
      writers: [group],
      declared: false,
    },
  ];
}

/** A channel of a default name, with what the settings say of channels. */
function derived(
  catalog: Catalog,
  name: string,
  use: TopicUse,
  groups: readonly string[],
  writers: readonly string[],
): Draft {
  const settings = settingsOf(catalog.settings.channelDefaults);
  return {
    name,
    use,
    ...settings,
    kind: 'topic',
    ordering: 'key',
    of: [],
    groups,
    writers: sorted(writers),
    declared: false,
  };
}

/** Commands for which the catalog names no channel go to one for each service that carries them out. */
function commandTopics(catalog: Catalog): readonly Draft[] {
  const open = [...catalog.commands.values()].filter(({ channel }) => channel === undefined);
  const handlers = sorted(open.flatMap(({ handler }) => handler?.name ?? []));
  const senders = (service: string) =>
    open.flatMap((one) => (one.handler?.name === service ? namesOf(one.senders) : []));
  return handlers.map((service) => derived(catalog, commandChannel(service), 'commands', [service], senders(service)));
}

/** Events of reactions for which the catalog names no channel. */
function eventTopics(catalog: Catalog): readonly Draft[] {
  const services = reactionsIn(catalog).flatMap(({ by, emits, fails }) => {
    const lost = namesOf([...emits, ...fails]).some((name) => catalog.events.get(name)?.channel === undefined);
    return by !== undefined && lost ? [by.name] : [];
  });
  return sorted(services).map((service) => derived(catalog, eventChannel(service), 'messages', [], [service]));
}

/** Answers to commands that a service sends itself. */
function replyTopics(catalog: Catalog): readonly Draft[] {
  const senders = sorted([...catalog.commands.values()].flatMap((command) => namesOf(command.senders)));
  const handlersFor = (service: string) =>
    [...catalog.commands.values()].flatMap((one) =>
      namesOf(one.senders).includes(service) ? (one.handler?.name ?? []) : [],
    );
  return senders.map((service) => derived(catalog, replyChannel(service), 'replies', [service], handlersFor(service)));
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareText);
}
