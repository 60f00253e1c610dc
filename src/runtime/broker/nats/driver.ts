import { SagaError } from '../../errors.js';

/** The packages of NATS, of whatever version the service has installed beside sagac. */
export interface Driver {
  readonly transport: typeof import('@nats-io/transport-node');
  readonly jetstream: typeof import('@nats-io/jetstream');
  readonly kv: typeof import('@nats-io/kv');
}

/** Loads the packages of NATS. Rejects with `broker-driver-missing`, which says what to install. */
export async function loadDriver(): Promise<Driver> {
  try {
    const [transport, jetstream, kv] = await Promise.all([
      import('@nats-io/transport-node'),
      import('@nats-io/jetstream'),
      import('@nats-io/kv'),
    ]);
    return { transport, jetstream, kv };
  } catch (cause) {
    throw new SagaError('broker-driver-missing', driverProblem(cause), { cause });
  }
}

/** What is wrong with the driver, and what to do about it. */
export function driverProblem(error: unknown): string {
  const missing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  const packages = '@nats-io/transport-node @nats-io/jetstream @nats-io/kv';
  return `the NATS broker needs ${packages.replaceAll(' ', ', ')}, and they ${missing ? 'are not all installed' : 'cannot be loaded'}: npm install ${packages.replaceAll(/(?<=\w)(?= |$)/g, '@3')}`;
}
