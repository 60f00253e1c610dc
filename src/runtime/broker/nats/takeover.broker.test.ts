import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect as connectPlainly } from '@nats-io/transport-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleScript } from '../../stores/contract/bundle-script.js';
import { brokerUrl } from '../../testing/servers.js';
import { createTcpProxy, type TcpProxy } from '../../testing/tcp-proxy.js';
import type { OperatedBroker } from '../operations.js';
import { createNatsBroker, type NatsBrokerOptions } from './index.js';
import { doneIn, logHandling, orderProblems } from './testing/reading-process.js';
import { removeStreams } from './testing/remove-streams.js';

const url = brokerUrl('nats');
const KEYS = ['k0', 'k1', 'k2', 'k3', 'k4', 'k5'];

// Processes start slowly on a machine that is busy.
describe.skipIf(url === undefined)('order over the end of a reader', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sagac-nats-'));
  let script = '';
  let mark = '';
  let channel = '';
  let file = '';
  let options: NatsBrokerOptions;
  let open: OperatedBroker[] = [];
  let children: ChildProcess[] = [];
  let proxies: TcpProxy[] = [];

  beforeAll(async () => {
    const imports = { readUntilKilled: '../../broker/nats/testing/reading-process.ts' };
    const body =
      'const [options, channel, file] = process.argv.slice(2);\nawait readUntilKilled(JSON.parse(options), channel, file);';
    script = await bundleScript(folder, imports, body);
  });
  beforeEach(() => {
    mark = randomUUID().slice(0, 8);
    channel = `orders.${mark}`;
    file = join(folder, `${mark}.log`);
    writeFileSync(file, '');
    options = { url: url ?? '', leaseBucket: `sagac_leases_${mark}`, leaseMs: 1_500, onProblem: () => undefined };
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(open.map((broker) => broker.close()));
    await Promise.all(proxies.map((proxy) => proxy.close()));
    [open, children, proxies] = [[], [], []];
    await removeStreams(url ?? '', mark);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function connect(how: Partial<NatsBrokerOptions> = {}): Promise<OperatedBroker> {
    const broker = await createNatsBroker({ ...options, ...how });
    open.push(broker);
    return broker;
  }

  async function connectByProxy(): Promise<{ readonly broker: OperatedBroker; readonly proxy: TcpProxy }> {
    const { hostname, port } = new URL(url ?? '');
    const proxy = await createTcpProxy({ host: hostname, port: Number(port) });
    proxies.push(proxy);
    return { broker: await connect({ url: `nats://127.0.0.1:${proxy.port}` }), proxy };
  }

  /** Lets the server wait longer for signs of life than processes do: the next reader is there before what the last one had. */
  async function waitLonger(): Promise<void> {
    const nats = await connectPlainly({ servers: new URL(url ?? '').host });
    const manager = await jetstreamManager(nats);
    await manager.streams.add({ name: `orders_${mark}`, subjects: [channel] });
    const config = { durable_name: 'a', ack_policy: 'explicit', deliver_policy: 'all', max_deliver: -1 } as const;
    await manager.consumers.add(`orders_${mark}`, { ...config, ack_wait: 3_000_000_000 });
    await nats.close();
  }

  const read = (broker: OperatedBroker) =>
    broker.subscribe(channel, 'a', (message) => logHandling(file, message, Math.random() * 6), { concurrency: 4 });

  /** Publishes messages of all keys, as fast as they are taken, until it is told to stop; gives how many of each. */
  function publishAll(broker: OperatedBroker, isOver: () => boolean): Promise<Readonly<Record<string, number>>> {
    const counts = KEYS.map(async (key): Promise<[string, number]> => {
      let count = 0;
      for (; !isOver(); count += 1) {
        const message = { id: String(count), key, type: 'T', data: {}, headers: {} };
        await broker.publish(channel, message);
        await sleep(10);
      }
      return [key, count];
    });
    const all: Promise<Readonly<Record<string, number>>> = Promise.all(counts).then(Object.fromEntries);
    // A test that has failed already waits for nothing.
    all.catch(() => undefined);
    return all;
  }

  const log = (): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  const lines = (): number => log().split('\n').length;
  /** Waits until so many more messages have been handled. */
  const more = async (count: number): Promise<void> => {
    const goal = lines() + count;
    await expect.poll(lines, { timeout: 25_000, interval: 20 }).toBeGreaterThan(goal);
  };

  function startChild(): ChildProcess {
    const child = spawn(process.execPath, [script, JSON.stringify(options), channel, file], { stdio: 'inherit' });
    children.push(child);
    return child;
  }

  async function everythingIsDone(counts: Readonly<Record<string, number>>): Promise<void> {
    await expect.poll(() => doneIn(log()), { timeout: 25_000, interval: 50 }).toEqual(counts);
    expect(orderProblems(log())).toEqual([]);
  }

  it('is kept when processes are killed', async () => {
    await waitLonger();
    const publisher = await connect();
    await publisher.subscribe(channel, 'other', async () => undefined);
    let isOver = false;
    const published = publishAll(publisher, () => isOver);
    let child = startChild();
    for (let kill = 0; kill < 2; kill += 1) {
      await more(60);
      // Another one stands by already.
      const next = startChild();
      await expect.poll(() => log().split('!').length, { timeout: 25_000, interval: 20 }).toBeGreaterThan(kill + 2);
      child.kill('SIGKILL');
      child = next;
    }
    await more(50);
    isOver = true;
    await everythingIsDone(await published);
  });

  it('is kept when a process stands still, and goes on when another one reads', async () => {
    await waitLonger();
    const publisher = await connect();
    const child = startChild();
    let isOver = false;
    const published = publishAll(publisher, () => isOver);
    await more(60);
    // Its connection and its request for messages stay open: the server goes on to give it some.
    child.kill('SIGSTOP');
    await read(await connect());
    await more(60);
    child.kill('SIGCONT');
    await more(60);
    isOver = true;
    await everythingIsDone(await published);
  });

  it('is kept when the network of the reader goes silent', async () => {
    await waitLonger();
    const publisher = await connect();
    const { broker, proxy } = await connectByProxy();
    await read(broker);
    let isOver = false;
    const published = publishAll(publisher, () => isOver);
    await more(60);
    proxy.freeze();
    await read(await connect());
    await more(120);
    await proxy.restore();
    await more(60);
    isOver = true;
    await everythingIsDone(await published);
  });

  it('is kept when the connection is lost again and again', async () => {
    const publisher = await connect();
    const { broker, proxy } = await connectByProxy();
    await read(broker);
    let isOver = false;
    const published = publishAll(publisher, () => isOver);
    for (let cut = 0; cut < 4; cut += 1) {
      await more(50);
      await proxy.cut();
      await proxy.restore();
    }
    await more(50);
    isOver = true;
    await everythingIsDone(await published);
  });

  it('is kept, without a wait, when processes take turns in order', async () => {
    const publisher = await connect({ leaseMs: 20_000, leaseBucket: `sagac_leases_${mark}_long` });
    let isOver = false;
    const published = publishAll(publisher, () => isOver);
    for (let turn = 0; turn < 4; turn += 1) {
      const broker = await connect({ leaseMs: 20_000, leaseBucket: `sagac_leases_${mark}_long` });
      await read(broker);
      await more(60);
      if (turn < 3) await broker.close();
      else isOver = true;
    }
    await everythingIsDone(await published);
  });
});
