import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { expect } from 'vitest';
import type { Secrets } from '../../../../scripts/servers/start-server.mjs';
import { SagaError } from '../../errors.js';
import type { TcpProxy } from '../../testing/tcp-proxy.js';
import { Unprocessable } from '../broker.js';
import { collect, ids, messageOf } from '../contract/fixture.js';
import type { OperatedBroker } from '../operations.js';

const SAGAC = fileURLToPath(new URL('../../../../bin/sagac.js', import.meta.url));
/** Another one than any server has. */
export const MISTAKEN = 'mistaken-password';

/** A URL with another password. */
export function mistaken(url: string): string {
  return Object.assign(new URL(url), { password: MISTAKEN }).href;
}

/** Publishes and is given a message, and closes the broker. */
export async function expectRoundTrip(opening: Promise<OperatedBroker>, channel: string): Promise<void> {
  const broker = await opening;
  const inbox = await collect(broker, channel, `${channel}.reader`);
  await broker.publish(channel, messageOf('one'));
  expect(ids(await inbox.until(1))).toEqual(['one']);
  await broker.close();
}

/**
 * What a secured connection has to do like any other: messages, dead letters, and all of it again after it was cut. The broker is
 * connected through `proxy`; afterwards there is one letter in `CHANNEL.billing.dead`.
 */
export async function expectToWork(broker: OperatedBroker, proxy: TcpProxy, channel: string): Promise<void> {
  const inbox = await collect(broker, channel, 'billing', {
    check: async ({ id }) => {
      if (id === 'poison') throw new Unprocessable('it is poison');
    },
  });
  await broker.publish(channel, messageOf('before'));
  await broker.publish(channel, messageOf('poison'));
  await inbox.until(1);
  const dead = `${channel}.billing.dead`;
  await expect.poll(() => broker.countDeadLetters(dead), { timeout: 15_000 }).toBe(1);
  // What is not acknowledged yet when it is cut off comes again.
  await expect.poll(async () => (await broker.lag(channel, 'billing'))?.messages, { timeout: 15_000 }).toBe(0);
  await proxy.cut();
  const publishing = broker.publish(channel, messageOf('meanwhile'));
  await proxy.restore();
  await publishing;
  await expect.poll(() => ids(inbox.messages), { timeout: 15_000 }).toContain('meanwhile');
  expect((await broker.deadLetters(dead, 10)).map(({ message }) => message.id)).toEqual(['poison']);
}

/** The error of a broker that cannot be opened; fails where it or one of its causes shows a password or a token. */
export async function problemOf(opening: Promise<OperatedBroker>, secrets: Secrets): Promise<SagaError> {
  const error: unknown = await opening.then(
    async (broker) => {
      await broker.close();
      return 'opened';
    },
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(SagaError);
  for (const secret of [secrets.password, encodeURIComponent(secrets.password), secrets.token, MISTAKEN]) {
    expect(inspect(error, { depth: 12, showHidden: true })).not.toContain(secret);
  }
  return error as SagaError;
}

/** The letter that `expectToWork` leaves in `orders` is listed where the process knows the authority of certificates, and only there. */
export async function expectLetterListed(url: string, { caFile }: Secrets): Promise<void> {
  const { exit, out, err } = await listDeadLetters(url, 'orders.billing.dead', caFile);
  expect([exit, err]).toEqual([0, '']);
  expect(JSON.parse(out).channels).toMatchObject([{ count: 1, letters: [{ id: 'poison' }] }]);
  const refused = await listDeadLetters(url, 'orders.billing.dead');
  expect(refused.exit).toBe(2);
  expect(refused.err).toMatch(/^error: .*`NODE_EXTRA_CA_CERTS`/);
}

/**
 * Runs `sagac dlq list` as a process, for one channel or for those that the broker names, with an authority of certificates in the
 * environment where there is a file of one.
 */
export async function listDeadLetters(url: string, channel: string | undefined, caFile?: string) {
  const { NODE_EXTRA_CA_CERTS: _, SAGAC_BROKER: __, ...others } = process.env;
  const env = { ...others, ...(caFile !== undefined && { NODE_EXTRA_CA_CERTS: caFile }) };
  const channels = channel === undefined ? ['--no-catalog'] : ['--channel', channel];
  const args = [SAGAC, 'dlq', 'list', '--broker', url, ...channels, '--json'];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { exit: await exit, out, err };
}
