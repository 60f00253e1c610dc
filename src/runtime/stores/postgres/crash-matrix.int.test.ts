import { afterAll } from 'vitest';
import { describeCrashMatrix } from '../../testing/crash-matrix.js';
import { describeLeftOut } from '../../testing/left-out.js';
import { dropSchema, freshSchema } from '../../testing/postgres-schema.js';
import { postgresForTests } from '../../testing/postgres-server.js';
import { openPostgresStore } from './index.js';

const server = await postgresForTests();
afterAll(() => server?.remove());

if (server === undefined) describeLeftOut();
else {
  const { url } = server;
  // Each point costs a schema and several commits; all of them are tried on the memory store.
  describeCrashMatrix(
    'a PostgreSQL store',
    async () => {
      const schema = freshSchema();
      return {
        open: () => openPostgresStore(url, { schema }),
        cleanUp: () => dropSchema(url, schema),
        realTime: { leaseMs: 60, letLeasesEnd: async () => undefined },
      };
    },
    { every: 40 },
  );
}
