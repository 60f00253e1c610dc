import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SagaStore } from '../../store.js';
import { type BreakingProxy, openBreakingProxy } from '../../testing/breaking-proxy.js';
import { describeLeftOut } from '../../testing/left-out.js';
import { dropSchema, freshSchema, runSql } from '../../testing/postgres-schema.js';
import { postgresForTests } from '../../testing/postgres-server.js';
import {
  creation,
  following,
  HASH,
  mailFor,
  noticeOf,
  START,
  stateOf,
  tinySaga,
  unchanged,
} from '../contract/builders.js';
import { openPostgresStore } from './index.js';

/** The name of a prepared statement, as it stands in every request to run it. */
const named = (statement: string): string => `\u0000${statement}\u0000`;

/** The statements of commits differ in what their batch has to do. */
const COMMIT = '\u0000commit ';

const server = await postgresForTests();
afterAll(() => server?.remove());

if (server === undefined) describeLeftOut();
else {
  const { url } = server;

  describe.each(['before', 'after'] as const)('a connection that breaks %s the server has done it', (moment) => {
    const schema = freshSchema();
    const state = stateOf('o1');
    let proxy: BreakingProxy;
    let store: SagaStore;

    beforeEach(async () => {
      proxy = await openBreakingProxy(url);
      store = await openPostgresStore(proxy.url, { schema });
      await store.saveDefinition(HASH, tinySaga);
    });
    afterEach(async () => {
      await store.close();
      await proxy.close();
      await dropSchema(url, schema);
    });

    it('leaves every commit of a batch written once, and says so', async () => {
      const many = Array.from({ length: 40 }, (_, index) => creation(stateOf(`o${index}`)));
      proxy.breakAt(COMMIT, moment, 2);
      const results = await Promise.all(many.map((start) => store.commit(start)));
      expect(new Set(results)).toEqual(new Set(['committed']));
      proxy.breakAt(COMMIT, moment);
      const next = await Promise.all(many.map((start) => store.commit(following(start.state))));
      expect(new Set(next)).toEqual(new Set(['committed']));
      for (const { instance } of many) expect(await store.journal(instance)).toHaveLength(2);
    });

    it('does not take the commit of somebody else for its own', async () => {
      await store.commit(creation(state, { consumed: { inbox: 'm1' } }));
      await store.commit(following(state));
      proxy.breakAt(COMMIT, moment);
      const late = [
        store.commit(following(state)),
        store.commit(creation(stateOf('o2'), { consumed: { inbox: 'm1' } })),
        store.commit(creation(stateOf('o3'), { consumed: { inbox: 'm3' }, notices: [noticeOf('Checkout.o3', 1)] })),
      ];
      expect(await Promise.all(late)).toEqual(['conflict', 'duplicate', 'committed']);
      expect(await store.journal(state.instance)).toHaveLength(2);
      expect(await store.takeNotices(await store.register(0, 60_000), 9)).toHaveLength(1);
    });

    it('knows its own letting go, and its own taking of mail', async () => {
      const owner = await store.register(0, 60_000);
      await store.commit(creation(state, { nextOwner: owner }));
      await store.post(mailFor(state.instance, 'm1'));
      proxy.breakAt(COMMIT, moment);
      const consuming = unchanged(state, { owner, nextOwner: owner, consumed: { mail: 'm1' } });
      expect(await store.commit(consuming)).toBe('committed');
      proxy.breakAt(COMMIT, moment);
      expect(await store.commit(unchanged(state, { owner, wakeAt: 0 }))).toBe('committed');
      expect(await store.claim({ owner, definitions: [HASH], now: START, limit: 9 })).toEqual([{ state, mail: [] }]);
    });

    it('gives what it has claimed or taken, although the first answer was lost', async () => {
      const owner = await store.register(0, 60_000);
      await store.commit(creation(state, { wakeAt: 0, notices: [noticeOf(state.instance, 1)] }));
      proxy.breakAt(named('claim'), moment);
      expect(await store.claim({ owner, definitions: [HASH], now: START, limit: 9 })).toEqual([{ state, mail: [] }]);
      proxy.breakAt(named('takeNotices'), moment);
      expect(await store.takeNotices(owner, 9)).toEqual([noticeOf(state.instance, 1)]);
      expect(await store.takeNotices(owner, 9)).toEqual([]);
    });

    it('posts mail once', async () => {
      await store.commit(creation(state));
      proxy.breakAt(named('post'), moment);
      expect(await store.post(mailFor(state.instance, 'm1'))).not.toBe('unknown-instance');
      const owner = await store.register(0, 60_000);
      const [claim] = await store.claim({ owner, definitions: [HASH], now: START, limit: 9 });
      expect(claim?.mail).toHaveLength(1);
    });

    it('prolongs and ends leases all the same', async () => {
      proxy.breakAt('workers', moment);
      const owner = await store.register(0, 60_000);
      await store.commit(creation(state, { nextOwner: owner }));
      proxy.breakAt(named('renew'), moment);
      expect(await store.renew(owner, 0, 60_000)).toBe(true);
      proxy.breakAt('DELETE FROM', moment);
      await store.resign(owner);
      expect(await store.renew(owner, 0, 60_000)).toBe(false);
      expect(await store.nextWakeAt({ owner: 0, definitions: [HASH] })).toBe(0);
    });
  });

  describe('a watcher of a PostgreSQL store', () => {
    it('hears again after its connection was lost, and is called once for what it missed', async () => {
      const schema = freshSchema();
      const [store, other] = await Promise.all([
        openPostgresStore(url, { schema }),
        openPostgresStore(url, { schema }),
      ]);
      let calls = 0;
      store.watch(() => {
        calls += 1;
      });
      await expect.poll(() => calls).toBe(1);
      const listening = `query = 'LISTEN "${schema}_work"'`;
      await runSql(url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${listening}`);
      await expect.poll(() => calls, { timeout: 5_000 }).toBe(2);
      await other.saveDefinition(HASH, tinySaga);
      await other.commit(creation(stateOf('o1'), { wakeAt: 0 }));
      await expect.poll(() => calls).toBe(3);
      await other.commit(creation(stateOf('o2'), { wakeAt: Date.now() + 60_000 }));
      await other.commit(creation(stateOf('o3')));
      await other.post(mailFor('Checkout.o3', 'm1'));
      await expect.poll(() => calls).toBe(4);
      await Promise.all([store.close(), other.close()]);
      await dropSchema(url, schema);
    });
  });
}
