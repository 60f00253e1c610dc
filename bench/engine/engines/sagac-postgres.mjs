import { openPostgresStore } from 'sagac/runtime/postgres';
import { runOn } from './sagac.mjs';

/** sagac on PostgreSQL. */
export async function openEngine({ url }) {
  return runOn(await openPostgresStore(url));
}
