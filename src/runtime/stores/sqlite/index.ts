import type Sqlite from 'better-sqlite3';
import { SagaError } from '../../errors.js';
import type { SagaDefinition } from '../../saga/definition.js';
import type { OutgoingMessage } from '../../saga/effects.js';
import type { Timer } from '../../saga/input.js';
import type { JournalEntry } from '../../saga/journal.js';
import type { CorrelationValue } from '../../saga/names.js';
import type { SagaState } from '../../saga/state.js';
import type { CommitResult, InstanceFilter, SagaStore, StoredTimer, Transition } from '../../store.js';
import { openDatabase } from './open-database.js';
import { toSagaError } from './sqlite-errors.js';
import { prepareStatements, type Statements } from './statements.js';
import { writeTransition } from './write-transition.js';

/**
 * Opens a saga store in a SQLite file and makes it if it is not there. Write-ahead log, flushed at every commit.
 * Rejects with `SagaError`: the driver is missing, the file is no store or a damaged one, is locked, read-only or too new.
 */
export async function openSqliteStore(path: string): Promise<SagaStore> {
  const database = await openDatabase(path);
  try {
    return new SqliteStore(path, database);
  } catch (error) {
    database.close();
    throw toSagaError(error, path);
  }
}

class SqliteStore implements SagaStore {
  readonly #path: string;
  readonly #database: Sqlite.Database;
  readonly #statements: Statements;
  readonly #write: Sqlite.Transaction<(transition: Transition) => CommitResult>;
  /** Position up to which messages of a definition were handed out. */
  readonly #taken = new Map<string, number>();

  constructor(path: string, database: Sqlite.Database) {
    this.#path = path;
    this.#database = database;
    this.#statements = prepareStatements(database);
    this.#write = database.transaction((transition: Transition) => writeTransition(this.#statements, transition));
  }

  async saveDefinition(hash: string, definition: SagaDefinition): Promise<void> {
    const { saga, version } = definition;
    this.#attempt(() => this.#statements.addDefinition.run(hash, saga, version, JSON.stringify(definition)));
  }

  async definitions(): Promise<ReadonlyMap<string, SagaDefinition>> {
    const rows = this.#attempt(() => this.#statements.definitions.all());
    return new Map(rows.map(({ hash, body }) => [hash, this.#parse<SagaDefinition>(body)]));
  }

  async commit(transition: Transition): Promise<CommitResult> {
    return this.#attempt(() => this.#write.immediate(transition));
  }

  async load(instance: string): Promise<SagaState | undefined> {
    const row = this.#attempt(() => this.#statements.state.get(instance));
    return row && this.#parse<SagaState>(row.state);
  }

  async latestRun(saga: string, correlation: CorrelationValue): Promise<SagaState | undefined> {
    const row = this.#attempt(() => this.#statements.latestRun.get(saga, JSON.stringify(correlation)));
    return row && this.#parse<SagaState>(row.state);
  }

  async inboxEntry(id: string): Promise<string | undefined> {
    return this.#attempt(() => this.#statements.inboxEntry.get(id))?.instance;
  }

  async journal(instance: string): Promise<readonly JournalEntry[]> {
    return this.#attempt(() => this.#statements.journal.all(instance)).map(({ entry }) =>
      this.#parse<JournalEntry>(entry),
    );
  }

  async list(filter: InstanceFilter = {}): Promise<readonly SagaState[]> {
    const { saga = null, status = null, definition = null, limit = -1 } = filter;
    const rows = this.#attempt(() => this.#statements.list.all({ saga, status, definition, limit }));
    return rows.map(({ state }) => this.#parse<SagaState>(state));
  }

  async takeMessages(definitions: readonly string[], limit: number): Promise<readonly OutgoingMessage[]> {
    const messages: OutgoingMessage[] = [];
    for (const definition of definitions) {
      const rows = this.#attempt(() =>
        this.#statements.messages.all(definition, this.#taken.get(definition) ?? 0, limit - messages.length),
      );
      messages.push(...rows.map(({ body }) => this.#parse<OutgoingMessage>(body)));
      const last = rows.at(-1);
      if (last !== undefined) this.#taken.set(definition, last.seq);
    }
    return messages;
  }

  async removeMessages(ids: readonly string[]): Promise<void> {
    const removeAll = this.#database.transaction(() => {
      for (const id of ids) this.#statements.removeMessage.run(id);
    });
    this.#attempt(() => removeAll.immediate());
  }

  async dueTimers(definitions: readonly string[], now: number, limit: number): Promise<readonly StoredTimer[]> {
    const rows = definitions.flatMap((hash) => this.#attempt(() => this.#statements.dueTimers.all(hash, now, limit)));
    const timers = rows.map(({ timer, ...row }) => ({ ...row, timer: this.#parse<Timer>(timer) }));
    return timers.toSorted((a, b) => a.dueAt - b.dueAt).slice(0, limit);
  }

  async nextTimerAt(definitions: readonly string[]): Promise<number | undefined> {
    const times = definitions.map((hash) => this.#attempt(() => this.#statements.nextTimer.get(hash))?.dueAt);
    return times.reduce<number | undefined>((first, time) => earlier(first, time ?? undefined), undefined);
  }

  async close(): Promise<void> {
    this.#database.close();
  }

  #parse<T>(text: string): T {
    try {
      return JSON.parse(text) as T;
    } catch (cause) {
      const message = `\`${this.#path}\` holds a record that cannot be read: the store is damaged`;
      throw new SagaError('store-not-a-database', message, { cause });
    }
  }

  #attempt<T>(action: () => T): T {
    if (!this.#database.open) throw new SagaError('store-failed', `the store \`${this.#path}\` is closed`);
    try {
      return action();
    } catch (error) {
      throw toSagaError(error, this.#path);
    }
  }
}

function earlier(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.min(a, b);
}
