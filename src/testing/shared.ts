import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const told = new Set<string>();

/**
 * Path of a folder of the shared yardsticks (`SAGAC_SHARED`, else `../shared` beside the project), or undefined where they
 * are not at hand: then the tests that need them are left out, and one line says so.
 */
export function sharedFolder(name: string): string | undefined {
  const folder = resolve(process.env['SAGAC_SHARED'] ?? '../shared', name);
  if (existsSync(folder)) return folder;
  if (!told.has(name))
    console.warn(`Left out: tests that read the shared folder ${name}, which is not there (SAGAC_SHARED).`);
  told.add(name);
  return undefined;
}
