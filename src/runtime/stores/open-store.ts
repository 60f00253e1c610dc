import { type Stats, statSync } from 'node:fs';
import { SagaError } from '../errors.js';
import type { SagaStore } from '../store.js';

export interface OpenStoreOptions {
  /** Make the store where there is none; without it that is `store-missing`. Default true. */
  readonly create?: boolean;
  /** How long an operation is tried again while a server is away, in milliseconds. Default: that of the store. */
  readonly giveUpAfterMs?: number;
}

/** What an address means. */
type Address =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly schema?: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * Opens the store at an address: `sqlite:FILE` or the path of a file, `postgres://user:password@host:port/database`,
 * with `?schema=name` behind it where the store's schema is not `sagac`. Rejects with `SagaError`, whose message has no password.
 */
export async function openStore(address: string, options: OpenStoreOptions = {}): Promise<SagaStore> {
  const meant = readAddress(address);
  switch (meant.kind) {
    case 'sqlite': {
      if (options.create === false) assertStoreFile(meant.path);
      const { openSqliteStore } = await import('./sqlite/index.js');
      return openSqliteStore(meant.path);
    }
    case 'postgres': {
      const { openPostgresStore } = await import('./postgres/index.js');
      const { url, schema } = meant;
      return openPostgresStore(url, { ...options, ...(schema !== undefined && { schema }) });
    }
    case 'unknown':
      throw new SagaError('invalid-store-url', meant.reason);
  }
}

/** The address as it may be shown, and used again: undefined where it may hold a password. */
export function shownAddress(address: string): string | undefined {
  if (readAddress(address).kind === 'sqlite') return address;
  return /:.*@|password/is.test(address.replace(/^[a-z]+:\/\//i, '')) ? undefined : address;
}

const FORMS = 'use `sqlite:FILE`, the path of a file, or `postgres://user:password@host:5432/database`';

/** What an address of a store or database means. */
export function readAddress(address: string): Address {
  // One letter is a drive of Windows.
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(address)?.[1]?.toLowerCase();
  if (scheme === 'postgres' || scheme === 'postgresql') return readPostgresUrl(address);
  if (scheme !== undefined && scheme !== 'sqlite')
    return { kind: 'unknown', reason: `\`${scheme}:\` is no kind of store: ${FORMS}` };
  const path = address.replace(/^sqlite:(\/\/)?/i, '');
  if (path === '') return { kind: 'unknown', reason: `the address of the store is empty: ${FORMS}` };
  // Messages name paths, and this one may hold a password.
  if (path.includes('://')) return { kind: 'unknown', reason: `there is something before the URL: ${FORMS}` };
  return { kind: 'sqlite', path };
}

/** The driver knows nothing of schemas. */
function readPostgresUrl(address: string): Address {
  const schema = /[?&]schema=([^&#]*)/.exec(address)?.[1];
  if (schema === undefined) return { kind: 'postgres', url: address };
  return { kind: 'postgres', url: address.replace(/([?&])schema=[^&#]*&?/, '$1').replace(/[?&]$/, ''), schema };
}

/** The driver would make a store of what is missing or empty. */
export function assertStoreFile(path: string): void {
  const found = statusOf(path);
  if (found === undefined) throw new SagaError('store-missing', `there is no file \`${path}\``);
  if (found.isDirectory()) throw notAStore(path, 'is a folder');
  if (found.size === 0) throw notAStore(path, 'is empty');
}

function notAStore(path: string, is: string): SagaError {
  return new SagaError('store-not-a-database', `\`${path}\` ${is}, not the file of a store`);
}

function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : cause;
    throw new SagaError('store-failed', `\`${path}\` cannot be opened (${code})`, { cause });
  }
}
