import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OwnServer, startServer } from '../../../../scripts/servers/start-server.mjs';
import { brokerUrl } from '../../testing/servers.js';
import { createBell, messageOf } from '../contract/fixture.js';
import { createNatsBroker } from './index.js';

describe.skipIf(brokerUrl('nats') === undefined)('a server that is killed and started again', () => {
  let server: OwnServer;
  beforeAll(async () => {
    server = await startServer('nats', { arguments: ['--user', 'me', '--pass', 'hidden'] });
  }, 60_000);
  afterAll(() => server.remove());

  const urlWith = (password: string): string => Object.assign(new URL(server.url), { username: 'me', password }).href;

  it('is found again, and all that was confirmed is delivered in order', async () => {
    const problems: string[] = [];
    const onProblem = (problem: string) => void problems.push(problem);
    const broker = await createNatsBroker({
      url: urlWith('hidden'),
      leaseMs: 2_000,
      publishTimeoutMs: 15_000,
      onProblem,
    });
    const bell = createBell();
    const taken = new Set<string>();
    await broker.subscribe('orders', 'a', async ({ id }) => {
      taken.add(id);
      bell.ring();
    });
    const confirmed: string[] = [];
    let isOver = false;
    const publishing = (async () => {
      for (let id = 0; !isOver; id += 1) {
        await broker.publish('orders', messageOf(`${id}`));
        confirmed.push(`${id}`);
      }
    })();
    for (let round = 0; round < 2; round += 1) {
      const before = taken.size;
      await bell.until(() => taken.size > before + 20);
      await server.stop('kill');
      await server.start();
    }
    const before = taken.size;
    await bell.until(() => taken.size > before + 20);
    isOver = true;
    await publishing;
    await bell.until(() => taken.size >= confirmed.length);
    expect([...taken]).toEqual(confirmed);
    expect(problems.join('\n')).toMatch(/is lost.*\n.*there is a connection/);
    expect(problems.join('\n')).not.toContain('hidden');
    await broker.close();
  }, 60_000);

  it('refuses who it does not know, in words without the password', async () => {
    const refused = createNatsBroker({ url: urlWith('mistaken') });
    await expect(refused).rejects.toThrow(/check user, password, token or credentials$/);
    await expect(refused).rejects.not.toThrow(/mistaken/);
    const byOptions = await createNatsBroker({
      url: server.url,
      user: 'me',
      password: 'hidden',
      onProblem: () => undefined,
    });
    await byOptions.close();
  });
});
