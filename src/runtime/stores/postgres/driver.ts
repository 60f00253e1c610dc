import type pg from 'pg';
import { SagaError } from '../../errors.js';

/** node-postgres, of whatever version the service has installed beside sagac. */
export type Driver = typeof pg;

/** Loads node-postgres. Rejects with `store-driver-missing`, which says what to install. */
export async function loadDriver(): Promise<Driver> {
  try {
    const driver = await import('pg');
    return driver.default;
  } catch (cause) {
    throw new SagaError('store-driver-missing', driverProblem(cause), { cause });
  }
}

/** What is wrong with the driver, and what to do about it. */
export function driverProblem(error: unknown): string {
  const missing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  return `the PostgreSQL store needs pg, and it ${missing ? 'is not installed' : 'cannot be loaded'}: npm install pg@8`;
}
