import type { ServerName } from '../../../scripts/servers/start-server.mjs';

/** The message brokers that `scripts/services` can start. */
export type BrokerName = Exclude<ServerName, 'postgres' | 'registry'>;

/**
 * The URL of the broker that `SAGAC_<NAME>_URL` names, as `kafka://host:port`, `nats://host:port` or
 * `amqp://user:password@host:port`. Undefined where none is named: then one line says which tests are left out and how to
 * run them; under `SAGAC_REQUIRE_SERVERS` it throws instead.
 */
export function brokerUrl(name: BrokerName): string | undefined {
  return namedUrl(name);
}

/** The same of a schema registry, as `http://host:port/apis/ccompat/v7`: what stands before `/subjects`. */
export function registryUrl(): string | undefined {
  return namedUrl('registry');
}

function namedUrl(name: ServerName): string | undefined {
  const variable = `SAGAC_${name.toUpperCase()}_URL`;
  return (
    process.env[variable] || leaveOut(`tests that need ${name}. \`npm run test:brokers\` starts it and runs them.`)
  );
}

/** Says what is left out, or throws where the environment allows no test to be. */
export function leaveOut(what: string): undefined {
  if (process.env['SAGAC_REQUIRE_SERVERS']) throw new Error(`SAGAC_REQUIRE_SERVERS is set, but there are ${what}`);
  console.warn(`Left out: ${what}`);
  return undefined;
}
