import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { SagaError } from '../../errors.js';

/** Loads better-sqlite3, of whatever version the service has installed beside sagac. */
export async function loadDriver(): Promise<typeof Sqlite> {
  const refusal = driverProblem(installedVersion(), process.versions.node);
  if (refusal !== undefined) throw new SagaError('store-driver-missing', refusal);
  try {
    const driver = await import('better-sqlite3');
    return driver.default;
  } catch (error) {
    throw new SagaError('store-driver-missing', install('it cannot be loaded', 'better-sqlite3'), { cause: error });
  }
}

/**
 * Why a version of the driver must not be loaded on a version of Node, if there is a reason. Line 12 is for Node 20 and
 * aborts the process on Node 24.19 and newer as soon as a statement is garbage (`node::ObjectWrap` changed); line 13 is
 * for Node 22 and newer and crashes on Node 20.
 */
export function driverProblem(driver: string | undefined, node: string): string | undefined {
  const [nodeMajor = 0, nodeMinor = 0] = node.split('.').map(Number);
  const fitting = nodeMajor < 22 ? 'better-sqlite3@12' : 'better-sqlite3@13';
  if (driver === undefined) return install('it is not installed', fitting);
  const line = Number.parseInt(driver, 10);
  const aborts = line < 13 && (nodeMajor > 24 || (nodeMajor === 24 && nodeMinor >= 19));
  const crashes = line >= 13 && nodeMajor < 22;
  return aborts || crashes ? install(`version ${driver} does not run on Node ${node}`, fitting) : undefined;
}

function install(reason: string, what: string): string {
  return `the SQLite store needs better-sqlite3, and ${reason}: npm install ${what}`;
}

function installedVersion(): string | undefined {
  try {
    const main = createRequire(import.meta.url).resolve('better-sqlite3');
    const manifest: unknown = JSON.parse(readFileSync(join(dirname(main), '..', 'package.json'), 'utf8'));
    return (manifest as { readonly version: string }).version;
  } catch {
    return undefined;
  }
}
