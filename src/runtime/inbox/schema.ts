import type { ServiceDialect, ServiceTables } from '../outbox/service-tables.js';

/**
 * The inbox of a service as SQL, oldest step first; a released one is never changed. The tables belong into the service's own
 * database, for rows are written in the transactions of its handlers. Times are milliseconds since 1970.
 */
export const inboxTables: ServiceTables = {
  versionTable: 'sagac_inbox_version',
  what: 'the inbox',
  migrations: [
    {
      version: 1,
      name: 'create the inbox',
      sql: { postgres: tables('postgres'), sqlite: tables('sqlite') },
    },
  ],
};

function tables(dialect: ServiceDialect): string {
  const text = dialect === 'postgres' ? 'text COLLATE "C"' : 'TEXT';
  const long = dialect === 'postgres' ? 'bigint' : 'INTEGER';
  const end = dialect === 'postgres' ? ');' : ') STRICT, WITHOUT ROWID;';
  return `-- What each consumer has handled: a second delivery finds its row and is skipped.
CREATE TABLE sagac_inbox (
  consumer ${text} NOT NULL,
  message_id ${text} NOT NULL,
  handled_at ${long} NOT NULL,
  PRIMARY KEY (consumer, message_id)
${end}
CREATE INDEX sagac_inbox_by_age ON sagac_inbox (handled_at);

-- Which events have come for what, for consumers that need them before others.
CREATE TABLE sagac_arrivals (
  service ${text} NOT NULL,
  correlation ${text} NOT NULL,
  type ${text} NOT NULL,
  data ${text} NOT NULL,
  arrived_at ${long} NOT NULL,
  PRIMARY KEY (service, correlation, type)
${end}
CREATE INDEX sagac_arrivals_by_age ON sagac_arrivals (arrived_at);

-- Messages that wait: for others that have to come first, or for their time.
CREATE TABLE sagac_parked (
  consumer ${text} NOT NULL,
  message_id ${text} NOT NULL,
  service ${text} NOT NULL,
  correlation ${text} NOT NULL,
  reason ${text} NOT NULL,
  attempts ${long} NOT NULL,
  due_at ${long} NOT NULL,
  give_up_at ${long} NOT NULL,
  parked_at ${long} NOT NULL,
  message ${text} NOT NULL,
  PRIMARY KEY (consumer, message_id)
${end}
CREATE INDEX sagac_parked_by_time ON sagac_parked (service, due_at);
CREATE INDEX sagac_parked_by_correlation ON sagac_parked (service, correlation);

-- Answers to commands by idempotency key, so that the same key has one effect. Without an outcome: refused for good.
CREATE TABLE sagac_answers (
  idempotency_key ${text} NOT NULL PRIMARY KEY,
  outcome ${text},
  data ${text},
  up_to ${long},
  answered_at ${long} NOT NULL
${end}
CREATE INDEX sagac_answers_by_age ON sagac_answers (answered_at);
`;
}
