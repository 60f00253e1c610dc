import { randomUUID } from 'node:crypto';
import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { connect, headers, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBreakingProxy } from '../../testing/breaking-proxy.js';
import { brokerUrl } from '../../testing/servers.js';
import { type BrokerMessage, RetryLater, Unprocessable } from '../broker.js';
import { collect, createBell, ids, messageOf } from '../contract/fixture.js';
import { deadLetterChannel } from '../dead-letters.js';
import type { OperatedBroker } from '../operations.js';
import { createNatsBroker, type NatsBrokerOptions } from './index.js';
import { removeStreams } from './testing/remove-streams.js';

const url = brokerUrl('nats');

describe.skipIf(url === undefined)('what is special of NATS', () => {
  let nats: NatsConnection;
  let manager: JetStreamManager;
  let mark = '';
  let channel = '';
  let problems: string[] = [];
  let open: OperatedBroker[] = [];
  let broker: OperatedBroker;

  beforeAll(async () => {
    nats = await connect({ servers: new URL(url ?? '').host });
    manager = await jetstreamManager(nats);
  });
  beforeEach(async () => {
    mark = randomUUID().slice(0, 8);
    channel = `orders.${mark}`;
    [problems, open] = [[], []];
    broker = await openBroker();
  });
  afterEach(async () => {
    await Promise.all(open.map((each) => each.close()));
    await removeStreams(url ?? '', mark);
  });
  afterAll(() => nats.close());

  async function openBroker(how: Partial<NatsBrokerOptions> = {}): Promise<OperatedBroker> {
    const base = { url: url ?? '', leaseBucket: `sagac_leases_${mark}`, leaseMs: 1_500, redeliveryMs: 20 };
    const own = await createNatsBroker({ ...base, onProblem: (problem) => problems.push(problem), ...how });
    open.push(own);
    return own;
  }

  it('keeps channels apart whose names differ only in dots and underscores', async () => {
    const names = [`a.b.${mark}`, `a_b.${mark}`, `a.b_${mark}`];
    const inboxes = await Promise.all(names.map((name) => collect(broker, name, 'a')));
    for (const name of names) await broker.publish(name, messageOf(name));
    for (const [at, inbox] of inboxes.entries()) expect(ids(await inbox.until(1))).toEqual([names[at]]);
  });

  it('has groups whose names have dots, and refuses those that would be taken for another', async () => {
    const inbox = await collect(broker, channel, 'shop.Checkout');
    await broker.publish(channel, messageOf('1'));
    await inbox.until(1);
    const wrong = broker.subscribe(channel, 'shop_Checkout', async () => undefined);
    await expect(wrong).rejects.toThrow(/belongs to the group shop\.Checkout/);
  });

  it('reads a channel that is one of several of a stream', async () => {
    await manager.streams.add({ name: `wide_${mark}`, subjects: [`wide.${mark}.>`] });
    const inbox = await collect(broker, `wide.${mark}.one`, 'a');
    await broker.publish(`wide.${mark}.other`, messageOf('other'));
    await broker.publish(`wide.${mark}.one`, messageOf('one'));
    expect(ids(await inbox.until(1))).toEqual(['one']);
    expect(await broker.channels()).toEqual(expect.arrayContaining([`wide.${mark}.one`, `wide.${mark}.other`]));
    expect(await broker.countDeadLetters(`wide.${mark}.one`)).toBe(1);
  });

  it('gives the handler whatever others have published', async () => {
    const found: BrokerMessage[] = [];
    const bell = createBell();
    await broker.subscribe(channel, 'a', async (message) => {
      found.push(message);
      bell.ring();
    });
    const odd = headers();
    odd.append('Odd-Header', 'ä 100%');
    nats.publish(channel, Uint8Array.from([0, 255, 1]));
    nats.publish(channel, '{"broken', { headers: odd });
    nats.publish(channel);
    await bell.until(() => found.length === 3);
    expect(found.map(({ data }) => data instanceof Uint8Array)).toEqual([true, true, true]);
    expect(found[1]?.headers).toMatchObject({ 'odd-header': 'ä 100%' });
  });

  it('writes the attributes of CloudEvents as their binding for NATS has it', async () => {
    await broker.publish(channel, messageOf('ä 1', { headers: { own: 'größer' } }));
    const stream = await manager.streams.find(channel);
    const stored = await manager.streams.getMessage(stream, { seq: 1 });
    expect(stored?.header.get('ce-id')).toBe('%C3%A4%201');
    expect(stored?.header.get('ce-specversion')).toBe('1.0');
    expect(stored?.header.get('own')).toMatch(/^gr/);
  });

  it('has a message once, when only the answer to it was lost', async () => {
    const proxy = await openBreakingProxy(url ?? '');
    const behind = await openBroker({ url: proxy.url });
    await behind.publish(channel, messageOf('first'));
    proxy.breakAt('"orderId":"second"', 'after');
    await behind.publish(channel, messageOf('second', { data: { orderId: 'second' } }));
    expect(await broker.countDeadLetters(channel)).toBe(2);
    expect(problems.join()).toMatch(/is lost/);
    await behind.close();
    await proxy.close();
  });

  it.each(['key', 'none'] as const)(
    'gives nobody else what takes longer than its time for signs of life (%s)',
    async (ordering) => {
      const stream = `slow_${mark}`;
      await manager.streams.add({ name: stream, subjects: [channel] });
      const config = { durable_name: 'a', ack_policy: 'explicit', deliver_policy: 'all', max_deliver: -1 } as const;
      await manager.consumers.add(stream, { ...config, ack_wait: 600_000_000 });
      const seen: string[] = [];
      const bell = createBell();
      const handler = async ({ id }: BrokerMessage): Promise<void> => {
        seen.push(id);
        if (id === 'slow') await new Promise((resolve) => setTimeout(resolve, 2_000));
        else if (seen.filter((one) => one === id).length === 1 && ordering === 'key')
          throw new RetryLater(1_500, 'not yet');
        seen.push(`${id} done`);
        bell.ring();
      };
      await broker.subscribe(channel, 'a', handler, { ordering });
      await (await openBroker()).subscribe(channel, 'a', handler, { ordering });
      await broker.publish(channel, messageOf('slow', { key: 'slow' }));
      await broker.publish(channel, messageOf('later', { key: 'later' }));
      await bell.until(() => seen.includes('slow done') && seen.includes('later done'));
      expect(seen.filter((one) => one === 'slow')).toHaveLength(1);
      expect(seen.filter((one) => one === 'later')).toHaveLength(ordering === 'key' ? 2 : 1);
    },
  );

  it('gives back at once what a subscription had in hand when it was closed', async () => {
    const how = { leaseMs: 30_000, leaseBucket: `sagac_leases_${mark}_long` };
    const [first, second] = [await openBroker(how), await openBroker(how)];
    const bell = createBell();
    const begun: string[] = [];
    let finish = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const handler = async ({ id }: BrokerMessage): Promise<void> => {
      begun.push(id);
      bell.ring();
      await gate;
    };
    const subscription = await first.subscribe(channel, 'a', handler, { concurrency: 2 });
    for (let index = 0; index < 8; index += 1)
      await broker.publish(channel, messageOf(`${index}`, { key: `${index}` }));
    await bell.until(() => begun.length === 2);
    const stream = await manager.streams.find(channel);
    await expect.poll(async () => (await manager.consumers.info(stream, 'a')).num_ack_pending).toBe(8);
    finish();
    await subscription.close();
    const rest = await collect(second, channel, 'a');
    // Not after the thirty seconds in which the server waits for signs of life.
    expect(ids(await rest.until(8 - begun.length))).toHaveLength(8 - begun.length);
  });

  it('fetches not much more than it handles', async () => {
    let stop = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      stop = resolve;
    });
    const all = Array.from({ length: 60 }, (_, index) => messageOf(`${index}`, { key: `${index}` }));
    await Promise.all(all.map((message) => broker.publish(channel, message)));
    await broker.subscribe(channel, 'a', () => gate, { concurrency: 2 });
    const stream = await manager.streams.find(channel);
    const pending = async () => (await manager.consumers.info(stream, 'a')).num_ack_pending;
    await expect.poll(pending).toBe(20);
    stop();
    await expect.poll(async () => (await broker.lag(channel, 'a'))?.messages, { timeout: 10_000 }).toBe(0);
  });

  it('makes nothing where it may not, and names what is missing', async () => {
    const bound = await openBroker({ create: false });
    await expect(bound.publish(channel, messageOf('1'))).rejects.toThrow(`no stream for the channel ${channel}`);
    await expect(bound.subscribe(channel, 'a', async () => undefined)).rejects.toThrow(
      /no key-value bucket sagac_leases_/,
    );
    const loose = () => bound.subscribe(channel, 'a', async () => undefined, { ordering: 'none' });
    await expect(loose()).rejects.toThrow(`no stream for the channel ${channel}`);
    await broker.publish(channel, messageOf('1'));
    await expect(loose()).rejects.toThrow(/has no consumer a: make it/);
  });

  it('refuses for good what is no subject, and what the stream finds too large', async () => {
    for (const name of ['', 'a..b', 'a b', 'a.*', '>', '$JS.API']) {
      await expect(broker.publish(name, messageOf('1'))).rejects.toBeInstanceOf(Unprocessable);
    }
    const small = await openBroker({ create: { maxBytes: 400 } });
    const refusal = await small.publish(channel, messageOf('1', { data: { text: 'x'.repeat(500) } })).catch(String);
    expect(refusal).toMatch(/^Unprocessable: .* \d+ bytes.*max_msg_size/);
  });

  it('makes a stream again that was deleted while it was read', async () => {
    const inbox = await collect(broker, channel, 'a');
    await broker.publish(channel, messageOf('1'));
    await inbox.until(1);
    await manager.streams.delete(await manager.streams.find(channel));
    await broker.publish(channel, messageOf('2'));
    expect(ids(await inbox.until(2))).toEqual(['1', '2']);
  });

  it('reads few of many letters, and counts them all', async () => {
    const dead = deadLetterChannel(channel, 'a');
    await Promise.all(Array.from({ length: 1_000 }, (_, index) => broker.publish(dead, messageOf(`${index}`))));
    expect(await broker.deadLetters(dead, 50)).toHaveLength(50);
    expect(await broker.countDeadLetters(dead)).toBe(1_000);
  });

  it('says what is wrong when it cannot connect, and nothing that is secret', async () => {
    const refused = createNatsBroker({ url: 'nats://me:hidden@127.0.0.1:1' });
    await expect(refused).rejects.toThrow(/^NATS at 127\.0\.0\.1:1 cannot be connected to: connection refused/);
    await expect(refused).rejects.not.toThrow(/hidden/);
    await expect(createNatsBroker({ url: 'http://me:hidden@localhost' })).rejects.toThrow(
      /write it as nats:\/\/host:port/,
    );
  });
});
