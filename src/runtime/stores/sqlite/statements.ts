import type Sqlite from 'better-sqlite3';
import type { InstanceCount } from '../../store.js';

/** Something due for a claimer; `dueAt` is null where it has only mail. */
export interface DueRow {
  readonly row: number;
  readonly dueAt: number | null;
}

export interface LeaseRow {
  readonly owner: number;
  readonly endsAt: number;
  readonly place: string;
  readonly pid: number;
  readonly started: string;
}

/** Where the state of an instance is to be found; `state` is null where it follows from the journal alone. */
export interface StateRow {
  readonly row: number;
  readonly version: number;
  readonly state: string | null;
}

export interface ClaimedRow extends StateRow {
  readonly owner: number | null;
  readonly wakeAt: number | null;
}

export interface MailRow {
  readonly id: string;
  readonly input: string;
}

type TimeRow = { readonly at: number | null };
type Text = string | null;
type Whole = number | null;

/** All statements of the store, prepared once. */
export type Statements = DefinitionsStatements &
  LeasesStatements &
  CommitsStatements &
  ClaimsStatements &
  MailStatements &
  QueriesStatements;

/** Prepares every statement of the store. */
export function prepareStatements(database: Sqlite.Database): Statements {
  return {
    ...prepareDefinitions(database),
    ...prepareLeases(database),
    ...prepareCommits(database),
    ...prepareClaims(database),
    ...prepareMail(database),
    ...prepareQueries(database),
  };
}

interface DefinitionsStatements {
  readonly addDefinition: Sqlite.Statement<[string, string, string, string]>;
  readonly definitions: Sqlite.Statement<[], { hash: string; body: string }>;
}

