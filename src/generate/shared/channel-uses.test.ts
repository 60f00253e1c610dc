import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Catalog } from '../../model/index.js';
import type { Broker, BrokerMessage, SubscribeOptions } from '../../runtime/broker/broker.js';
import { deadLetterChannel } from '../../runtime/broker/dead-letters.js';
import { eventChannel, replyChannel } from '../../runtime/consumer/channels.js';
import { startConsumer } from '../../runtime/consumer/start-consumer.js';
import { createMemoryInbox } from '../../runtime/inbox/memory-inbox.js';
import { HEADERS } from '../../runtime/remote/headers.js';
import { createRemoteLink } from '../../runtime/remote/remote-link.js';
import { catalogFromYaml } from '../../testing/catalog-from-yaml.js';
import { rulesOf } from '../targets/alerts/testing/rules.js';
import { documentTexts } from '../targets/asyncapi/testing/documents.js';
import { consumerDefinition } from '../targets/consumers/definition-file.js';
import { planServices as planConsumers } from '../targets/consumers/service-plan.js';
import { planServices as planProducers } from '../targets/producers/service-plan.js';
import { linkSettings } from '../targets/sagas/channels-file.js';
import { planTopics } from '../targets/topics/plan-topics.js';
import { fixtureCatalog } from '../testing/catalog.js';

/** Groups of their own, events and commands on one channel, sagas that begin by either, names of their own on the wire, and no dead letters. */
const MIXED = `
services:
  own: {}
  reader: {}
  outside: { external: true }
channels:
  a.mixed: { broker: kafka, ordering: none, retryDelays: [1m, 5m], deadLetter: { channel: a.dead } }
  a.dead: { broker: kafka }
  a.plain: { broker: kafka, ordering: none, retryDelays: [1m] }
  a.lossy: { broker: rabbitmq, deadLetter: false }
  a.idle: { broker: nats }
events:
  Placed: { version: 1.0.0, wire: own.placed, producer: own, channel: a.mixed, consumers: [{ service: reader, group: readers-2 }, outside], payload: { id: uuid } }
  Noted: { version: 1.0.0, producer: own, channel: a.plain, consumers: [{ service: reader, group: noters }], payload: { id: uuid } }
  Lost: { version: 1.0.0, producer: reader, channel: a.lossy, consumers: [own], payload: { id: uuid } }
  Began: { version: 1.0.0, producer: own, channel: a.plain, consumers: [own], payload: { id: uuid } }
  Done: { version: 1.0.0, wire: reader.done, producer: reader, payload: { id: uuid } }
  Refused: { version: 1.0.0, producer: reader, failureOf: Done, payload: { id: uuid } }
  Undone: { version: 1.0.0, producer: reader, payload: { id: uuid } }
  Told: { version: 1.0.0, producer: own, payload: { id: uuid } }
  Over: { version: 1.0.0, producer: own, payload: { id: uuid } }
  Failed: { version: 1.0.0, producer: own, failureOf: Over, payload: { id: uuid } }
commands:
  Do: { version: 1.0.0, handler: reader, senders: [own], channel: a.mixed, payload: { id: uuid }, success: Done, failure: [Refused] }
  Undo: { version: 1.0.0, handler: reader, payload: { id: uuid }, success: Undone, cannotFail: It deletes a row. }
  Run: { version: 1.0.0, handler: own, senders: [reader], payload: { id: uuid }, success: Over, failure: [Failed] }
flows:
  F: { correlation: id, reactions: [{ on: Placed, by: own, emits: Told }] }
sagas:
  ByCommand: { service: own, start: Run, correlation: id, steps: [{ do: Do, undo: Undo }], complete: Over, abort: Failed }
  ByEvent: { service: own, start: Began, correlation: id, steps: [{ do: Undo }], complete: Over }
`;

interface Subscribed {
  readonly channel: string;
  readonly group: string;
  readonly options: SubscribeOptions;
  readonly handler: (message: BrokerMessage) => Promise<void>;
}

/** A broker that notes who subscribes to what, and what is published. */
function noting() {
  const subscribed: Subscribed[] = [];
  const published: string[] = [];
  const broker: Broker = {
    publish: async (channel) => void published.push(channel),
    async subscribe(channel, group, handler, options = {}) {
      subscribed.push({ channel, group, options, handler: (message) => handler(message, { attempt: 1 }) });
      return { close: async () => undefined };
    },
    close: async () => undefined,
  };
  return { broker, subscribed, published };
}

