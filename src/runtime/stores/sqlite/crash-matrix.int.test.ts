import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeCrashMatrix } from '../../testing/crash-matrix.js';
import { openSqliteStore } from './index.js';

// Each point costs a file and several flushes to disk; all of them are tried on the memory store.
describeCrashMatrix(
  'a SQLite store',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sagac-crash-'));
    return {
      open: () => openSqliteStore(join(folder, 'store.db')),
      cleanUp: async () => rmSync(folder, { recursive: true }),
    };
  },
  { every: 7 },
);
