import { join } from 'node:path';
import { openSqliteStore } from 'sagac/runtime/sqlite';
import { runOn } from './sagac.mjs';

/** sagac on a SQLite file, flushed at every commit as it always is. */
export async function openEngine({ folder }) {
  return runOn(await openSqliteStore(join(folder, 'sagac.sqlite')));
}
