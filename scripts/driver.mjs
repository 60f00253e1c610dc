// Puts the line of the SQLite driver in place that runs on this Node: 12 on Node 20, 13 on Node 22 and newer. Both are
// pinned in the lock file, the newer one under a name of its own.
import { cpSync, existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODULES = join(dirname(fileURLToPath(import.meta.url)), '..', 'node_modules');
const newer = join(MODULES, 'better-sqlite3-13');

if (Number.parseInt(process.versions.node, 10) >= 22 && existsSync(newer)) {
  rmSync(join(MODULES, 'better-sqlite3'), { recursive: true, force: true });
  cpSync(newer, join(MODULES, 'better-sqlite3'), { recursive: true });
}
