import type Sqlite from 'better-sqlite3';
import { SagaError } from '../../errors.js';
import type { SagaDefinition } from '../../saga/definition.js';
import type { Notice } from '../../saga/effects.js';
import type { JournalEntry } from '../../saga/journal.js';
import type { CorrelationValue } from '../../saga/names.js';
import type { SagaState } from '../../saga/state.js';
import type {
  Claim,
  ClaimRequest,
  CommitResult,
  InstanceCount,
  InstanceFilter,
  InstanceNames,
  Mail,
  Owner,
  SagaStore,
  Transition,
} from '../../store.js';
import { claimDue, findDue, findNextWakeAt } from './claim.js';
import { GroupCommit, type Helper } from './group-commit.js';
import { GroupWriter } from './group-writer.js';
import { addLease, endLease, renewLease } from './leases.js';
import { postMail, takeNotices } from './mail.js';
import { openDatabase } from './open-database.js';
import { type PlainWrite, performWrite } from './plain-write.js';
import { ownIdentity } from './process-identity.js';
import { findByNames, findStates } from './queries.js';
import { readState } from './read-state.js';
import { toSagaError, toSagaErrorAtWork } from './sqlite-errors.js';
import { prepareStatements, type Statements, type StateRow } from './statements.js';
import { prepareTransition } from './write-transition.js';

/** Opens a store whose big groups of writes another thread may do. */
export async function openStore(path: string, helper?: Helper): Promise<SagaStore> {
  const database = await openDatabase(path);
  try {
    return new SqliteStore(path, database, helper);
  } catch (error) {
    database.close();
    throw toSagaError(error, path);
  }
}

class SqliteStore implements SagaStore {
  readonly #path: string;
  readonly #database: Sqlite.Database;
  readonly #statements: Statements;
  readonly #writes: GroupCommit;
  readonly #self = ownIdentity();
  #closed: Promise<void> | undefined;

  constructor(path: string, database: Sqlite.Database, helper: Helper | undefined) {
    this.#path = path;
    this.#database = database;
    this.#statements = prepareStatements(database);
    const explain = (error: unknown): unknown => toSagaErrorAtWork(error, path);
    // Nobody else can open a database that is only in memory.
    this.#writes = new GroupCommit(new GroupWriter(database), explain, database.memory ? undefined : helper);
  }

  async saveDefinition(hash: string, definition: SagaDefinition): Promise<void> {
    const { saga, version } = definition;
    const body = JSON.stringify(definition);
    await this.#write((statements) => statements.addDefinition.run(hash, saga, version, body));
  }

  async definitions(): Promise<ReadonlyMap<string, SagaDefinition>> {
    const rows = this.#read((statements) => statements.definitions.all());
    return new Map(rows.map(({ hash, body }) => [hash, this.#parse<SagaDefinition>(body)]));
  }

  async register(now: number, leaseMs: number): Promise<Owner> {
    return this.#write((statements) => addLease(statements, this.#self, now, leaseMs));
  }

  async renew(owner: Owner, now: number, leaseMs: number): Promise<boolean> {
    return this.#write((statements) => renewLease(statements, this.#self, { owner, now, leaseMs }));
  }

  async leaseEnd(owner: Owner): Promise<number | undefined> {
    return this.#read((statements) => statements.firstLeaseEnd.get(owner))?.at ?? undefined;
  }

  async resign(owner: Owner): Promise<void> {
    await this.#write((statements) => endLease(statements, owner));
  }

  async commit(transition: Transition): Promise<CommitResult> {
    const write = { type: 'transition', transition: prepareTransition(transition) } as const;
    return this.#writePlain(write) as Promise<CommitResult>;
  }

  async claim(request: ClaimRequest): Promise<readonly Claim[]> {
    // Most questions find nothing; they need no lock, and disturb no other process.
    if (this.#read((statements) => findDue(statements, { ...request, limit: 1 })).length === 0) return [];
    return this.#write((statements) => claimDue(statements, request, (text) => this.#parse(text)));
  }

  async nextWakeAt(request: Omit<ClaimRequest, 'now' | 'limit'>): Promise<number | undefined> {
    return this.#read((statements) => findNextWakeAt(statements, request));
  }

  async post(mail: Mail): Promise<'posted' | 'duplicate' | 'unknown-instance'> {
    const { id, instance } = mail;
    const input = JSON.stringify(mail.input);
    return this.#write((statements) => postMail(statements, id, instance, input));
  }

  async load(instance: string): Promise<SagaState | undefined> {
    const [state] = this.#states((statements) => statements.state.all(instance));
    return state;
  }

  async latestRun(saga: string, correlation: CorrelationValue): Promise<SagaState | undefined> {
    const [state] = this.#states((statements) => statements.latestRun.all(saga, JSON.stringify(correlation)));
    return state;
  }

  async find(saga: string, names: InstanceNames): Promise<readonly string[]> {
    return this.#read((statements) => findByNames(statements, saga, names));
  }

  async inboxEntry(id: string): Promise<string | undefined> {
    return this.#read((statements) => statements.inboxEntry.get(id))?.instance;
  }

  async journal(instance: string): Promise<readonly JournalEntry[]> {
    const rows = this.#read((statements) => statements.journal.all(instance));
    return rows.flatMap(({ entries }) => this.#parse<readonly JournalEntry[]>(entries));
  }

  async list(filter: InstanceFilter = {}): Promise<readonly SagaState[]> {
    return this.#states(() => findStates(this.#database, filter));
  }

  async count(): Promise<readonly InstanceCount[]> {
    return this.#read((statements) => statements.count.all());
  }

  async takeNotices(owner: Owner, limit: number): Promise<readonly Notice[]> {
    if (this.#read((statements) => statements.freeNoticesUpTo.get(1)) === undefined) return [];
    const bodies = await this.#write((statements) => takeNotices(statements, owner, limit));
    return bodies.map((body) => this.#parse<Notice>(body));
  }

  async removeNotices(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.#writePlain({ type: 'removal', notices: [...ids] });
  }

  watch(): () => void {
    return () => undefined;
  }

  async close(): Promise<void> {
    this.#closed ??= this.#writes.close().then(() => void this.#database.close());
    return this.#closed;
  }

  #states(find: (statements: Statements) => readonly StateRow[]): readonly SagaState[] {
    return this.#read((statements) => {
      return find(statements).map((row) => readState(statements, row, (text) => this.#parse(text)));
    });
  }

  #parse<T>(text: string): T {
    try {
      return JSON.parse(text) as T;
    } catch (cause) {
      const message = `\`${this.#path}\` holds a record that cannot be read: the store is damaged`;
      throw new SagaError('store-not-a-database', message, { cause });
    }
  }

  #read<T>(action: (statements: Statements) => T): T {
    this.#assertOpen();
    try {
      return action(this.#statements);
    } catch (error) {
      throw toSagaErrorAtWork(error, this.#path);
    }
  }

  #write<T>(action: (statements: Statements) => T): Promise<T> {
    this.#assertOpen();
    return this.#writes.run(() => action(this.#statements));
  }

  #writePlain(write: PlainWrite): Promise<CommitResult | undefined> {
    this.#assertOpen();
    return this.#writes.run(() => performWrite(this.#statements, write), write);
  }

  #assertOpen(): void {
    if (this.#closed !== undefined) throw new SagaError('store-failed', `the store \`${this.#path}\` is closed`);
  }
}
