import { join } from 'node:path';
import { findProgram, installPackages } from './packages.mjs';

/** NATS with JetStream, whose streams lie in the folder of the server. */
export const nats = {
  name: 'nats',
  ports: ['main'],
  signals: { stop: 'SIGTERM', kill: 'SIGKILL' },
  url: ({ ports }) => `nats://127.0.0.1:${ports.main}`,
  async install(say) {
    if (findProgram('nats-server') === undefined) await installPackages(['nats-server'], say);
  },
  prepare: async () => undefined,
  commands: ({ folder, ports, options }) => {
    const flags = [
      '--addr',
      '127.0.0.1',
      '--port',
      String(ports.main),
      '--jetstream',
      '--store_dir',
      join(folder, 'data'),
    ];
    return { server: { file: findProgram('nats-server'), args: [...flags, ...(options.arguments ?? [])] } };
  },
};
