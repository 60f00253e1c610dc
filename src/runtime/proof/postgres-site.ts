import { setTimeout as sleep } from 'node:timers/promises';
import { dropSchema, freshSchema, runSql } from '../testing/postgres-schema.js';
import type { PostgresServer } from '../testing/postgres-server.js';
import { askStore, readInstances, type TableRows, unfinishedStates } from './read-rows.js';
import type { Site, StoreEvidence } from './site.js';

/** How long the server is away. */
const AWAY = 700;

/** A schema of its own on a real server, which is crashed and whose connections are cut. */
export function createPostgresSite(server: PostgresServer): Site {
  const schema = freshSchema();
  const address = `${server.url}?schema=${schema}`;
  const ask = <Row>(sql: string): Promise<readonly Row[]> => runSql<Row>(server.url, sql);
  const count = async (table: string): Promise<number> => {
    const rows = await ask<{ readonly count: number }>(`SELECT count(*)::int AS count FROM ${schema}.${table}`);
    return rows[0]?.count ?? 0;
  };

  async function crash(): Promise<void> {
    await server.stop('immediate');
    await sleep(AWAY);
    await server.start();
  }

  async function cut(): Promise<void> {
    const others = `pid <> pg_backend_pid() AND backend_type = 'client backend'`;
    await ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${others} AND random() < 0.6`);
  }

  const read = (): Promise<StoreEvidence> =>
    askStore(address, async (store) => {
      const instances = await ask<TableRows['instances'][number]>(
        `SELECT id, status, version, owner::float8 AS owner, wake_at AS "wakeAt" FROM ${schema}.instances`,
      );
      const journal = await ask<TableRows['journal'][number]>(
        `SELECT instance, position, entries FROM ${schema}.journal ORDER BY instance, position`,
      );
      return {
        definitions: await store.definitions(),
        instances: readInstances({ instances, journal }, await store.list()),
        leftovers: { notices: await count('notices'), mail: await count('mail'), leases: await count('workers') },
      };
    });

  return {
    name: 'PostgreSQL',
    address,
    disturbances: [
      { name: 'crashes of the server', act: crash },
      { name: 'cut connections', act: cut },
    ],
    unfinished: async () => ({
      states: await unfinishedStates(address),
      notices: await count('notices'),
      mail: await count('mail'),
    }),
    read,
    remove: () => dropSchema(server.url, schema),
  };
}
