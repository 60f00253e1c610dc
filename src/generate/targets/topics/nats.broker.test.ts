import { randomUUID } from 'node:crypto';
import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNatsBroker } from '../../../runtime/broker/nats/index.js';
import { removeStreams } from '../../../runtime/broker/nats/testing/remove-streams.js';
import type { OperatedBroker } from '../../../runtime/broker/operations.js';
import { brokerUrl } from '../../../runtime/testing/servers.js';
import { readYaml } from '../../../testing/catalog-from-yaml.js';
import { natsLeases, natsStreams } from './nats.js';
import { planTopics } from './plan-topics.js';

const mark = `t${randomUUID().slice(0, 8)}`;
const CATALOG = `
services: { own: { outbox: true }, reader: {}, late: {} }
channels:
  ${mark}.orders: { broker: nats, key: id, retention: 1d, maxBytes: 2000 }
  ${mark}_orders: { broker: nats, key: id }
  ${mark}.loose: { broker: nats, ordering: none, retryDelays: [1s] }
  ${mark}.jobs: { broker: nats, kind: queue }
events:
  Placed: { producer: own, channel: ${mark}.orders, consumers: [reader, late], payload: { id: uuid } }
  Other: { producer: own, channel: ${mark}_orders, consumers: [reader], payload: { id: uuid } }
  Noted: { producer: own, channel: ${mark}.loose, consumers: [reader], payload: { id: uuid } }
  Queued: { producer: own, channel: ${mark}.jobs, consumers: [reader], payload: { id: uuid } }
`;

const url = brokerUrl('nats');

describe.skipIf(url === undefined)('what the script for NATS makes', () => {
  let nats: NatsConnection;
  let manager: JetStreamManager;
  const brokers: OperatedBroker[] = [];

  beforeAll(async () => {
    nats = await connect({ servers: new URL(url ?? '').host });
    manager = await jetstreamManager(nats);
    const topics = planTopics((await readYaml(CATALOG)).catalog);
    // As the command `nats` hands them on.
    const ask = async (subject: string, config: unknown): Promise<void> => {
      const answer = (await nats.request(`$JS.API.${subject}`, JSON.stringify(config))).json<{ error?: unknown }>();
      expect(answer.error).toBeUndefined();
    };
    for (const { name, config } of natsLeases(topics, 1)) await ask(`STREAM.CREATE.${name}`, config);
    for (const { name, config, consumers } of natsStreams(topics, 1)) {
      await ask(`STREAM.CREATE.${name}`, config);
      for (const consumer of consumers) {
        const request = { stream_name: name, config: consumer.config };
        await ask(`CONSUMER.DURABLE.CREATE.${name}.${consumer.name}`, request);
      }
    }
  });
  afterAll(async () => {
    await Promise.all(brokers.map((broker) => broker.close()));
    await nats.close();
    await removeStreams(url ?? '', mark);
  });

  async function open(create?: false): Promise<OperatedBroker> {
    const how = { url: url ?? '', onProblem: () => undefined };
    const broker = await createNatsBroker(create === undefined ? how : { ...how, create });
    brokers.push(broker);
    return broker;
  }

  it.each([
    { channel: `${mark}.orders`, group: 'reader', options: {} },
    { channel: `${mark}.orders`, group: 'late', options: {} },
    { channel: `${mark}_orders`, group: 'reader', options: {} },
    { channel: `${mark}.loose`, group: 'reader', options: { ordering: 'none' } as const },
    {
      channel: `${mark}.loose.reader.retry.1`,
      group: 'reader',
      options: { ordering: 'none', deadLetters: `${mark}.loose.reader.dead` } as const,
    },
    { channel: `${mark}.jobs`, group: 'reader', options: { kind: 'queue' } as const },
  ])('is enough for $group to read $channel', async ({ channel, group, options }) => {
    const broker = await open(false);
    const found = new Promise<string>((resolve) => {
      void broker.subscribe(channel, group, async ({ id }) => resolve(id), options);
    });
    await broker.publish(channel, { id: channel, key: 'k', type: 'T', data: {}, headers: {} });
    expect(await found).toBe(channel);
  });

  it('is what the broker makes itself', async () => {
    const settings = (config: object) => {
      const { name, durable_name, subjects, max_age, max_msg_size, description, ...rest } = config as Record<
        string,
        unknown
      >;
      return rest;
    };
    const broker = await open();
    const own = `${mark}.own`;
    const subscriptions = [
      await broker.subscribe(own, 'reader', async () => undefined),
      await broker.subscribe(`${own}.loose`, 'reader', async () => undefined, { ordering: 'none' }),
    ];
    for (const [one, other] of [
      [own, `${mark}.orders`],
      [`${own}.loose`, `${mark}.loose`],
    ]) {
      const [mine, theirs] = await Promise.all([one, other].map((name) => manager.streams.find(name ?? '')));
      const streams = await Promise.all([mine, theirs].map((name) => manager.streams.info(name ?? '')));
      expect(settings(streams[0]?.config ?? {})).toEqual(settings(streams[1]?.config ?? {}));
      const consumers = await Promise.all([mine, theirs].map((name) => manager.consumers.info(name ?? '', 'reader')));
      expect(settings(consumers[0]?.config ?? {})).toEqual(settings(consumers[1]?.config ?? {}));
    }
    await Promise.all(subscriptions.map((subscription) => subscription.close()));
  });
});
