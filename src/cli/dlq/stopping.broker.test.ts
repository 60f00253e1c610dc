import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deadLetterChannel, deadLetterOf, type OperatedBroker, openBroker } from '../../runtime/index.js';
import { type BrokerName, brokerUrl } from '../../runtime/testing/servers.js';

const SAGAC = fileURLToPath(new URL('../../../bin/sagac.js', import.meta.url));
const NAMES: readonly BrokerName[] = ['kafka', 'nats', 'rabbitmq'];
const COUNT = 60;

describe.each(NAMES)('a replay on %s that is stopped', (name) => {
  const url = brokerUrl(name);
  let broker: OperatedBroker;
  let dead = '';

  beforeAll(async () => {
    if (url !== undefined) broker = await openBroker(url);
  }, 60_000);
  afterAll(() => broker?.close());

  beforeEach(async () => {
    if (url === undefined) return;
    const channel = `dlq-${randomUUID()}`;
    dead = deadLetterChannel(channel, 'mail');
    // Makes the channels.
    const subscription = await broker.subscribe(channel, 'mail', async () => undefined);
    await subscription.close();
    const cameFrom = { channel, group: 'mail', attempts: 1, error: new Error('down') };
    for (let index = 0; index < COUNT; index += 1) {
      const message = { id: `m${index}`, key: 'k', type: 'OrderPlaced', data: {}, headers: {} };
      await broker.publish(dead, deadLetterOf(message, cameFrom));
    }
  }, 60_000);

  /** The output of a replay to which `stop` is done when the first letter is told of. */
  async function replay(stop: (child: ChildProcessByStdio<null, Readable, Readable>) => void) {
    const args = ['dlq', 'replay', '--all', '--yes', '--rate', '20', '--channel', dead, '--broker', url ?? ''];
    const child = spawn(process.execPath, [SAGAC, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const texts = { out: '', err: '' };
    child.stderr.on('data', (text) => {
      texts.err += text;
    });
    child.stdout.on('data', (text) => {
      texts.out += text;
    });
    child.stdout.once('data', () => stop(child));
    const [exit] = await once(child, 'close');
    return { exit, ...texts };
  }

  it.skipIf(url === undefined)('by Ctrl-C ends between two letters, and has told of each that is gone', async () => {
    const { exit, out, err } = await replay((child) => child.kill('SIGINT'));
    const gone = out.match(/^replayed /gm)?.length ?? 0;
    expect([exit, err]).toEqual([130, expect.stringMatching(/^error: It was stopped behind letter /)]);
    expect(out).toMatch(new RegExp(`\\n${gone} replayed, ${COUNT - gone} still there\\.\\n$`));
    expect(await broker.countDeadLetters(dead)).toBe(COUNT - gone);
  });

  it.skipIf(url === undefined)('by a pipe that nobody reads any more leaves the others where they are', async () => {
    const { exit, err } = await replay((child) => child.stdout.destroy());
    expect([exit, err]).toEqual([130, expect.stringMatching(/^error: It was stopped behind letter /)]);
    expect(await broker.countDeadLetters(dead)).toBeGreaterThan(0);
  });
});
