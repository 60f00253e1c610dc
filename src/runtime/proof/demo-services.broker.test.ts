import { afterAll, describe, expect, it } from 'vitest';
import { postgresForTests } from '../testing/postgres-server.js';
import { type BrokerName, brokerUrl } from '../testing/servers.js';
import { runDemo } from './testing/run-demo.js';

/** The checkout as processes of generated services, on brokers behind a network. */
const BROKERS: readonly BrokerName[] = ['nats', 'kafka', 'rabbitmq'];
const urls = BROKERS.map((name) => [name, brokerUrl(name)] as const);
const server = urls.some(([, url]) => url !== undefined) ? await postgresForTests() : undefined;

afterAll(() => server?.remove());

describe.runIf(server !== undefined)('npm run demo:services', () => {
  for (const [name, url] of urls) {
    it.runIf(url !== undefined)(
      `adds up on ${name}`,
      async () => {
        const args = [
          '--broker',
          name,
          '--broker-url',
          url ?? '',
          '--postgres-url',
          server?.url ?? '',
          '--orders',
          '6',
        ];
        const { code, output, errors } = await runDemo(args);
        expect(errors).toBe('');
        expect(output).toMatch(/orders +6 placed +3 confirmed \+ 3 cancelled/);
        expect(output).toContain('Everything adds up.');
        expect(code).toBe(0);
      },
      180_000,
    );
  }
});
