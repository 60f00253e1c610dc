import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OwnServer, type Secrets, startServer } from '../../../../scripts/servers/start-server.mjs';
import { brokerUrl } from '../../testing/servers.js';
import { createTcpProxy, type TcpProxy } from '../../testing/tcp-proxy.js';
import { messageOf } from '../contract/fixture.js';
import type { OperatedBroker } from '../operations.js';
import {
  expectLetterListed,
  expectRoundTrip,
  expectToWork,
  MISTAKEN,
  mistaken,
  problemOf,
} from '../testing/secured.js';
import { createNatsBroker, type NatsBrokerOptions } from './index.js';

const url = brokerUrl('nats');
const LOGINS = ['password', 'token', 'certificate', 'credentials'] as const;

describe.skipIf(url === undefined)('NATS that asks for TLS and a login', () => {
  let servers: Readonly<Record<(typeof LOGINS)[number], OwnServer & { readonly secrets: Secrets }>>;
  let problems: string[];
  beforeAll(async () => {
    const started = await Promise.all(LOGINS.map((secured) => startServer('nats', { secured })));
    servers = Object.fromEntries(LOGINS.map((login, index) => [login, started[index]])) as typeof servers;
  }, 60_000);
  afterAll(() => Promise.all(Object.values(servers).map((server) => server.remove())));
  beforeEach(() => {
    problems = [];
  });

  function open(options: NatsBrokerOptions): Promise<OperatedBroker> {
    return createNatsBroker({ redeliveryMs: 50, onProblem: (problem) => void problems.push(problem), ...options });
  }

  describe('by user and password', () => {
    let proxy: TcpProxy;
    beforeEach(async () => {
      proxy = await createTcpProxy({ port: Number(new URL(servers.password.url).port) });
    });
    afterEach(() => proxy.close());

    it('works like any other, after its connection was cut, too; dead letters are listed with NODE_EXTRA_CA_CERTS', async () => {
      const { url, secrets } = servers.password;
      const through = Object.assign(new URL(url), { port: proxy.port }).href;
      const broker = await open({ url: through, tls: { ca: secrets.ca }, leaseMs: 2_000 });
      await expectToWork(broker, proxy, 'orders');
      await broker.close();
      expect(problems.join('\n')).toMatch(/is lost.*\n.*there is a connection/);
      expect(problems.join('\n')).not.toContain(secrets.password);
      await expectLetterListed(url, secrets);
    });
  });

  it('says why it does not come back where the server has another certificate or another password now', async () => {
    const { url, secrets } = servers.password;
    const target = { port: Number(new URL(url).port) };
    const proxy = await createTcpProxy(target);
    const through = Object.assign(new URL(url), { port: proxy.port }).href;
    const both = [secrets.ca, servers.token.secrets.ca];
    const brokers = [
      await open({ url: through, tls: { ca: secrets.ca }, publishTimeoutMs: 500 }),
      await open({ url: through, tls: { ca: both }, publishTimeoutMs: 500 }),
    ];
    target.port = Number(new URL(servers.token.url).port);
    await proxy.cut();
    await proxy.restore();
    await expect.poll(() => problems.join('\n'), { timeout: 15_000 }).toMatch(/of an authority that is not known here/);
    await expect.poll(() => problems.join('\n'), { timeout: 15_000 }).toMatch(/check user, password, token or/);
    target.port = Number(new URL(url).port);
    await proxy.cut();
    await proxy.restore();
    await Promise.all(brokers.map((broker) => broker.publish('restored', messageOf('one')).catch(() => undefined)));
    await expect.poll(() => problems.filter((problem) => /there is a connection/.test(problem)).length).toBe(2);
    expect(problems.join('\n')).not.toContain(secrets.password);
    await Promise.all([...brokers.map((broker) => broker.close()), proxy.close()]);
  });

  it('takes user and password as options, and speaks TLS unasked where the server wants it', async () => {
    const { url, secrets } = servers.password;
    const { username: user, password, ca } = secrets;
    const host = new URL(url).host;
    await expectRoundTrip(open({ url: `nats://${host}`, user, password, tls: { ca } }), 'by-options');
    const unasked = await problemOf(open({ url: `nats://${host}`, user, password }), secrets);
    expect(unasked.message).toMatch(/authority that is not known here/);
  });

  it('takes a token, in the URL and as an option', async () => {
    const { url, secrets } = servers.token;
    const tls = { ca: secrets.ca };
    await expectRoundTrip(open({ url, token: secrets.token, tls }), 'by-token');
    await expectRoundTrip(open({ url: Object.assign(new URL(url), { username: secrets.token }).href, tls }), 'by-url');
    const refused = await problemOf(open({ url, token: MISTAKEN, tls }), secrets);
    expect(refused.message).toMatch(/check user, password, token or credentials$/);
  });

  it('takes the text of a credentials file, and says so of anything else', async () => {
    const { url, secrets } = servers.credentials;
    const tls = { ca: secrets.ca };
    const { credentials = '' } = secrets;
    await expectRoundTrip(open({ url, credentials, tls }), 'by-credentials');
    expect((await problemOf(open({ url, tls }), secrets)).message).toMatch(/check .* credentials$/);
    const path = await problemOf(open({ url, credentials: '/etc/order.creds', tls }), secrets);
    expect(path).toMatchObject({ code: 'broker-failed', message: expect.stringMatching(/not its path$/) });
  });

  it('takes a certificate of a client', async () => {
    const { url, secrets } = servers.certificate;
    const { ca, cert, key } = secrets;
    await expectRoundTrip(open({ url, tls: { ca, cert, key } }), 'by-certificate');
    for (const tls of [{ ca }, { ca, cert: servers.token.secrets.cert, key: servers.token.secrets.key }]) {
      const refused = await problemOf(open({ url, tls, publishTimeoutMs: 500 }), secrets);
      expect(refused).toMatchObject({
        code: 'broker-unreachable',
        message: expect.stringMatching(/cert, key \}`, if it asks/),
      });
    }
    const broken = await problemOf(open({ url, tls: { ca, cert, key: 'order.key' } }), secrets);
    expect(broken).toMatchObject({ code: 'broker-failed', message: expect.stringMatching(/give them as PEM/) });
  });

  it('says what to check where a connection by TLS does not come about', async () => {
    const { url, secrets } = servers.password;
    const tls = { ca: secrets.ca };
    const unknown = await problemOf(open({ url }), secrets);
    expect(unknown).toMatchObject({ code: 'broker-failed', message: expect.stringMatching(/`NODE_EXTRA_CA_CERTS`$/) });
    const other = await problemOf(open({ url, tls: { ...tls, servername: 'nats.example' } }), secrets);
    expect(other.message).toMatch(/certificate is for another name .*nats\.example/);
    const refused = await problemOf(open({ url: mistaken(url), tls }), secrets);
    expect(refused.message).toMatch(/check user, password, token or credentials$/);
    const inTheClear = await problemOf(open({ url: url.replace(/^tls:/, 'nats:') }), secrets);
    expect(inTheClear.message).toMatch(/authority that is not known here/);
  });

  it('says so where the server has no TLS', async () => {
    const plain = `tls://${new URL(url ?? '').host}`;
    const { message } = await problemOf(open({ url: plain }), servers.password.secrets);
    expect(message).toMatch(/use `nats:\/\/` without `tls`/);
  });
});
