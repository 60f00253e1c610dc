import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createMemoryHost } from '../../memory-host.js';
import {
  type BrokerMessage,
  deadLetterChannel,
  type OperatedBroker,
  openBroker,
  Unprocessable,
} from '../../runtime/index.js';
import { type BrokerName, brokerUrl } from '../../runtime/testing/servers.js';
import { type CliResult, runOn } from '../testing/cli.js';

const NAMES: readonly BrokerName[] = ['kafka', 'nats', 'rabbitmq'];

/** What is sent: JSON with letters of all kinds, and bytes that nobody can read. */
const DATA = [{ orderId: 'o1', name: 'ä\u0000€' }, new Uint8Array([0, 255, 1, 254]), { orderId: 'o2' }] as const;

describe.each(NAMES)('sagac dlq on %s', (name) => {
  const url = brokerUrl(name);
  const channel = `dlq-${randomUUID()}`;
  const dead = deadLetterChannel(channel, 'mail');
  const messages = DATA.map(
    (data, index): BrokerMessage => ({
      id: `m${index}`,
      key: `k${index % 2}`,
      type: 'OrderPlaced',
      data,
      headers: { traceparent: '00-1', own: 'ä,b' },
    }),
  );
  const taken: BrokerMessage[] = [];
  let broker: OperatedBroker;
  let isMended = false;

  beforeAll(async () => {
    if (url === undefined) return;
    broker = await openBroker(url, { redeliveryMs: 50 });
    await broker.subscribe(channel, 'mail', async (message) => {
      if (!isMended) throw new Unprocessable(`${message.id} cannot be read`);
      taken.push(message);
    });
    for (const message of messages) await broker.publish(channel, message);
    await vi.waitFor(async () => expect(await broker.countDeadLetters(dead)).toBe(3), { timeout: 15_000 });
  }, 60_000);
  afterAll(() => broker?.close());

  function dlq(...args: readonly string[]): Promise<CliResult> {
    return runOn(createMemoryHost({}, { now: Date.now(), env: { SAGAC_BROKER: url } }), ['dlq', ...args]);
  }

  it.skipIf(url === undefined)('lists, shows, discards and replays what a group could not take', async () => {
    const listed = await dlq('list', '--channel', dead, '--json');
    expect(listed.err).toBe('');
    const [found] = JSON.parse(listed.out).channels;
    expect(found).toMatchObject({ count: 3, complete: true, reasons: [{ reason: '… cannot be read', count: 3 }] });
    const [, second, third] = found.letters;
    expect(third).toMatchObject({ id: 'm2', key: 'k0', type: 'OrderPlaced', channel, group: 'mail', attempts: 1 });

    const shown = await dlq('show', second.position, '--channel', dead, '--json');
    expect(JSON.parse(shown.out).letters).toMatchObject([
      { id: 'm1', dataBase64: Buffer.from([0, 255, 1, 254]).toString('base64'), headers: { own: 'ä,b' } },
    ]);

    const dropped = await dlq('discard', 'm2', '--channel', dead, '--why', 'a test', '--yes');
    expect([dropped.exit, dropped.err, dropped.out]).toEqual([0, '', expect.stringContaining('1 discarded.')]);
    expect(await broker.countDeadLetters(dead)).toBe(2);

    isMended = true;
    const replayed = await dlq('replay', '--all', '--channel', dead, '--yes');
    expect([replayed.exit, replayed.err, replayed.out]).toEqual([0, '', expect.stringContaining('2 replayed.')]);
    await expect.poll(() => taken.length, { timeout: 10_000 }).toBe(2);
    const byId = [...taken].sort((a, b) => a.id.localeCompare(b.id));
    expect(byId).toEqual(messages.slice(0, 2));
    expect(await broker.countDeadLetters(dead)).toBe(0);
    expect((await dlq('list', '--channel', dead, '--exit-code')).exit).toBe(0);
  });

  it.skipIf(url === undefined)('makes nothing at the broker, and says what is missing', async () => {
    const nowhere = `dlq-${randomUUID()}`;
    const letter = { ...messages[0], id: 'lost', headers: { 'dead-channel': nowhere } } as BrokerMessage;
    await broker.publish(dead, letter);
    const { exit, err } = await dlq('replay', 'lost', '--channel', dead);
    expect(exit).toBe(1);
    expect(err).toContain(nowhere);
    expect(await broker.countDeadLetters(dead)).toBe(1);
    expect((await dlq('discard', 'lost', '--channel', dead, '--why', 'a test', '--yes')).exit).toBe(0);
    const listed = await dlq('list', '--channel', nowhere);
    expect([listed.exit, listed.out]).toEqual([2, '']);
    expect(listed.err).toContain(`no channel of dead letters \`${nowhere}\``);
  });

  it.skipIf(url === undefined)('knows a channel without letters from a misspelt one', async () => {
    const empty = deadLetterChannel(channel, 'other');
    const subscription = await broker.subscribe(channel, 'other', async () => undefined);
    await subscription.close();
    const { exit, out } = await dlq('list', '--channel', empty, '--exit-code');
    expect([exit, out]).toEqual([0, expect.stringMatching(/^No dead letters in 1 channel at /)]);

    const typo = dead.replace('mail', 'mial');
    for (const act of [
      ['list'],
      ['show', 'm0'],
      ['replay', '--all'],
      ['discard', '--all', '--why', 'a test', '--yes'],
    ]) {
      const told = await dlq(...act, '--channel', typo);
      expect([told.exit, told.out]).toEqual([2, '']);
      expect(told.err).toContain(`no channel of dead letters \`${typo}\``);
      // RabbitMQ tells no names without its management plugin.
      if (name !== 'rabbitmq') expect(told.err).toContain(dead);
    }
  });

  it.skipIf(url === undefined)('ends soon where nobody answers, without the password', async () => {
    const scheme = url?.split(':')[0];
    const host = createMemoryHost({}, { env: { SAGAC_BROKER: `${scheme}://ana:top-secret@127.0.0.1:1` } });
    const { exit, err } = await runOn(host, ['dlq', 'list', '--channel', dead]);
    expect(exit).toBe(2);
    expect(err).toMatch(/^error: .+\n {2}help: /m);
    expect(err).not.toContain('top-secret');
  });
});