/** Channels and their groups, as the code that is generated from a catalog uses them. */
async function usedBy(catalog: Catalog): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const used = new Map<string, Set<string>>();
  const use = (channel: string, ...groups: readonly string[]) =>
    used.set(channel, new Set([...(used.get(channel) ?? []), ...groups]));
  for (const plan of planConsumers(catalog)) {
    const definition = consumerDefinition(catalog, plan);
    for (const { channel, group } of await consumer(definition)) use(channel, ...group);
    for (const outcome of definition.handlers.flatMap(({ emits, fails }) => [...emits, ...fails]))
      use(definition.events[outcome]?.channel ?? eventChannel(definition.service));
  }
  for (const saga of catalog.sagas.values()) {
    const settings = linkSettings(catalog, saga);
    if (settings === undefined) continue;
    for (const channel of [...Object.values(settings.commands ?? {}), ...Object.values(settings.publishChannels ?? {})])
      use(channel);
    const { broker, subscribed } = noting();
    await createRemoteLink({ broker, ...settings }).listen(null as never);
    for (const { channel, group, options } of subscribed) {
      use(channel, group);
      const { deadLetters = deadLetterChannel(channel, group) } = options;
      if (deadLetters !== false) use(deadLetters);
    }
  }
  for (const { service, events, commands } of planProducers(catalog)) {
    for (const { channel } of [...events, ...commands]) use(channel);
    // Whoever sends commands reads the answers by code of its own.
    if (commands.length > 0) use(replyChannel(service.id), service.id);
    if (commands.length > 0) use(deadLetterChannel(replyChannel(service.id), service.id));
  }
  return used;
}

/** What a consumer subscribes to, and where it puts a message that nobody can read. */
async function consumer(definition: ReturnType<typeof consumerDefinition>) {
  const { broker, subscribed, published } = noting();
  const none = async () => undefined;
  const running = await startConsumer({
    definition,
    broker,
    inbox: createMemoryInbox(),
    handlers: Object.fromEntries(definition.handlers.map(({ name }) => [name, none])),
    commands: Object.fromEntries(Object.keys(definition.commands).map((id) => [id, none as never])),
    observer: {},
  });
  const types = [...Object.values(definition.events), ...Object.values(definition.commands)].map(({ type }) => type);
  for (const { handler } of subscribed) {
    for (const type of types) {
      const headers = { [HEADERS.key]: 'k', [HEADERS.replyTo]: 'r' };
      await handler({ id: 'bad', key: 'k', type, data: 'no object' as never, headers }).catch(() => undefined);
    }
  }
  await running.close();
  const read = subscribed.map(({ channel, group }) => ({ channel, group: [group] }));
  return [...read, ...published.map((channel) => ({ channel, group: [] as string[] }))];
}

/** Every text under a key of a document, wherever it stands. */
function under(value: unknown, key: string): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [...(name === key ? [inner] : []), ...under(inner, key)]);
}

describe.each(['shop', 'travel', 'bank', 'mixed'])('channels and groups of the catalog %s', (name) => {
  let catalog: Catalog;
  let used: ReadonlyMap<string, ReadonlySet<string>>;
  let topics: ReturnType<typeof planTopics>;

  beforeAll(async () => {
    catalog = name === 'mixed' ? await catalogFromYaml(MIXED) : fixtureCatalog(name);
    used = await usedBy(catalog);
    topics = planTopics(catalog);
  });

  it('are provisioned as generated code uses them, and no others', () => {
    const declared = [...catalog.channels.keys()];
    expect(topics.map((topic) => topic.name)).toEqual([...new Set([...declared, ...used.keys()])].sort());
    const groups = topics.map((topic) => [topic.name, topic.groups]);
    expect(groups).toEqual(topics.map((topic) => [topic.name, [...(used.get(topic.name) ?? [])].sort()]));
  });

  it('are provisioned for one service as for all', () => {
    const byService = [...catalog.services.keys()].flatMap((service) => planTopics(catalog, service));
    for (const topic of byService) {
      const whole = topics.find((other) => other.name === topic.name);
      expect(whole?.groups).toEqual(expect.arrayContaining([...topic.groups]));
      expect(whole).toMatchObject({ kind: topic.kind, declared: topic.declared, notSaid: topic.notSaid });
    }
  });

  it('are what alerts speak of', () => {
    const rules = rulesOf(catalog, { lag: 'kafka_exporter' });
    const readers = rules.filter(({ alert }) => alert === 'ConsumerLag');
    expect(readers.length).toBeGreaterThan(0);
    for (const { labels, expr } of rules) {
      if (labels['channel'] !== undefined) expect([...catalog.channels.keys()]).toContain(labels['channel']);
      const group = /consumergroup=(~?)'([^']*)'/.exec(expr);
      if (group === null) continue;
      const all = topics.find((topic) => topic.name === labels['channel'])?.groups ?? [];
      const named =
        group[1] === '~'
          ? all.filter((one) => new RegExp(`^(?:${group[2]?.replaceAll('\\\\', '\\')})$`).test(one))
          : [group[2]];
      expect(named.length).toBeGreaterThan(0);
      for (const one of named) expect(all).toContain(one);
    }
  });

  it('are what the documents of AsyncAPI say', () => {
    for (const [path, text] of documentTexts(catalog)) {
      if (catalog.services.get(path.replace(/\.yaml$/, ''))?.external) continue;
      const document: unknown = parse(text);
      const addresses = under(document, 'address').filter((address) => typeof address === 'string');
      for (const address of addresses) expect(topics.map((topic) => topic.name)).toContain(address);
      const groups = under(document, 'groupId').flatMap((group) => under(group, 'enum').flat());
      for (const group of groups) expect(topics.flatMap((topic) => topic.groups)).toContain(group);
    }
  });
});
