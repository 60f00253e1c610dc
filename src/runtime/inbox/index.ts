/** The part of `sagac/runtime` that notes what a service has handled. */
export type { Arrival, Inbox, InboxSession, ParkedMessage as ParkedInInbox } from './inbox.js';
export { createMemoryInbox, type MemoryTransaction } from './memory-inbox.js';
export {
  createPostgresInbox,
  migratePostgresInbox,
  type PostgresPool,
  postgresInboxMigration,
} from './postgres-inbox.js';
export { createSqliteInbox, migrateSqliteInbox } from './sqlite-inbox.js';
