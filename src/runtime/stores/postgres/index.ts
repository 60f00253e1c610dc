import type { SagaStore } from '../../store.js';
import { createConnections } from './connections.js';
import { createDatabase } from './database.js';
import { loadDriver } from './driver.js';
import { assertSchema, migrate } from './migrate.js';
import { PostgresStore } from './postgres-store.js';
import { quoteSchema } from './schema.js';
import { createServerClock, synchronize } from './server-clock.js';

/** How a PostgreSQL store is opened. */
export interface PostgresStoreOptions {
  /** Schema that holds the tables, `sagac` by default. */
  readonly schema?: string;
  /** How long an operation is tried again while the server is away, in milliseconds. Default 60 000. */
  readonly giveUpAfterMs?: number;
  /** The machine's time in milliseconds, which is corrected by the server's; one that is never set back by default. */
  readonly now?: () => number;
  /** Batches of commits that may be on their way at once, each on a connection of its own. Default 2. */
  readonly writers?: number;
  /** Make the schema where it is not there; without it the store is `store-missing` then. Default true. */
  readonly create?: boolean;
}

/**
 * Opens a saga store in a PostgreSQL database and makes its schema if it is not there. Several workers may share it.
 * Rejects with `SagaError`: the driver is missing, the server cannot be reached or refuses, or the schema is too new.
 */
export async function openPostgresStore(url: string, options: PostgresStoreOptions = {}): Promise<SagaStore> {
  const { schema: name = 'sagac', giveUpAfterMs = 60_000, now, writers = 2, create = true } = options;
  const schema = quoteSchema(name);
  const connections = createConnections(await loadDriver(), url, { commits: writers });
  const database = createDatabase(connections, giveUpAfterMs);
  const clock = createServerClock(now);
  try {
    await database.open(async (client) => {
      if (!create) await assertSchema(client, schema, connections.place);
      await migrate(client, schema);
      await synchronize(clock, client);
    });
  } catch (error) {
    await connections.end();
    throw error;
  }
  return new PostgresStore({ connections, database, clock, schema, channel: `${name}_work`, writers });
}
