import { join } from 'node:path';
import { natsUrl, secureNats } from './nats-secured.mjs';
import { findProgram, installPackages } from './packages.mjs';

/** NATS with JetStream, whose streams lie in the folder of the server. */
export const nats = {
  name: 'nats',
  ports: ['main'],
  signals: { stop: 'SIGTERM', kill: 'SIGKILL' },
  secure: secureNats,
  url: (site) => (site.secrets ? natsUrl(site) : `nats://127.0.0.1:${site.ports.main}`),
  async install(say) {
    if (findProgram('nats-server') === undefined) await installPackages(['nats-server'], say);
  },
  prepare: async () => undefined,
  commands: ({ folder, ports, options, secrets }) => {
    const flags = [
      '--addr',
      '127.0.0.1',
      '--port',
      String(ports.main),
      '--jetstream',
      '--store_dir',
      join(folder, 'data'),
    ];
    if (secrets) flags.push('--config', join(folder, 'nats.conf'));
    return { server: { file: findProgram('nats-server'), args: [...flags, ...(options.arguments ?? [])] } };
  },
};
