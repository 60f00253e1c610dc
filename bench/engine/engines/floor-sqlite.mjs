import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createFloor } from './floor-saga.mjs';

const TABLES = `
  CREATE TABLE sagas (id TEXT PRIMARY KEY, saga TEXT, status TEXT, version INTEGER, input TEXT, updated_at INTEGER) WITHOUT ROWID;
  CREATE TABLE journal (saga TEXT, position INTEGER, entry TEXT, data TEXT, at INTEGER, PRIMARY KEY (saga, position)) WITHOUT ROWID;
`;

/** The bare writes of an engine on SQLite, flushed at every commit. */
export async function openEngine({ folder }) {
  const database = new Database(join(folder, 'floor.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(TABLES);
  const floor = createFloor(database.transaction(writerOf(database)).immediate);
  const stored = database.prepare('SELECT status, count(*) AS count FROM sagas GROUP BY status');
  return {
    ...floor,
    stored: async () => Object.fromEntries(stored.all().map(({ status, count }) => [status, count])),
    close: async () => database.close(),
  };
}

function writerOf(database) {
  const begin = database.prepare("INSERT INTO sagas VALUES (?, 'order', ?, 0, ?, ?)");
  const move = database.prepare('UPDATE sagas SET status = ?, version = ?, updated_at = ? WHERE id = ?');
  const note = database.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?)');
  return (rows) => {
    const now = Date.now();
    for (const { id, position, entry, status, input } of rows) {
      if (position === 0) begin.run(id, status, input, now);
      else move.run(status, position, now, id);
      note.run(id, position, entry, input, now);
    }
  };
}
