import { afterAll, describe, expect, it } from 'vitest';
import type { SagaStore, Transition } from '../../store.js';
import { describeLeftOut } from '../../testing/left-out.js';
import { freshSchema } from '../../testing/postgres-schema.js';
import { ownPostgresForTests } from '../../testing/postgres-server.js';
import { creation, following, HASH, stateOf, tinySaga } from '../contract/builders.js';
import { openPostgresStore } from './index.js';

const JOURNEYS = 30;
const STEPS = 12;

const server = await ownPostgresForTests();
afterAll(() => server?.remove());

if (server === undefined) describeLeftOut();
else {
  describe('a PostgreSQL server that crashes', () => {
    async function open(giveUpAfterMs: number): Promise<SagaStore> {
      const store = await openPostgresStore(server?.url ?? '', { schema: freshSchema(), giveUpAfterMs });
      await store.saveDefinition(HASH, tinySaga);
      return store;
    }

    it('is waited for: every commit is written once and answered truly', async () => {
      const store = await open(60_000);
      let calls = 0;
      store.watch(() => {
        calls += 1;
      });
      let commits = 0;
      async function journey(name: string): Promise<string> {
        let transition: Transition = creation(stateOf(name));
        for (let step = 0; step < STEPS; step++) {
          expect(await store.commit(transition)).toBe('committed');
          commits += 1;
          transition = following(transition.state);
        }
        return transition.instance;
      }
      const journeys = Array.from({ length: JOURNEYS }, (_, index) => journey(`o${index}`));
      for (const part of [0.2, 0.5]) {
        await expect.poll(() => commits, { interval: 1 }).toBeGreaterThan(part * JOURNEYS * STEPS);
        await server.stop('immediate');
        await server.start();
      }
      for (const instance of await Promise.all(journeys)) {
        expect(await store.journal(instance)).toHaveLength(STEPS);
        expect((await store.load(instance))?.version).toBe(STEPS);
      }
      // Once when it began to listen, and once at least after a crash.
      await expect.poll(() => calls, { timeout: 10_000 }).toBeGreaterThan(1);
      await store.close();
    });

    it('is not waited for longer than asked', async () => {
      const store = await open(300);
      await server.stop('immediate');
      try {
        const gaveUp = { code: 'store-unreachable', message: expect.stringContaining('check that the server runs') };
        await expect(store.commit(creation(stateOf('o1')))).rejects.toMatchObject(gaveUp);
        await expect(store.load('Checkout.o1')).rejects.toMatchObject(gaveUp);
      } finally {
        await server.start();
      }
      expect(await store.commit(creation(stateOf('o1')))).toBe('committed');
      await store.close();
    });

    it('does not keep a store from being closed', async () => {
      const store = await open(60_000);
      await server.stop('fast');
      try {
        const waiting = expect(store.load('Checkout.o1')).rejects.toMatchObject({ code: 'store-failed' });
        await store.close();
        await waiting;
      } finally {
        await server.start();
      }
    });
  });
}
