import { SagaError } from '../../errors.js';

/** @platformatic/kafka, of whatever version the service has installed beside sagac. */
export type Driver = typeof import('@platformatic/kafka');

/** Loads the driver. Rejects with `broker-driver-missing`, which says what to install. */
export async function loadDriver(): Promise<Driver> {
  try {
    return await import('@platformatic/kafka');
  } catch (cause) {
    throw new SagaError('broker-driver-missing', driverProblem(cause), { cause });
  }
}

/** What is wrong with the driver, and what to do about it. */
export function driverProblem(error: unknown): string {
  const missing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  const problem = missing ? 'is not installed' : 'cannot be loaded';
  return `the Kafka broker needs @platformatic/kafka, and it ${problem}: npm install @platformatic/kafka@1`;
}
