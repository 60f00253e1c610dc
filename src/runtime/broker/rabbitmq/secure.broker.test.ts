import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeCertificates } from '../../../../scripts/servers/certificates.mjs';
import { freePorts } from '../../../../scripts/servers/ports.mjs';
import { type OwnServer, type Secrets, startServer } from '../../../../scripts/servers/start-server.mjs';
import { brokerUrl } from '../../testing/servers.js';
import { createTcpProxy } from '../../testing/tcp-proxy.js';
import { messageOf } from '../contract/fixture.js';
import type { OperatedBroker } from '../operations.js';
import {
  expectLetterListed,
  expectRoundTrip,
  expectToWork,
  listDeadLetters,
  mistaken,
  problemOf,
} from '../testing/secured.js';
import { createRabbitmqBroker, type RabbitmqBrokerOptions } from './index.js';

const plainUrl = brokerUrl('rabbitmq');

describe.skipIf(plainUrl === undefined)('RabbitMQ that asks for TLS, with a user and a virtual host of its own', () => {
  let server: OwnServer;
  let secrets: Secrets;
  let tls: { readonly ca: string };
  let management: string;
  let problems: string[];
  const folder = mkdtempSync(join(tmpdir(), 'sagac-secure-'));
  beforeAll(async () => {
    const [port] = await freePorts(1);
    management = `https://127.0.0.1:${port}`;
    server = await startServer('rabbitmq', {
      secured: 'password',
      plugins: ['rabbitmq_management'],
      settings: { 'management.ssl.ip': '127.0.0.1', 'management.ssl.port': String(port) },
    });
    if (server.secrets === undefined) throw new Error('the server is not secured');
    secrets = server.secrets;
    tls = { ca: secrets.ca };
  }, 120_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await server.remove();
  });
  beforeEach(() => {
    problems = [];
  });

  function open(options: Partial<RabbitmqBrokerOptions> = {}): Promise<OperatedBroker> {
    const onProblem = (problem: string): void => void problems.push(problem);
    return createRabbitmqBroker({ url: server.url, tls, redeliveryMs: 50, onProblem, ...options });
  }

  it('works like any other, after its connections were cut, too; dead letters are listed with NODE_EXTRA_CA_CERTS', async () => {
    const proxy = await createTcpProxy({ port: Number(new URL(server.url).port) });
    const broker = await open({ url: Object.assign(new URL(server.url), { port: proxy.port }).href });
    await expectToWork(broker, proxy, 'orders');
    await broker.close();
    await proxy.close();
    expect(problems.join('\n')).toMatch(/is lost .* it is made again by itself/);
    expect(problems.join('\n')).not.toContain(secrets.password);
    await expectLetterListed(server.url, secrets);
  }, 60_000);

  it('says why it does not come back where the server refuses it now', async () => {
    const target = { port: Number(new URL(server.url).port) };
    const proxy = await createTcpProxy(target);
    const broker = await open({
      url: Object.assign(new URL(server.url), { port: proxy.port }).href,
      publishTimeoutMs: 500,
    });
    target.port = Number(new URL(plainUrl ?? '').port);
    await proxy.cut();
    await proxy.restore();
    await expect.poll(() => problems.join('\n'), { timeout: 15_000 }).toMatch(/it does not speak TLS there/);
    target.port = Number(new URL(server.url).port);
    const publish = () => broker.publish('restored', messageOf('one')).then(() => true);
    await expect.poll(() => publish().catch(() => false), { timeout: 15_000 }).toBe(true);
    await Promise.all([broker.close(), proxy.close()]);
  });

  it('takes user and password as an option, and speaks TLS where only `tls` says so', async () => {
    const { username, password } = secrets;
    const url = server.url.replace(/^amqps:\/\/.*@/, 'amqp://');
    await expectRoundTrip(open({ url, credentials: { username, password } }), 'by-options');
  });

  it('shows the certificate of a client', async () => {
    const { cert, key } = secrets;
    const stranger = await makeCertificates(join(folder, 'stranger'));
    await expectRoundTrip(open({ tls: { ...tls, cert, key } }), 'certified');
    const foreign = await problemOf(open({ tls: { ...tls, cert: stranger.cert, key: stranger.key } }), secrets);
    expect(foreign).toMatchObject({ code: 'broker-failed', message: expect.stringMatching(/`tls: \{ cert, key \}`$/) });
    const broken = await problemOf(open({ tls: { ...tls, cert, key: 'order.key' } }), secrets);
    expect(broken).toMatchObject({ code: 'broker-failed', message: expect.stringMatching(/give them as PEM/) });
  });

  it('asks the management plugin by TLS, too, as itself', async () => {
    const broker = await open({ management });
    await broker.subscribe('managed', 'a', async () => undefined);
    expect(await broker.channels()).toContain('managed');
    await broker.close();
    // What the environment says counts for both.
    const listed = await listDeadLetters(`${server.url}?management=${management}`, undefined, secrets.caFile);
    expect([listed.exit, listed.err]).toEqual([0, '']);
    const refused = await listDeadLetters(`${server.url}?management=${management}`, undefined);
    expect(refused.err).toMatch(/^error: .*`NODE_EXTRA_CA_CERTS`/);
    const elsewhere = await open({ management: management.replace('127.0.0.1', 'localhost') });
    expect(await elsewhere.channels()).toContain('managed');
    await elsewhere.close();
  });

  it.each([
    ['another password', (url: string) => mistaken(url)],
    ['the virtual host `/`', (url: string) => url.replace(/\/shop%2Feu$/, '')],
    ['no user', (url: string) => url.replace(/\/\/.*@/, '//')],
  ])('refuses %s', async (_what, change) => {
    const refused = await problemOf(open({ url: change(server.url) }), secrets);
    expect(refused.message).toMatch(/check user, password and virtual host, and what the user may do there$/);
  });

  it('says what to check where a connection by TLS does not come about', async () => {
    const unknown = await problemOf(open({ tls: true }), secrets);
    expect(unknown).toMatchObject({ code: 'broker-failed', message: expect.stringMatching(/`NODE_EXTRA_CA_CERTS`$/) });
    const other = await problemOf(open({ tls: { ...tls, servername: 'rabbit.example' } }), secrets);
    expect(other.message).toMatch(/certificate is for another name .*rabbit\.example/);
    const plain = await problemOf(open({ url: (plainUrl ?? '').replace(/^amqp:/, 'amqps:') }), secrets);
    expect(plain.message).toMatch(/does not speak TLS there \(wrong version number\)/);
  });

  it('says what to check, in time, where it is asked in the clear at a port for TLS', async () => {
    const url = server.url.replace(/^amqps:/, 'amqp:');
    const refused = await problemOf(createRabbitmqBroker({ url, publishTimeoutMs: 1_500 }), secrets);
    expect(refused).toMatchObject({
      code: 'broker-unreachable',
      message: expect.stringMatching(/with `amqps:\/\/` where it asks for TLS$/),
    });
  });
});
