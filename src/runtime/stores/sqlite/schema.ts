/** Marks a file as a saga store: "SAGA" in ASCII. */
export const APPLICATION_ID = 0x53414741;

/** Every version of the tables, oldest first. A released one is never changed: a new one is added. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE definitions (
    hash TEXT PRIMARY KEY,
    saga TEXT NOT NULL,
    version TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE instances (
    id TEXT PRIMARY KEY,
    saga TEXT NOT NULL,
    correlation TEXT NOT NULL,
    run INTEGER NOT NULL,
    definition TEXT NOT NULL REFERENCES definitions (hash),
    status TEXT NOT NULL,
    version INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    state TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX instances_by_run ON instances (saga, correlation, run);
  CREATE INDEX instances_by_status ON instances (status, started_at);
  CREATE TABLE journal (
    instance TEXT NOT NULL,
    seq INTEGER NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (instance, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    definition TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX outbox_by_definition ON outbox (definition, seq);
  CREATE TABLE timers (
    instance TEXT NOT NULL,
    owner TEXT NOT NULL,
    definition TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    timer TEXT NOT NULL,
    PRIMARY KEY (instance, owner)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX timers_by_time ON timers (definition, due_at);
  CREATE TABLE inbox (
    id TEXT PRIMARY KEY,
    instance TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
];
