import type { Channel, Connection, ConnectionOptions } from 'rabbitmq-client';
import { SagaError } from '../../errors.js';
import { withBoundedFrames } from './bounded-frames.js';

/** rabbitmq-client, of whatever version the service has installed beside sagac. */
export type Driver = Pick<typeof import('rabbitmq-client'), 'Connection'>;
export type DriverConnection = Connection;
export type DriverOptions = ConnectionOptions;
/** A channel of AMQP, which is a line within a connection; what sagac calls a channel is an exchange. */
export type AmqpChannel = Channel;

/** Loads rabbitmq-client. Rejects with `broker-driver-missing`, which says what to install. */
export async function loadDriver(): Promise<Driver> {
  try {
    return withBoundedFrames(await import('rabbitmq-client'));
  } catch (cause) {
    throw new SagaError('broker-driver-missing', driverProblem(cause), { cause });
  }
}

/** What is wrong with the driver, and what to do about it. */
export function driverProblem(error: unknown): string {
  const missing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  const state = missing ? 'is not installed' : 'cannot be loaded';
  return `the RabbitMQ broker needs rabbitmq-client, and it ${state}: npm install rabbitmq-client@5`;
}
