import { SagaError } from '../errors.js';
import { assertStoreFile, readAddress } from './open-store.js';
import type { PostgresServiceDatabase } from './postgres/service-database.js';
import type { SqliteServiceDatabase } from './sqlite/service-database.js';

/** The database of a service, that sagac has tables in: an outbox, an inbox. */
export type ServiceDatabase = PostgresServiceDatabase | SqliteServiceDatabase;

/**
 * Opens the database of a service by an address like those of stores; the schema behind `?schema=` is that of the service's tables.
 * Nothing is made or changed in it. Rejects with `SagaError`, whose message has no password.
 */
export async function openServiceDatabase(
  address: string,
  options: { readonly readOnly?: boolean } = {},
): Promise<ServiceDatabase> {
  const meant = readAddress(address);
  switch (meant.kind) {
    case 'sqlite': {
      assertStoreFile(meant.path);
      const { openSqliteService } = await import('./sqlite/service-database.js');
      return openSqliteService(meant.path, options);
    }
    case 'postgres': {
      const { openPostgresService } = await import('./postgres/service-database.js');
      const { url, schema } = meant;
      return openPostgresService(url, { ...options, ...(schema !== undefined && { schema }) });
    }
    case 'unknown':
      throw new SagaError('invalid-store-url', meant.reason);
  }
}
