import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleScript } from '../../stores/contract/bundle-script.js';
import { collect } from '../contract/fixture.js';
import { messageOf, openPlace, type RabbitmqPlace, serverUrl } from './testing/rabbitmq-place.js';

/** Takes everything and finishes nothing but the first messages, which it says. */
const HOLDER = `
const [url, channel, finished] = process.argv.slice(2);
const broker = await createRabbitmqBroker({ url });
let taken = 0;
await broker.subscribe(channel, 'a', async ({ id }) => {
  taken += 1;
  process.send(id);
  if (taken > Number(finished)) await new Promise(() => undefined);
}, { concurrency: 100 });
process.send('ready');
setInterval(() => undefined, 1_000);
`;

describe.skipIf(serverUrl === undefined)('a process that takes over', () => {
  let place: RabbitmqPlace;
  let folder = '';
  let script = '';
  const children = new Set<ChildProcess>();
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sagac-rabbitmq-'));
    script = await bundleScript(folder, { createRabbitmqBroker: '../../broker/rabbitmq/index.ts' }, HOLDER);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(async () => {
    place = await openPlace();
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    children.clear();
    await place.cleanUp();
  });

  /** Resolves when the process is ready; then it has said nothing else yet. */
  async function hold(channel: string, finished: number) {
    const child = fork(script, [place.url, channel, String(finished)], { stdio: 'inherit' });
    children.add(child);
    const said: string[] = [];
    child.on('message', (text) => said.push(String(text)));
    await expect.poll(() => said.includes('ready'), { timeout: 15_000 }).toBe(true);
    said.length = 0;
    return { said, kill: () => child.kill('SIGKILL') };
  }

  // More than 32: the server has another way to keep so many.
  it.each([20, 150])(
    'gets %i messages that a killed process had in hand, in the order of their keys',
    async (count) => {
      const broker = await place.connect();
      const channel = place.channel('orders');
      const child = await hold(channel, 3);
      const numbers = Array.from({ length: count }, (_, index) => index);
      await Promise.all(
        ['x', 'y'].map(async (key) => {
          for (const index of numbers.slice(0, count / 2))
            await broker.publish(channel, messageOf(`${key}${index}`, { key }));
        }),
      );
      await expect.poll(() => child.said.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(5);
      await expect
        .poll(() =>
          place.plainly(
            async (line) => (await line.queueDeclare({ queue: `${channel}:a`, passive: true })).messageCount,
          ),
        )
        .toBe(0);
      const attempts = new Map<string, number>();
      const inbox = await collect(broker, channel, 'a', {
        concurrency: 100,
        check: async ({ id }, { attempt }) => void attempts.set(id, attempt),
      });
      expect(inbox.messages).toEqual([]);
      child.kill();
      await inbox.until(count - 3);
      for (const key of ['x', 'y']) {
        const own = inbox.messages.filter((message) => message.key === key).map(({ id }) => id);
        const all = numbers.slice(0, count / 2).map((index) => `${key}${index}`);
        expect(own).toEqual(all.slice(all.length - own.length));
      }
      // Its handler never saw most of them: that they were fetched counts for nothing.
      expect(new Set(attempts.values())).toEqual(new Set([1]));
    },
  );

  it('gets what another one gives back when it ends, in the order of the keys and not before', async () => {
    const [broker, other] = [await place.connect(), await place.connect()];
    const channel = place.channel('orders');
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const order: string[] = [];
    const subscription = await broker.subscribe(
      channel,
      'a',
      async ({ id }) => {
        await gate;
        order.push(`first ${id}`);
      },
      { concurrency: 30 },
    );
    for (let index = 0; index < 50; index += 1) await broker.publish(channel, messageOf(String(index)));
    await other.subscribe(channel, 'a', async ({ id }) => void order.push(`other ${id}`));
    const closed = subscription.close();
    open();
    await closed;
    await expect.poll(() => order.length, { timeout: 10_000 }).toBe(50);
    expect(order).toEqual(['first 0', ...Array.from({ length: 49 }, (_, index) => `other ${index + 1}`)]);
  });
});
