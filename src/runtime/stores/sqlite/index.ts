import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { SagaStore } from '../../store.js';
import { openStore } from './sqlite-store.js';
import { WriterThread } from './writer-thread.js';

/** Below so many writes, one flush of the disk and two messages cost more than another thread saves. */
const WORTH_A_THREAD = 32;

/**
 * Opens a saga store in a SQLite file and makes it if it is not there. Write-ahead log, flushed at every commit; writes
 * of one turn of the event loop are flushed together. `watch` hears nothing of other handles: who shares the file polls.
 * Rejects with `SagaError`: the driver is missing, the file is no store or a damaged one, is locked, read-only or too new.
 */
export async function openSqliteStore(path: string): Promise<SagaStore> {
  // With one processor the two threads would only take turns.
  const script = availableParallelism() > 1 ? findWriterScript() : undefined;
  return openStore(
    path,
    script === undefined ? undefined : { thread: new WriterThread(script, path), from: WORTH_A_THREAD },
  );
}

/** The bundle of `writer-script.ts`; there is none beside the sources, nor beside a bundle made of the package. */
function findWriterScript(): string | undefined {
  const path = fileURLToPath(new URL('./runtime-sqlite-writer.js', import.meta.url));
  return existsSync(path) ? path : undefined;
}
