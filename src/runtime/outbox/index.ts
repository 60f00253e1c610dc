/** The outbox: messages in the caller's own transaction, and the relay that publishes them. */
export * from './create-relay.js';
export type * from './databases.js';
export type { OutboxMessage } from './outbox-message.js';
export type * from './outbox-store.js';
export {
  createPostgresOutboxStore,
  migratePostgresOutbox,
  type PostgresOutbox,
  postgresOutbox,
  postgresOutboxMigration,
} from './postgres-outbox.js';
export * from './published-message.js';
export {
  createSqliteOutbox,
  createSqliteOutboxStore,
  migrateSqliteOutbox,
  type SqliteOutbox,
} from './sqlite-outbox.js';
