import { afterAll, describe, it } from 'vitest';
import { ownPostgresForTests } from '../testing/postgres-server.js';
import { createPostgresSite } from './postgres-site.js';
import { MINUTES, proveFor, ROUND_TIMEOUT } from './prove.js';

const server = await ownPostgresForTests();
afterAll(() => server?.remove());

describe('workers on one PostgreSQL database that are killed and paused, while the server crashes', () => {
  async function prove(): Promise<void> {
    // Where there is none, that has been printed; a file without any test would be a failure.
    if (server !== undefined) await proveFor(() => createPostgresSite(server));
  }

  it('lose nothing and do nothing twice', prove, ROUND_TIMEOUT + MINUTES * 60_000);
});
