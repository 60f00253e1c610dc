import { SagaError } from '../../errors.js';

/** A step from one version of the tables to the next, as SQL for a schema, whose name is already quoted. */
export type Migration = (schema: string) => string;

/** A name that needs no quotes, and leaves room for the suffix of the channel within the server's 63 bytes. */
const NAME = /^[a-z_][a-z0-9_]{0,49}$/;

/** The name of a schema with quotes. Throws `store-failed` for what is no plain name. */
export function quoteSchema(name: string): string {
  if (NAME.test(name) && !name.startsWith('pg_')) return `"${name}"`;
  const rule = 'small letters, digits and `_`, at most 50 of them, not beginning with a digit or `pg_`';
  throw new SagaError('store-failed', `\`${name}\` is no name for a schema of the PostgreSQL store: use ${rule}`);
}

/** Every version of the tables, oldest first. A released one is never changed: a new one is added. */
export const migrations: readonly Migration[] = [createTables];

/**
 * `state` was written down last, see `keepsState`, and `state_version` is its version, or 0 where there is none; the
 * state of now follows from it and the journal since. Times are milliseconds since 1970, and may have fractions; JSON is
 * text, because the server never looks into it. What changes in every transition (version) is in no index, and pages of
 * `instances` are half empty, so that most updates touch nothing but the page that the row is in.
 */
function createTables(schema: string): string {
  return `
  CREATE TABLE ${schema}.definitions (
    hash text COLLATE "C" PRIMARY KEY,
    saga text NOT NULL,
    version text NOT NULL,
    body text NOT NULL
  );
  CREATE TABLE ${schema}.workers (
    token bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lease_until timestamptz NOT NULL
  );
  CREATE TABLE ${schema}.instances (
    id text COLLATE "C" PRIMARY KEY,
    saga text COLLATE "C" NOT NULL,
    correlation text COLLATE "C" NOT NULL,
    run integer NOT NULL,
    definition text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    owner bigint,
    wake_at float8,
    timer_at float8,
    claim bigint,
    started_at float8 NOT NULL,
    updated_at float8 NOT NULL,
    state_version integer NOT NULL,
    state text
  ) WITH (fillfactor = 50, toast_tuple_target = 8160);
  CREATE INDEX instances_by_correlation ON ${schema}.instances (saga, correlation, run);
  CREATE INDEX instances_by_status ON ${schema}.instances (status, saga, started_at);
  CREATE INDEX instances_by_owner ON ${schema}.instances (owner, wake_at) WHERE owner IS NOT NULL;
  CREATE INDEX instances_free ON ${schema}.instances (definition, wake_at)
    WHERE owner IS NULL AND wake_at IS NOT NULL;
  CREATE TABLE ${schema}.journal (
    instance text COLLATE "C" NOT NULL,
    position integer NOT NULL,
    tag bigint NOT NULL,
    entries text NOT NULL,
    PRIMARY KEY (instance, position)
  ) WITH (toast_tuple_target = 8160);
  CREATE TABLE ${schema}.inbox (
    id text COLLATE "C" PRIMARY KEY,
    instance text COLLATE "C" NOT NULL
  );
  CREATE TABLE ${schema}.instance_ids (
    value text COLLATE "C" NOT NULL,
    saga text COLLATE "C" NOT NULL,
    instance text COLLATE "C" NOT NULL,
    PRIMARY KEY (value, saga, instance)
  );
  CREATE TABLE ${schema}.mail_ids (id text COLLATE "C" PRIMARY KEY);
  CREATE TABLE ${schema}.mail (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    instance text COLLATE "C" NOT NULL,
    body text NOT NULL
  );
  CREATE INDEX mail_by_instance ON ${schema}.mail (instance, seq);
  CREATE TABLE ${schema}.notices (
    id text COLLATE "C" PRIMARY KEY,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    owner bigint,
    taken bigint,
    body text NOT NULL
  );
  CREATE INDEX notices_by_owner ON ${schema}.notices (owner, seq);
  `;
}
