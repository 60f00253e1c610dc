import { type OwnServer, type OwnServerOptions, startServer } from '../../../scripts/servers/start-server.mjs';
import { leaveOut } from './servers.js';

/** A PostgreSQL server for tests. */
export interface PostgresServer {
  /** Of a database that tests may fill with schemas of their own. */
  readonly url: string;
  /** `immediate` is like a crash of the server; `fast` ends all sessions first. */
  stop(mode: 'fast' | 'immediate'): Promise<void>;
  start(): Promise<void>;
  /** Stops it and deletes its data. */
  remove(): Promise<void>;
}

/**
 * A server for tests: the one that `SAGAC_POSTGRES_URL` names, else one of its own that ends with `remove`. Undefined
 * where none can be started: then one line says why, and the tests that need it are left out; under
 * `SAGAC_REQUIRE_SERVERS` it rejects instead.
 */
export async function postgresForTests(): Promise<Pick<PostgresServer, 'url' | 'remove'> | undefined> {
  const given = process.env['SAGAC_POSTGRES_URL'];
  return given ? { url: given, remove: async () => undefined } : ownPostgresForTests();
}

/**
 * A server for tests that stop and start it, and therefore never one that others use. Undefined as above. It does not
 * flush to the disk unless a setting says so: tests kill processes, never the machine.
 */
export async function ownPostgresForTests(options: OwnServerOptions = {}): Promise<PostgresServer | undefined> {
  return startServer('postgres', options).then(asPostgres, (error: unknown) =>
    leaveOut(`tests that need a PostgreSQL server of their own. ${String(error)}`),
  );
}

function asPostgres(server: OwnServer): PostgresServer {
  return {
    url: server.url,
    stop: (mode) => server.stop(mode === 'immediate' ? 'kill' : 'stop'),
    start: () => server.start(),
    remove: () => server.remove(),
  };
}
