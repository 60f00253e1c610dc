import { afterAll, describe, expect, it } from 'vitest';
import { createOperator } from '../ops/operator.js';
import { testSaga, testStep } from '../testing/definitions.js';
import { drive } from '../testing/drive.js';
import { keepInstance } from '../testing/keep-instance.js';
import { dropSchema, freshSchema, runSql } from '../testing/postgres-schema.js';
import { postgresForTests } from '../testing/postgres-server.js';
import { openStore } from './open-store.js';

const server = await postgresForTests();
afterAll(() => server?.remove());

describe.runIf(server !== undefined)('openStore on PostgreSQL', () => {
  const url = server?.url ?? '';

  it('makes no schema where it may not, and looks after what is there', async () => {
    const schema = freshSchema();
    const address = `${url}${url.includes('?') ? '&' : '?'}schema=${schema}`;
    await expect(openStore(address, { create: false })).rejects.toMatchObject({ code: 'store-missing' });
    const found = await runSql(url, `SELECT 1 FROM pg_namespace WHERE nspname = '${schema}'`);
    expect(found).toEqual([]);
    try {
      const made = await openStore(address);
      const saga = testSaga([testStep('Reserve')]);
      await keepInstance(made, saga, drive(saga));
      await made.close();
      const store = await openStore(address, { create: false });
      const operator = createOperator({ store });
      const [{ state } = { state: undefined }] = await operator.list({ status: 'running' });
      const act = { action: 'cancel' } as const;
      const outcome = await operator.act(state?.instance ?? '', { who: 'ana', why: 'a test', act });
      expect(outcome).toMatchObject({ outcome: 'done', by: 'operator', state: { status: 'unwinding' } });
      await store.close();
    } finally {
      await dropSchema(url, schema);
    }
  });
});
