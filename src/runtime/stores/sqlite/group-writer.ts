import type Sqlite from 'better-sqlite3';

/** What became of a write. */
export type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** Writes a group of actions in one transaction, so with one flush of the disk. */
export class GroupWriter {
  readonly #begin: Sqlite.Statement<[]>;
  readonly #commit: Sqlite.Statement<[]>;
  readonly #rollback: Sqlite.Statement<[]>;
  readonly #database: Sqlite.Database;

  constructor(database: Sqlite.Database) {
    this.#database = database;
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
    this.#rollback = database.prepare('ROLLBACK');
  }

  /** Gives an outcome for each action. Where one fails, nothing of it is left, and the others are written without it. */
  write(group: readonly (() => unknown)[]): readonly Outcome[] {
    return this.#writeTogether(group) ?? group.map((action) => this.#writeAlone(action));
  }

  /** Undefined where one of them fails: it must not take the others with it. */
  #writeTogether(group: readonly (() => unknown)[]): readonly Outcome[] | undefined {
    try {
      return this.#inTransaction(() => group.map((action) => ({ value: attempt(action) })));
    } catch (error) {
      if (error instanceof FailedWrite) return group.length === 1 ? [{ error: error.cause }] : undefined;
      // Nobody could have begun or ended a transaction now, so nobody tries again.
      return group.map(() => ({ error }));
    }
  }

  #writeAlone(action: () => unknown): Outcome {
    return this.#writeTogether([action])?.[0] ?? { error: undefined };
  }

  #inTransaction<T>(action: () => T): T {
    this.#begin.run();
    try {
      const result = action();
      this.#commit.run();
      return result;
    } catch (error) {
      // Some errors have ended the transaction already.
      if (this.#database.inTransaction) this.#rollback.run();
      throw error;
    }
  }
}

/** Tells the error of one write from that of the whole transaction. */
class FailedWrite extends Error {}

function attempt(action: () => unknown): unknown {
  try {
    return action();
  } catch (cause) {
    throw new FailedWrite('a write has failed', { cause });
  }
}