function prepareDefinitions(database: Sqlite.Database): DefinitionsStatements {
  return {
    addDefinition: database.prepare(
      'INSERT INTO definitions (hash, saga, version, body) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    definitions: database.prepare('SELECT hash, body FROM definitions'),
  };
}

interface LeasesStatements {
  readonly addLease: Sqlite.Statement<[number, string, number, string]>;
  readonly leases: Sqlite.Statement<[], LeaseRow>;
  readonly hasLease: Sqlite.Statement<[number], { owner: number }>;
  readonly renewLease: Sqlite.Statement<[number, number]>;
  readonly firstLeaseEnd: Sqlite.Statement<[number], { at: number | null }>;
  readonly removeLease: Sqlite.Statement<[number]>;
  readonly freeInstances: Sqlite.Statement<[number]>;
  readonly freeNotices: Sqlite.Statement<[number]>;
}

function prepareLeases(database: Sqlite.Database): LeasesStatements {
  return {
    addLease: database.prepare('INSERT INTO leases (ends_at, place, pid, started) VALUES (?, ?, ?, ?)'),
    leases: database.prepare('SELECT owner, ends_at AS endsAt, place, pid, started FROM leases'),
    hasLease: database.prepare('SELECT owner FROM leases WHERE owner = ?'),
    renewLease: database.prepare('UPDATE leases SET ends_at = ? WHERE owner = ?'),
    firstLeaseEnd: database.prepare(
      `SELECT min(ends_at) AS at FROM leases l WHERE owner <> ? AND (
         EXISTS (SELECT 1 FROM instances i WHERE i.owner = l.owner) OR EXISTS (SELECT 1 FROM outbox o WHERE o.owner = l.owner)
       )`,
    ),
    removeLease: database.prepare('DELETE FROM leases WHERE owner = ?'),
    freeInstances: database.prepare('UPDATE instances SET owner = NULL, wake_at = 0 WHERE owner = ?'),
    freeNotices: database.prepare('UPDATE outbox SET owner = NULL WHERE owner = ?'),
  };
}

type Created = [string, string, string, number, string, number, string, number, Whole, Whole, number];
type Updated = [string, number, Whole, Whole, number, string, number, Whole];
type RowId = { readonly row: number };

interface CommitsStatements {
  readonly addInstance: Sqlite.Statement<Created, RowId>;
  readonly updateInstance: Sqlite.Statement<Updated, RowId>;
  readonly addEntries: Sqlite.Statement<[number, number, string]>;
  readonly keepState: Sqlite.Statement<[number, string]>;
  readonly addId: Sqlite.Statement<[string, string, number]>;
  readonly addInbox: Sqlite.Statement<[string, string]>;
  readonly removeInbox: Sqlite.Statement<[string]>;
  readonly addNotice: Sqlite.Statement<[string, Whole, string]>;
}

function prepareCommits(database: Sqlite.Database): CommitsStatements {
  const columns = 'id, saga, correlation, run, definition, started_at, status, version, owner, wake_at, updated_at';
  const update = `UPDATE instances SET status = ?, version = ?, owner = ?, wake_at = ?, updated_at = ?
    WHERE id = ? AND version = ? AND owner IS ? RETURNING row`;
  return {
    addInstance: database.prepare(
      `INSERT INTO instances (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING row`,
    ),
    updateInstance: database.prepare(update),
    addEntries: database.prepare('INSERT INTO journal (instance, position, entries) VALUES (?, ?, ?)'),
    keepState: database.prepare('REPLACE INTO states (instance, state) VALUES (?, ?)'),
    addId: database.prepare('INSERT INTO ids (saga, value, instance) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
    addInbox: database.prepare('INSERT INTO inbox (id, instance) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    removeInbox: database.prepare('DELETE FROM inbox WHERE id = ?'),
    addNotice: database.prepare('INSERT INTO outbox (id, owner, body) VALUES (?, ?, ?)'),
  };
}

interface ClaimsStatements {
  readonly dueFree: Sqlite.Statement<[string, number, number], DueRow>;
  readonly dueOwned: Sqlite.Statement<[number, number, string, number], DueRow>;
  readonly withMail: Sqlite.Statement<[number, string, number], DueRow>;
  readonly claimed: Sqlite.Statement<[number], ClaimedRow>;
  readonly claim: Sqlite.Statement<[number, Whole, number]>;
  readonly mailOf: Sqlite.Statement<[number], MailRow>;
  readonly nextFree: Sqlite.Statement<[string], TimeRow>;
  readonly nextOwned: Sqlite.Statement<[number, string], TimeRow>;
}

function prepareClaims(database: Sqlite.Database): ClaimsStatements {
  return {
    dueFree: database.prepare(
      `SELECT row, wake_at AS dueAt FROM instances
       WHERE owner IS NULL AND definition = ? AND wake_at <= ? ORDER BY wake_at LIMIT ?`,
    ),
    dueOwned: database.prepare(
      `SELECT row, wake_at AS dueAt FROM instances
       WHERE owner = ? AND wake_at <= ? AND definition IN (SELECT value FROM json_each(?)) ORDER BY wake_at LIMIT ?`,
    ),
    withMail: database.prepare(
      `SELECT DISTINCT instances.row AS row, NULL AS dueAt FROM mail JOIN instances ON instances.row = mail.instance
       WHERE mail.input IS NOT NULL AND (owner IS NULL OR owner = ?)
         AND definition IN (SELECT value FROM json_each(?)) LIMIT ?`,
    ),
    claimed: database.prepare(
      `SELECT row, version, state, owner, wake_at AS wakeAt FROM instances
       LEFT JOIN states ON instance = row WHERE row = ?`,
    ),
    claim: database.prepare('UPDATE instances SET owner = ?, wake_at = ? WHERE row = ?'),
    mailOf: database.prepare('SELECT id, input FROM mail WHERE instance = ? AND input IS NOT NULL ORDER BY row'),
    nextFree: database.prepare(
      `SELECT min(wake_at) AS at FROM instances WHERE owner IS NULL AND wake_at IS NOT NULL AND definition = ?`,
    ),
    nextOwned: database.prepare(
      `SELECT min(wake_at) AS at FROM instances
       WHERE owner = ? AND definition IN (SELECT value FROM json_each(?))`,
    ),
  };
}

interface MailStatements {
  readonly addMail: Sqlite.Statement<[string, string, string]>;
  readonly hasInstance: Sqlite.Statement<[string], { row: number }>;
  readonly consumeMail: Sqlite.Statement<[string]>;
  readonly freeNoticesUpTo: Sqlite.Statement<[number], { row: number; body: string }>;
  readonly takeNotice: Sqlite.Statement<[number, number]>;
  readonly removeNotice: Sqlite.Statement<[string]>;
}

function prepareMail(database: Sqlite.Database): MailStatements {
  return {
    addMail: database.prepare(
      'INSERT INTO mail (id, instance, input) SELECT ?, row, ? FROM instances WHERE id = ? ON CONFLICT DO NOTHING',
    ),
    hasInstance: database.prepare('SELECT row FROM instances WHERE id = ?'),
    consumeMail: database.prepare('UPDATE mail SET input = NULL WHERE id = ?'),
    freeNoticesUpTo: database.prepare('SELECT row, body FROM outbox WHERE owner IS NULL ORDER BY row LIMIT ?'),
    takeNotice: database.prepare('UPDATE outbox SET owner = ? WHERE row = ?'),
    removeNotice: database.prepare('DELETE FROM outbox WHERE id = ?'),
  };
}

interface QueriesStatements {
  readonly state: Sqlite.Statement<[string], StateRow>;
  readonly latestRun: Sqlite.Statement<[string, string], StateRow>;
  readonly inboxEntry: Sqlite.Statement<[string], { instance: string }>;
  readonly journal: Sqlite.Statement<[string], { entries: string }>;
  /** What was added to a journal behind a version. */
  readonly journalSince: Sqlite.Statement<[number, number], { entries: string }>;
  readonly byCorrelation: Sqlite.Statement<[string, Text], { id: string }>;
  readonly byId: Sqlite.Statement<[string, string], { id: string }>;
  readonly count: Sqlite.Statement<[], InstanceCount>;
}

function prepareQueries(database: Sqlite.Database): QueriesStatements {
  const latest = `run = (SELECT max(run) FROM instances AS other
    WHERE other.saga = instances.saga AND other.correlation = instances.correlation)`;
  const states = 'SELECT row, version, state FROM instances LEFT JOIN states ON instance = row';
  return {
    state: database.prepare(`${states} WHERE id = ?`),
    latestRun: database.prepare(`${states} WHERE saga = ? AND correlation = ? ORDER BY run DESC LIMIT 1`),
    inboxEntry: database.prepare('SELECT instance FROM inbox WHERE id = ?'),
    journal: database.prepare(
      'SELECT entries FROM journal WHERE instance = (SELECT row FROM instances WHERE id = ?) ORDER BY position',
    ),
    journalSince: database.prepare('SELECT entries FROM journal WHERE instance = ? AND position > ? ORDER BY position'),
    byCorrelation: database.prepare(
      `SELECT id FROM instances WHERE saga = ? AND correlation = ? ORDER BY run DESC LIMIT 1`,
    ),
    byId: database.prepare(
      `SELECT id FROM ids JOIN instances ON instances.row = ids.instance
       WHERE ids.saga = ? AND ids.value = ? AND ${latest}`,
    ),
    count: database.prepare(
      `SELECT saga, status, count(*) AS count, min(started_at) AS oldestStartedAt
       FROM instances GROUP BY status, saga`,
    ),
  };
}
