import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, installPackages } from './packages.mjs';
import { rabbitmqUrl, securedSettings, writeDefinitions } from './rabbitmq-secured.mjs';

const RELEASES = '/usr/lib/rabbitmq/lib';

/** One node with a name, a cookie, a port mapper (epmd) and folders of its own, and without plugins. */
export const rabbitmq = {
  name: 'rabbitmq',
  ports: ['main', 'distribution', 'mapper'],
  signals: { stop: 'SIGTERM', kill: 'SIGKILL' },
  secure: writeDefinitions,
  url: (site) => (site.secrets ? rabbitmqUrl(site) : `amqp://guest:guest@127.0.0.1:${site.ports.main}`),
  async install(say) {
    if (findScript() === undefined || findProgram('epmd') === undefined) {
      await installPackages(['rabbitmq-server'], say);
    }
  },
  async prepare(site) {
    const { folder, ports, options, secrets } = site;
    for (const name of ['data', 'schema']) mkdirSync(join(folder, name));
    const settings = {
      ...(secrets ? securedSettings(site) : { 'listeners.tcp.1': `127.0.0.1:${ports.main}` }),
      'loopback_users.guest': 'true',
      'log.console': 'true',
      'log.console.level': 'info',
      'log.file': 'false',
      // Its default stops all publishers on a disk that is fuller than that, which is no concern of a test.
      'disk_free_limit.absolute': '50MB',
      ...options.settings,
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
    writeFileSync(join(folder, 'rabbitmq.conf'), lines.join(''));
    writeFileSync(join(folder, 'enabled_plugins'), `[${(options.plugins ?? []).join(',')}].\n`);
    if (options.advanced !== undefined) writeFileSync(join(folder, 'advanced.config'), options.advanced);
    writeFileSync(join(folder, 'environment.conf'), '');
  },
  commands: (site) => ({
    // Else the node would start one itself, which nobody would end.
    mapper: {
      file: findProgram('epmd'),
      args: ['-port', String(site.ports.mapper), '-address', '127.0.0.1'],
    },
    server: { file: findScript(), args: [], env: environmentOf(site) },
  }),
};

/** The script itself: those on PATH may change the user, or the folders. */
function findScript() {
  const releases = existsSync(RELEASES) ? readdirSync(RELEASES) : [];
  const scripts = releases.map((release) => join(RELEASES, release, 'sbin', 'rabbitmq-server'));
  return scripts.filter((script) => existsSync(script)).at(-1) ?? findProgram('rabbitmq-server');
}

function environmentOf({ folder, ports }) {
  return {
    HOME: folder,
    ERL_EPMD_PORT: String(ports.mapper),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: `sagac-${ports.main}@localhost`,
    RABBITMQ_DIST_PORT: String(ports.distribution),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    RABBITMQ_CONF_ENV_FILE: join(folder, 'environment.conf'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_ADVANCED_CONFIG_FILE: join(folder, 'advanced.config'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_SCHEMA_DIR: join(folder, 'schema'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_PID_FILE: join(folder, 'server.pid'),
    // The script then becomes the server instead of passing signals on to it.
    RUNNING_UNDER_SYSTEMD: 'true',
  };
}
