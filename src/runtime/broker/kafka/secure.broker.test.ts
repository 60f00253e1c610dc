import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OwnServer, type Secrets, startServer } from '../../../../scripts/servers/start-server.mjs';
import { brokerUrl } from '../../testing/servers.js';
import { createTcpProxy } from '../../testing/tcp-proxy.js';
import { collect, ids, messageOf } from '../contract/fixture.js';
import type { OperatedBroker } from '../operations.js';
import { expectLetterListed, expectRoundTrip, expectToWork, mistaken, problemOf } from '../testing/secured.js';
import { createKafkaBroker, type KafkaBrokerOptions } from './index.js';

const plainUrl = brokerUrl('kafka');
const SCRAM = ['scram-sha-256', 'scram-sha-512'] as const;
/** How long a login by SCRAM-SHA-512 holds, in milliseconds; one by PLAIN holds for an hour. */
const LOGIN_MS = 3_000;

describe.skipIf(plainUrl === undefined)('Kafka that asks for TLS and a login', () => {
  let server: OwnServer;
  let secrets: Secrets;
  let tls: { readonly ca: string };
  /** Without user and password. */
  let bareUrl: string;
  let problems: string[];
  beforeAll(async () => {
    server = await startServer('kafka', {
      secured: 'password',
      settings: {
        'listener.name.secure.scram-sha-512.connections.max.reauth.ms': String(LOGIN_MS),
        'listener.name.secure.plain.connections.max.reauth.ms': '3600000',
      },
    });
    if (server.secrets === undefined) throw new Error('the server is not secured');
    secrets = server.secrets;
    tls = { ca: secrets.ca };
    bareUrl = server.url.replace(/\/\/.*@/, '//');
  }, 120_000);
  afterAll(() => server.remove());
  beforeEach(() => {
    problems = [];
  });

  function open(options: Partial<KafkaBrokerOptions> = {}): Promise<OperatedBroker> {
    const onProblem = (problem: string): void => void problems.push(problem);
    return createKafkaBroker({ url: server.url, tls, redeliveryMs: 50, onProblem, ...options });
  }

  it('works like any other, after its connections were cut, too; dead letters are listed with NODE_EXTRA_CA_CERTS', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error): number => warnings.push(warning);
    process.on('warning', note);
    const proxy = await createTcpProxy({ port: Number(new URL(server.url).port) });
    const broker = await open({ reachAt: () => ({ host: '127.0.0.1', port: proxy.port }) });
    await expectToWork(broker, proxy, 'orders');
    await broker.close();
    await proxy.close();
    process.off('warning', note);
    expect(warnings).toEqual([]);
    expect(problems.join('\n')).not.toContain(secrets.password);
    // The login holds for an hour, and the process ends all the same.
    await expectLetterListed(server.url, secrets);
  }, 60_000);

  it.each(SCRAM)('takes %s, in the URL and as an option', async (mechanism) => {
    const { username, password } = secrets;
    await expectRoundTrip(open({ url: `${server.url}&sasl=${mechanism}` }), `${mechanism}.url`);
    await expectRoundTrip(open({ url: bareUrl, sasl: { mechanism, username, password } }), `${mechanism}.option`);
  });

  it('goes on without a word where logins end, and gives each message once', async () => {
    const broker = await open({ url: `${server.url}&sasl=scram-sha-512` });
    const inbox = await collect(broker, 'renewed', 'renewed.reader');
    const sent: string[] = [];
    for (const began = performance.now(); performance.now() - began < 1.2 * LOGIN_MS; ) {
      const batch = Array.from({ length: 5 }, (_, index) => `${sent.length + index}`);
      sent.push(...batch);
      await Promise.all(batch.map((id) => broker.publish('renewed', messageOf(id))));
    }
    expect([...ids(await inbox.until(sent.length))].sort()).toEqual([...sent].sort());
    expect(problems.filter((problem) => /ILLEGAL_SASL_STATE|closed|broke/.test(problem))).toEqual([]);
    await broker.close();
  });

  it('takes a certificate of a client, and says so where it misses one', async () => {
    const { cert, key, certifiedUrl: url = '' } = secrets;
    await expectRoundTrip(open({ url, tls: { ...tls, cert, key } }), 'certified');
    const refused = await problemOf(open({ url }), secrets);
    expect(refused).toMatchObject({ code: 'broker-failed', message: expect.stringMatching(/`tls: \{ cert, key \}`$/) });
    const broken = await problemOf(open({ url, tls: { ...tls, cert, key: 'order.key' } }), secrets);
    expect(broken).toMatchObject({ code: 'broker-failed', message: expect.stringMatching(/give them as PEM/) });
  });

  it('checks certificates for the addresses of the brokers, also where they are reached at others', async () => {
    const names: string[] = [];
    const checkServerIdentity = (name: string): undefined => void names.push(name);
    const url = server.url.replace('@127.0.0.1', '@localhost');
    const reachAt = () => ({ host: '127.0.0.1', port: Number(new URL(server.url).port) });
    await expectRoundTrip(open({ url, tls: { ...tls, checkServerIdentity }, reachAt }), 'reached');
    expect(names[0]).toBe('localhost');
  });

  it.each(['plain', ...SCRAM])('refuses another password by %s', async (mechanism) => {
    const refused = await problemOf(open({ url: `${mistaken(server.url)}&sasl=${mechanism}` }), secrets);
    expect(refused).toMatchObject({
      code: 'broker-failed',
      message: expect.stringMatching(/refuses the login: check user, password and the mechanism \(`sasl`\)$/),
    });
  });

  it('names the mechanisms that it takes, and says where it takes none', async () => {
    const refused = await problemOf(
      open({ url: bareUrl, sasl: { mechanism: 'oauthbearer', token: secrets.token } }),
      secrets,
    );
    expect(refused.message).toMatch(/choose as mechanism .* takes here: .*scram-sha-512/);
    const elsewhere = (plainUrl ?? '').replace('//', `//ana:${encodeURIComponent(secrets.password)}@`);
    const needless = await problemOf(open({ url: elsewhere, tls: false }), secrets);
    expect(needless.message).toMatch(/asks for none at this port/);
  });

  it('says what to check where a connection by TLS does not come about', async () => {
    const unknown = await problemOf(open({ tls: true }), secrets);
    expect(unknown).toMatchObject({ code: 'broker-failed', message: expect.stringMatching(/`NODE_EXTRA_CA_CERTS`$/) });
    const other = await problemOf(open({ tls: { ...tls, servername: 'kafka.example' } }), secrets);
    expect(other.message).toMatch(/certificate is for another name .*kafka\.example/);
  });

  it.each([
    ['in the clear at a port for TLS', { tls: false }],
    ['without a login', { url: 'bare' }],
    ['by TLS at a port without', { url: 'plain' }],
  ])('says what to check, in time, where it is asked %s', async (_how, change: Partial<KafkaBrokerOptions>) => {
    const urls: Readonly<Record<string, string>> = { bare: bareUrl, plain: plainUrl ?? '' };
    const url = urls[change.url ?? ''] ?? server.url;
    const refused = await problemOf(open({ ...change, url, publishTimeoutMs: 500 }), secrets);
    expect(refused).toMatchObject({
      code: 'broker-unreachable',
      message: expect.stringMatching(/check the address, and that `tls` and the login \(`sasl`\) are what/),
    });
  });
});
