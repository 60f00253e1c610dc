import type pg from 'pg';
import { SagaError } from '../../errors.js';
import type { Driver } from './driver.js';

/** Longest wait for a connection, in milliseconds. */
const CONNECT_MS = 10_000;
/** Longest wait for an answer, in milliseconds: after that the connection counts as broken. */
const ANSWER_MS = 30_000;

/**
 * Statements are prepared while the tables are still empty, and a plan that reads all of an empty table stays in force
 * when it has a million rows. All hot statements go by indexes, so their sessions know no other way.
 */
export const HOT_SESSION = `SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
  SET plan_cache_mode = force_generic_plan; SET jit = off;`;
/** A promise that resolves means: on disk. Stronger settings of the server stay as they are. */
const DURABLE = `SELECT set_config('synchronous_commit', 'on', false)
  WHERE current_setting('synchronous_commit') = 'off'`;

/** The connections of one store. */
export interface Connections {
  /** Server and database for people, without user and password. */
  readonly place: string;
  /** For commits alone, so that they never wait for anything else. */
  readonly commits: pg.Pool;
  /** For all other short statements. */
  readonly pool: pg.Pool;
  /** For what reads many rows; the server plans it as it likes. Opened when it is needed. */
  readonly reports: pg.Pool;
  /** A connection of its own, not yet connected. */
  client(): pg.Client;
  end(): Promise<void>;
}

/** Prepares connections without making any. Throws `store-failed` for what is no URL. */
export function createConnections(driver: Driver, url: string, sizes: { readonly commits: number }): Connections {
  const config: pg.ClientConfig = {
    connectionString: url,
    application_name: 'sagac',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  };
  const hasty: pg.ClientConfig = { ...config, query_timeout: ANSWER_MS };
  const client = () => new driver.Client(config);
  const place = placeOf(url, client);
  const createPool = (settings: pg.ClientConfig, max: number, session: string) => {
    const onConnect = async (connection: pg.ClientBase) => {
      // What happens to a connection in use is told by the statement on it; nobody else need hear of it.
      connection.on('error', () => undefined);
      await connection.query(`${session}${DURABLE}`);
    };
    const created = new driver.Pool({ ...settings, max, onConnect });
    // Of connections that rest in the pool, which replaces them.
    created.on('error', () => undefined);
    return created;
  };
  const pools = {
    commits: createPool(hasty, sizes.commits, HOT_SESSION),
    pool: createPool(hasty, 4, HOT_SESSION),
    reports: createPool(config, 1, ''),
  };
  return {
    place,
    ...pools,
    client,
    end: async () => void (await Promise.all(Object.values(pools).map((p) => p.end()))),
  };
}

/** The URL itself may hold a password, so neither it nor the driver's words about it are repeated. */
function placeOf(url: string, create: () => pg.Client): string {
  try {
    if (!/^postgres(ql)?:\/\//.test(url)) throw new TypeError('another protocol');
    const { host, port, database } = create();
    return `\`${host}:${port}/${database ?? ''}\``;
  } catch {
    const form = 'use `postgres://user:password@host:5432/database`, with special characters of the password encoded';
    throw new SagaError('store-failed', `this is no URL of a PostgreSQL database: ${form}`);
  }
}
