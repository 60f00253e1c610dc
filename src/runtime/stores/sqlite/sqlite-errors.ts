import { describeError, SagaError, type SagaErrorCode } from '../../errors.js';

/** The driver's error as one that says what to do. */
export function toSagaError(error: unknown, path: string): SagaError {
  if (error instanceof SagaError) return error;
  const code = sqliteCode(error);
  const [sagaCode, text] = isDriverBroken(error) ? BROKEN_DRIVER : explain(code, path);
  return new SagaError(sagaCode, `${text} (${code === '' ? describeError(error) : code})`, { cause: error });
}

/** The same for a store that is in use: whoever holds the file for so long will let go of it some time. */
export function toSagaErrorAtWork(error: unknown, path: string): SagaError {
  const told = toSagaError(error, path);
  return told.code === 'store-locked' ? new SagaError('store-unreachable', told.message, { cause: error }) : told;
}

const BROKEN_DRIVER = [
  'store-driver-missing',
  'better-sqlite3 is installed, but not for this version of Node; run `npm rebuild better-sqlite3`',
] as const;

/** The package is found before its native part is, which is loaded with the first database. */
function isDriverBroken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    ('code' in error && error.code === 'ERR_DLOPEN_FAILED') || error.message.startsWith('Could not locate the binding')
  );
}

function explain(code: string, path: string): readonly [SagaErrorCode, string] {
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return ['store-not-a-database', `\`${path}\` is no SQLite database, or a damaged one`];
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return ['store-locked', `\`${path}\` is locked by another process; stop it or try again`];
  }
  if (code.startsWith('SQLITE_READONLY'))
    return ['store-read-only', `\`${path}\` cannot be written; check its permissions`];
  if (code.startsWith('SQLITE_CANTOPEN'))
    return ['store-failed', `\`${path}\` cannot be opened; is it a folder, or closed to you?`];
  if (code === 'SQLITE_FULL') return ['store-failed', `there is no space left for \`${path}\``];
  return ['store-failed', `the store \`${path}\` has failed`];
}

function sqliteCode(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
