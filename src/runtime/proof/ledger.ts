import Database from 'better-sqlite3';
import type { AnswerLine, LedgerLine } from './evidence.js';

/**
 * What really happened in the world outside of the store, whatever the workers remember: every process writes to it, and
 * a line is there for good when `write` returns, as long as the machine itself does not stop.
 */
export interface Ledger {
  write(line: LedgerLine): void;
  /** Looks up and writes in one go: nobody else writes in between. */
  together<Result>(work: () => Result): Result;
  answerOf(key: string): AnswerLine | undefined;
  lines(): readonly LedgerLine[];
  close(): void;
}

/** Others may be stopped while they write. */
const PATIENCE = 60_000;

/** Opens the ledger in a file of its own, and makes it if it is not there. */
export function openLedger(path: string): Ledger {
  const database = new Database(path, { timeout: PATIENCE });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = OFF');
  database.exec(`
    CREATE TABLE IF NOT EXISTS lines (seq INTEGER PRIMARY KEY AUTOINCREMENT, answers TEXT, body TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS lines_answers ON lines (answers) WHERE answers IS NOT NULL;
  `);
  const add = database.prepare<[string | null, string]>('INSERT INTO lines (answers, body) VALUES (?, ?)');
  const find = database.prepare<[string], { body: string }>('SELECT body FROM lines WHERE answers = ? ORDER BY seq');
  const all = database.prepare<[], { body: string }>('SELECT body FROM lines ORDER BY seq');
  return {
    write: (line) => void add.run(line.kind === 'answer' ? line.key : null, JSON.stringify(line)),
    together: (work) => database.transaction(work).immediate(),
    answerOf(key) {
      const row = find.get(key);
      return row && (JSON.parse(row.body) as AnswerLine);
    },
    lines: () => all.all().map(({ body }) => JSON.parse(body) as LedgerLine),
    close: () => void database.close(),
  };
}
