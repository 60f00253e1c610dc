import type { ServiceDialect, ServiceTables } from './service-tables.js';
import { ALL_SHARDS, SHARD_OF } from './shards.js';

/** `retry_at` of a message that waits for a person. */
export const NEVER = Number.MAX_SAFE_INTEGER;

/**
 * The outbox of a service as SQL, oldest step first; a released one is never changed. The tables belong into the service's own
 * database, for rows are written in its own transactions. Times are milliseconds since 1970.
 */
export const outboxTables: ServiceTables = {
  versionTable: 'sagac_outbox_version',
  what: 'the outbox',
  migrations: [
    {
      version: 1,
      name: 'create the outbox',
      sql: { postgres: tables('postgres'), sqlite: tables('sqlite') },
    },
    {
      version: 2,
      name: 'lease the outbox by shards',
      sql: { postgres: shardTables('postgres'), sqlite: shardTables('sqlite') },
    },
  ],
};

function tables(dialect: ServiceDialect): string {
  const isPostgres = dialect === 'postgres';
  const text = isPostgres ? 'text COLLATE "C"' : 'TEXT';
  const long = isPostgres ? 'bigint' : 'INTEGER';
  // A number that is given twice could mark a new message as published that an earlier relay meant another by.
  const sequence = isPostgres ? 'bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY' : 'INTEGER PRIMARY KEY AUTOINCREMENT';
  const end = isPostgres ? ');' : ') STRICT;';
  return `-- Messages in the order in which they were added. retry_at: 0 until a first failure, ${NEVER} when a person has to look.
CREATE TABLE sagac_outbox (
  seq ${sequence},
  id ${text} NOT NULL UNIQUE,
  channel ${text} NOT NULL,
  message_key ${text} NOT NULL,
  type ${text} NOT NULL,
  data ${text} NOT NULL,
  headers ${text} NOT NULL,
  added_at ${long} NOT NULL,
  published_at ${long},
  attempts ${long} NOT NULL DEFAULT 0,
  retry_at ${long} NOT NULL DEFAULT 0,
  failed_at ${long},
  error ${text}
${end}
CREATE INDEX sagac_outbox_waiting ON sagac_outbox (retry_at, seq) WHERE published_at IS NULL;
CREATE INDEX sagac_outbox_failed ON sagac_outbox (channel, message_key, seq) WHERE published_at IS NULL AND retry_at > 0;
CREATE INDEX sagac_outbox_published ON sagac_outbox (published_at) WHERE published_at IS NOT NULL;

-- Who publishes: one relay at a time.
CREATE TABLE sagac_outbox_leases (
  name ${text} NOT NULL PRIMARY KEY,
  token ${text} NOT NULL,
  ends_at ${long} NOT NULL
${end}
`;
}

/** Statements that may be run again, one by one: files for SQLite are made of them. */
function shardTables(dialect: ServiceDialect): string {
  const isPostgres = dialect === 'postgres';
  const text = isPostgres ? 'text COLLATE "C"' : 'TEXT';
  const long = isPostgres ? 'bigint' : 'INTEGER';
  const end = isPostgres ? ');' : ') STRICT;';
  return `-- Who publishes: a shard of the keys is one relay's until its lease ends. sagac_outbox_leases is for relays that know no shards.
CREATE TABLE sagac_outbox_shards (
  shard ${long} NOT NULL PRIMARY KEY,
  token ${text} NOT NULL,
  ends_at ${long} NOT NULL
${end}
INSERT INTO sagac_outbox_shards (shard, token, ends_at)
  VALUES ${ALL_SHARDS.map((shard) => `(${shard}, '', 0)`).join(', ')} ON CONFLICT DO NOTHING;

-- Which relays are there, with shards or without.
CREATE TABLE sagac_outbox_relays (
  token ${text} NOT NULL PRIMARY KEY,
  ends_at ${long} NOT NULL
${end}

CREATE INDEX sagac_outbox_waiting_by_shard ON sagac_outbox ((
    ${SHARD_OF[dialect]}
  ), retry_at, seq) WHERE published_at IS NULL;
DROP INDEX IF EXISTS sagac_outbox_waiting;
`;
}
