/** Marks a file as a saga store: "SAGA" in ASCII. */
export const APPLICATION_ID = 0x53414741;

/**
 * Every version of the tables, oldest first. A released one is never changed: a new one is added.
 *
 * Every index that holds a column which transitions change costs time in each of them, so there are few: the partial
 * ones hold only instances that wait for their time or are in somebody's hands. `correlation` and the values of ids are
 * JSON, which tells a text from a number. Times are milliseconds since 1970 and may have fractions.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE definitions (
    hash TEXT PRIMARY KEY,
    saga TEXT NOT NULL,
    version TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;

  -- Tokens are never given twice, not even after the row is gone.
  CREATE TABLE leases (
    owner INTEGER PRIMARY KEY AUTOINCREMENT,
    ends_at REAL NOT NULL,
    place TEXT NOT NULL,
    pid INTEGER NOT NULL,
    started TEXT NOT NULL
  ) STRICT;

  CREATE TABLE instances (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    saga TEXT NOT NULL,
    correlation TEXT NOT NULL,
    run INTEGER NOT NULL,
    definition TEXT NOT NULL,
    started_at REAL NOT NULL,
    status TEXT NOT NULL,
    version INTEGER NOT NULL,
    owner INTEGER,
    wake_at REAL,
    updated_at REAL NOT NULL,
    UNIQUE (correlation, saga, run)
  ) STRICT;
  CREATE INDEX instances_free ON instances (definition, wake_at) WHERE owner IS NULL AND wake_at IS NOT NULL;
  CREATE INDEX instances_owned ON instances (owner, wake_at) WHERE owner IS NOT NULL;
  CREATE INDEX instances_by_status ON instances (status, saga, started_at);
  CREATE INDEX instances_by_start ON instances (started_at);

  -- The entries of one transition, as a JSON array; \`position\` is that of its first. In the order of writing, so that
  -- the transitions of a group share their pages.
  CREATE TABLE journal (
    row INTEGER PRIMARY KEY,
    instance INTEGER NOT NULL,
    position INTEGER NOT NULL,
    entries TEXT NOT NULL
  ) STRICT;
  CREATE INDEX journal_by_instance ON journal (instance, position);

  -- States that were written down, see keepsState. Where the journal has gone on since, the state follows from both.
  CREATE TABLE states (
    instance INTEGER PRIMARY KEY,
    state TEXT NOT NULL
  ) STRICT;

  CREATE TABLE ids (
    saga TEXT NOT NULL,
    value TEXT NOT NULL,
    instance INTEGER NOT NULL,
    PRIMARY KEY (saga, value, instance)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE inbox (
    id TEXT PRIMARY KEY,
    instance TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Without an input it was consumed; the id stays, so that the same mail is not posted again.
  CREATE TABLE mail (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    instance INTEGER NOT NULL,
    input TEXT
  ) STRICT;
  CREATE INDEX mail_waiting ON mail (instance) WHERE input IS NOT NULL;

  CREATE TABLE outbox (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    owner INTEGER,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX outbox_free ON outbox (row) WHERE owner IS NULL;
  `,
];
