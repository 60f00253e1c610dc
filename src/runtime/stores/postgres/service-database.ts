import { createConnections } from './connections.js';
import { loadDriver } from './driver.js';
import { toSagaError } from './postgres-errors.js';
import { quoteSchema } from './schema.js';

export interface PostgresServiceOptions {
  /** Schema that the tables of the service are in. Default: where the connection's `search_path` leads. */
  readonly schema?: string;
  /** Let the server refuse every write. */
  readonly readOnly?: boolean;
}

/** A PostgreSQL database of a service, that sagac has tables in. */
export interface PostgresServiceDatabase {
  readonly kind: 'postgres';
  /** Server and database for people, without user and password. */
  readonly place: string;
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
  close(): Promise<void>;
}

/** Connects with the database of a service and makes nothing. It, and each query, rejects with `SagaError`. */
export async function openPostgresService(
  url: string,
  { schema, readOnly = false }: PostgresServiceOptions = {},
): Promise<PostgresServiceDatabase> {
  const { client: create, place } = createConnections(await loadDriver(), url, { commits: 1 });
  const session = [
    "SET statement_timeout = '30s'",
    ...(schema === undefined ? [] : [`SET search_path = ${quoteSchema(schema)}`]),
    ...(readOnly ? ['SET default_transaction_read_only = on'] : []),
  ].join('; ');
  const client = create();
  // Whoever waits for an answer hears of a lost connection by it.
  client.on('error', () => undefined);
  async function told<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (error) {
      throw toSagaError(error, place);
    }
  }
  try {
    await told(client.connect());
    await told(client.query(session));
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return {
    kind: 'postgres',
    place,
    query: (text, values) => told(client.query(text, values)),
    close: () => client.end(),
  };
}
