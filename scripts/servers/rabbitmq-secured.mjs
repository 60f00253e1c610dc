import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const VHOST = 'shop/eu';
const DEFINITIONS = 'definitions.json';

export function rabbitmqUrl({ ports, secrets: { username, password } }) {
  const [user, secret, vhost] = [username, password, VHOST].map(encodeURIComponent);
  return `amqps://${user}:${secret}@127.0.0.1:${ports.main}/${vhost}`;
}

/** One user, one virtual host. A user in the settings could not have every password; with definitions, the server makes no `guest`. */
export async function writeDefinitions({ folder, secrets: { username, password } }) {
  const all = { configure: '.*', write: '.*', read: '.*' };
  const definitions = {
    vhosts: [{ name: VHOST }],
    users: [{ name: username, password, tags: 'monitoring' }],
    permissions: [{ user: username, vhost: VHOST, ...all }],
  };
  writeFileSync(join(folder, DEFINITIONS), JSON.stringify(definitions), { mode: 0o600 });
}

/** TLS alone. */
export function securedSettings({ folder, ports, options }) {
  const tls = (name) => join(folder, 'tls', name);
  const files = { cacertfile: tls('ca.pem'), certfile: tls('server.pem'), keyfile: tls('server.key') };
  const filesOf = (part) => Object.entries(files).map(([name, path]) => [`${part}.${name}`, path]);
  const hasManagement = options.plugins?.includes('rabbitmq_management');
  return {
    'listeners.tcp': 'none',
    'listeners.ssl.1': `127.0.0.1:${ports.main}`,
    ...Object.fromEntries([...filesOf('ssl_options'), ...(hasManagement ? filesOf('management.ssl') : [])]),
    'ssl_options.verify': 'verify_peer',
    'ssl_options.fail_if_no_peer_cert': 'false',
    load_definitions: join(folder, DEFINITIONS),
  };
}
