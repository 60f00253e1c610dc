import type Sqlite from 'better-sqlite3';

/** So many writes share a transaction at most; the others wait for the next one. */
const LARGEST_GROUP = 500;

interface Write {
  /** Runs in a transaction; what it does is undone if the transaction fails. */
  readonly action: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** Writes that come in the same turn of the event loop share a transaction, and so one flush of the disk. */
export class GroupCommit {
  readonly #begin: Sqlite.Statement<[]>;
  readonly #commit: Sqlite.Statement<[]>;
  readonly #rollback: Sqlite.Statement<[]>;
  readonly #database: Sqlite.Database;
  readonly #explain: (error: unknown) => unknown;
  #waiting: Write[] = [];
  #isScheduled = false;

  /** `explain` makes what writes reject with of what the driver has thrown. */
  constructor(database: Sqlite.Database, explain: (error: unknown) => unknown) {
    this.#database = database;
    this.#explain = explain;
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
    this.#rollback = database.prepare('ROLLBACK');
  }

  /** Runs an action in the next transaction; resolves with what it returned once that is on disk. */
  run<T>(action: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ action, resolve: (value) => resolve(value as T), reject });
      this.#schedule();
    });
  }

  /** Writes everything that waits, now. */
  drain(): void {
    while (this.#waiting.length > 0) this.#writeGroup();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#writeGroup();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  #writeGroup(): void {
    const group = this.#waiting.splice(0, LARGEST_GROUP);
    if (group.length === 0) return;
    const outcomes = this.#writeTogether(group) ?? group.map((write) => this.#writeAlone(write));
    for (const [index, { resolve, reject }] of group.entries()) {
      const outcome = outcomes[index];
      if (outcome !== undefined && 'value' in outcome) resolve(outcome.value);
      else reject(this.#explain(outcome?.error));
    }
  }

  /** Undefined where one of them fails: it must not take the others with it. */
  #writeTogether(group: readonly Write[]): readonly Outcome[] | undefined {
    try {
      return this.#inTransaction(() => group.map(({ action }) => ({ value: attempt(action) })));
    } catch (error) {
      if (error instanceof FailedWrite) return group.length === 1 ? [{ error: error.cause }] : undefined;
      // Nobody could have begun or ended a transaction now, so nobody tries again.
      return group.map(() => ({ error }));
    }
  }

  #writeAlone(write: Write): Outcome {
    return this.#writeTogether([write])?.[0] ?? { error: undefined };
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
