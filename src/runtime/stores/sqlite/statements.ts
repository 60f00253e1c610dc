import type Sqlite from 'better-sqlite3';

/** A timer as the table holds it. */
export interface TimerRow {
  readonly instance: string;
  readonly owner: string;
  readonly dueAt: number;
  readonly timer: string;
}

/** What a list is narrowed to; null asks for everything. */
export interface ListParameters {
  readonly saga: string | null;
  readonly status: string | null;
  readonly definition: string | null;
  /** -1 for all. */
  readonly limit: number;
}

interface Reads {
  readonly definitions: Sqlite.Statement<[], { readonly hash: string; readonly body: string }>;
  readonly state: Sqlite.Statement<[string], { readonly state: string }>;
  readonly version: Sqlite.Statement<[string], { readonly version: number }>;
  readonly latestRun: Sqlite.Statement<[string, string], { readonly state: string }>;
  readonly inboxEntry: Sqlite.Statement<[string], { readonly instance: string }>;
  readonly journal: Sqlite.Statement<[string], { readonly entry: string }>;
  readonly list: Sqlite.Statement<[ListParameters], { readonly state: string }>;
  readonly messages: Sqlite.Statement<[string, number, number], { readonly seq: number; readonly body: string }>;
  readonly dueTimers: Sqlite.Statement<[string, number, number], TimerRow>;
  readonly nextTimer: Sqlite.Statement<[string], { readonly dueAt: number | null }>;
}

interface Writes {
  readonly addDefinition: Sqlite.Statement<[string, string, string, string]>;
  readonly addInstance: Sqlite.Statement<[string, string, string, number, string, string, number, number, string]>;
  readonly updateInstance: Sqlite.Statement<[string, number, string, string]>;
  readonly addEntry: Sqlite.Statement<[string, number, string]>;
  readonly addMessage: Sqlite.Statement<[string, string, string]>;
  readonly removeMessage: Sqlite.Statement<[string]>;
  readonly addInbox: Sqlite.Statement<[string, string]>;
  readonly setTimer: Sqlite.Statement<[string, string, string, number, string]>;
  readonly removeFiredTimer: Sqlite.Statement<[string, string, number, string]>;
  readonly cancelTimer: Sqlite.Statement<[string, string]>;
  readonly cancelTimers: Sqlite.Statement<[string]>;
}

/** All statements of the store, prepared once. */
export type Statements = Reads & Writes;

/** Prepares every statement of the store. */
export function prepareStatements(database: Sqlite.Database): Statements {
  return { ...prepareReads(database), ...prepareWrites(database) };
}

function prepareReads(database: Sqlite.Database): Reads {
  return {
    definitions: database.prepare('SELECT hash, body FROM definitions'),
    state: database.prepare('SELECT state FROM instances WHERE id = ?'),
    version: database.prepare('SELECT version FROM instances WHERE id = ?'),
    latestRun: database.prepare(
      'SELECT state FROM instances WHERE saga = ? AND correlation = ? ORDER BY run DESC LIMIT 1',
    ),
    inboxEntry: database.prepare('SELECT instance FROM inbox WHERE id = ?'),
    journal: database.prepare('SELECT entry FROM journal WHERE instance = ? ORDER BY seq'),
    list: database.prepare(
      `SELECT state FROM instances
       WHERE (@saga IS NULL OR saga = @saga) AND (@status IS NULL OR status = @status)
         AND (@definition IS NULL OR definition = @definition)
       ORDER BY started_at, rowid LIMIT @limit`,
    ),
    messages: database.prepare('SELECT seq, body FROM outbox WHERE definition = ? AND seq > ? ORDER BY seq LIMIT ?'),
    dueTimers: database.prepare(
      `SELECT instance, owner, due_at AS dueAt, timer FROM timers
       WHERE definition = ? AND due_at <= ? ORDER BY due_at LIMIT ?`,
    ),
    nextTimer: database.prepare('SELECT min(due_at) AS dueAt FROM timers WHERE definition = ?'),
  };
}

function prepareWrites(database: Sqlite.Database): Writes {
  return {
    addDefinition: database.prepare(
      'INSERT OR IGNORE INTO definitions (hash, saga, version, body) VALUES (?, ?, ?, ?)',
    ),
    addInstance: database.prepare(
      `INSERT INTO instances (id, saga, correlation, run, definition, status, version, started_at, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    updateInstance: database.prepare('UPDATE instances SET status = ?, version = ?, state = ? WHERE id = ?'),
    addEntry: database.prepare('INSERT INTO journal (instance, seq, entry) VALUES (?, ?, ?)'),
    addMessage: database.prepare('INSERT INTO outbox (id, definition, body) VALUES (?, ?, ?)'),
    removeMessage: database.prepare('DELETE FROM outbox WHERE id = ?'),
    addInbox: database.prepare('INSERT INTO inbox (id, instance) VALUES (?, ?)'),
    setTimer: database.prepare(
      `INSERT INTO timers (instance, owner, definition, due_at, timer) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET due_at = excluded.due_at, timer = excluded.timer`,
    ),
    removeFiredTimer: database.prepare(
      'DELETE FROM timers WHERE instance = ? AND owner = ? AND due_at = ? AND timer = ?',
    ),
    cancelTimer: database.prepare('DELETE FROM timers WHERE instance = ? AND owner = ?'),
    cancelTimers: database.prepare('DELETE FROM timers WHERE instance = ?'),
  };
}
