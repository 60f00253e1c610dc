import { afterAll } from 'vitest';
import { describeLeftOut } from '../../testing/left-out.js';
import { dropSchema, freshSchema } from '../../testing/postgres-schema.js';
import { postgresForTests } from '../../testing/postgres-server.js';
import { describeStoreContract } from '../store-contract.js';
import { openPostgresStore } from './index.js';

const LEASE_MS = 60;
const server = await postgresForTests();
afterAll(() => server?.remove());

if (server === undefined) describeLeftOut();
else {
  const { url } = server;
  describeStoreContract('PostgreSQL', async () => {
    const schema = freshSchema();
    return {
      open: () => openPostgresStore(url, { schema }),
      cleanUp: () => dropSchema(url, schema),
      realTime: {
        leaseMs: LEASE_MS,
        letLeasesEnd: () => new Promise((resolve) => setTimeout(resolve, LEASE_MS + 20)),
      },
      watches: true,
    };
  });
}
