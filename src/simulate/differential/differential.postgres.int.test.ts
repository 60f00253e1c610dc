import { afterAll } from 'vitest';
import { openPostgresStore } from '../../runtime/stores/postgres/index.js';
import { describeLeftOut } from '../../runtime/testing/left-out.js';
import { dropSchema, freshSchema } from '../../runtime/testing/postgres-schema.js';
import { postgresForTests } from '../../runtime/testing/postgres-server.js';
import { describeDifferential } from './describe-differential.js';

const server = await postgresForTests();
afterAll(() => server?.remove());

if (server === undefined) describeLeftOut();
else {
  const { url } = server;
  await describeDifferential(
    'a PostgreSQL store',
    async () => {
      const schema = freshSchema();
      return { store: await openPostgresStore(url, { schema }), remove: () => dropSchema(url, schema) };
    },
    { runs: 40, seed: 4 },
  );
}
