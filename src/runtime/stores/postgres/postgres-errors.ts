import { describeError, SagaError, type SagaErrorCode } from '../../errors.js';

/**
 * What an error says about the statement that met it. `undone`: it had no effect and may do better next time. `unknown`:
 * the connection broke, and nobody knows. `final`: trying again is of no use.
 */
export type Outcome = 'undone' | 'unknown' | 'final';

/** SQLSTATE of a lost race for locks, and of a statement that was cancelled. */
const LOST_RACE = new Set(['40001', '40P01', '55P03', '57014']);
/** Two commits with the same incoming message at the same moment: the next try sees who was first. */
const LOST_INBOX = 'inbox_pkey';
/** Starting or stopping, or no connection left. */
const NOT_NOW = new Set(['57P01', '57P02', '57P03', '57P05', '53300']);
/** The driver's and the system's codes for connections that cannot be made or break. */
const CONNECTION = /^(ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENOENT|EAI_AGAIN|ENOTFOUND|08\w{3})$/;
/** Errors of the driver have no code. */
const BROKEN = /connection terminated|connection error|timeout|not queryable|connection ended|client was closed/i;

/** Judges an error of a statement that was sent. */
export function outcomeOf(error: unknown): Outcome {
  const code = errorCode(error);
  if (LOST_RACE.has(code) || constraintOf(error) === LOST_INBOX) return 'undone';
  // The server ended the session: before, while or after it wrote.
  if (NOT_NOW.has(code) || severityOf(error) === 'FATAL' || severityOf(error) === 'PANIC') return 'unknown';
  return isConnectionError(error) ? 'unknown' : 'final';
}

/** Judges an error of connecting: nothing was sent yet. */
export function connectOutcomeOf(error: unknown): Outcome {
  return NOT_NOW.has(errorCode(error)) || isConnectionError(error) ? 'undone' : 'final';
}

/** Says whether a server spoke, and not the network. */
export function isAnswer(error: unknown): boolean {
  return error instanceof Error && 'severity' in error;
}

/** SQLSTATE, code of the system, or nothing. */
function errorCode(error: unknown): string {
  // Where a name has several addresses, all of their errors come at once.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  if (!(first instanceof Error) || !('code' in first)) return '';
  return typeof first.code === 'string' ? first.code : '';
}

/** An error as one that says what to do. `place` is the server and database, without a password. */
export function toSagaError(error: unknown, place: string): SagaError {
  if (error instanceof SagaError) return error;
  const code = errorCode(error);
  const [sagaCode, text] = explain(code, place);
  const said = error instanceof Error && error.message !== '' ? error.message : describeError(error);
  return new SagaError(sagaCode, `${text} (${code === '' ? said : `${code}: ${said}`})`, { cause: error });
}

/** Nothing helped for so long. */
export function gaveUp(error: unknown, place: string, afterMs: number): SagaError {
  const code = errorCode(error);
  const why = code === '' ? describeError(error) : code;
  const text = `the PostgreSQL store ${place} could not be used for ${Math.round(afterMs / 1_000)} s (${why})`;
  return new SagaError('store-unreachable', `${text}: check that the server runs and can be reached`, { cause: error });
}

function isConnectionError(error: unknown): boolean {
  const code = errorCode(error);
  return code === '' ? error instanceof Error && BROKEN.test(error.message) : CONNECTION.test(code);
}

function constraintOf(error: unknown): unknown {
  return error instanceof Error && 'constraint' in error ? error.constraint : undefined;
}

function severityOf(error: unknown): unknown {
  return error instanceof Error && 'severity' in error ? error.severity : undefined;
}

function explain(code: string, place: string): readonly [SagaErrorCode, string] {
  const ofClass = EXPLAINED[code] ?? EXPLAINED[code.slice(0, 2)];
  if (ofClass !== undefined) return [ofClass[0], `${ofClass[1]} ${place}: ${ofClass[2]}`];
  if (CONNECTION.test(code)) {
    return [
      'store-failed',
      `no PostgreSQL server answers at ${place}: check that it runs, and host and port of the URL`,
    ];
  }
  return ['store-failed', `the PostgreSQL store ${place} has failed`];
}

/** By SQLSTATE or its class: what the place did not do, and the next step. */
const EXPLAINED: Readonly<Record<string, readonly [SagaErrorCode, string, string]>> = {
  '28': ['store-failed', 'the PostgreSQL server does not let this user in at', 'check user and password of the URL'],
  '3D000': ['store-failed', 'there is no such database as', 'create it (`CREATE DATABASE`), or correct the URL'],
  '42501': [
    'store-failed',
    'this user lacks a permission at',
    'let an administrator give it the schema (`CREATE SCHEMA ... AUTHORIZATION ...`) or rights on its tables (`GRANT ...`)',
  ],
  '42P07': ['store-not-a-database', 'the schema belongs to another application at', 'name another schema'],
  '42703': ['store-not-a-database', 'the tables are not those of a saga store at', 'name another schema'],
  '42P01': ['store-not-a-database', 'tables of the saga store are missing at', 'restore them, or open the store anew'],
  '53100': ['store-failed', 'there is no space left at', 'free some on the disk of the server'],
  '53300': ['store-failed', 'too many connections are open at', 'close some, or raise `max_connections`'],
  '57P03': ['store-failed', 'the PostgreSQL server is starting or stopping at', 'try again in a moment'],
  '25006': ['store-read-only', 'nothing can be written at', 'it is a standby or read-only: use the URL of the primary'],
};
