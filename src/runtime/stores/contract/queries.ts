import { describe, expect, it } from 'vitest';
import type { SagaState } from '../../saga/state.js';
import type { InstanceFilter, SagaStore } from '../../store.js';
import { creation, following, HASH, OTHER_HASH, START, stateOf } from './builders.js';
import type { Stage } from './set-up.js';

/** Ways to find instances. */
export function describeQueries(stage: Stage): void {
  async function save(store: SagaStore, states: readonly SagaState[]): Promise<void> {
    for (const state of states) await store.commit(creation(state));
  }

  describe('queries', () => {
    it('give the latest run', async () => {
      const store = await stage.open();
      const runs = [1, 2, 3].map((run) => stateOf('o1', { run, status: run === 3 ? 'aborted' : 'completed' }));
      await save(store, [...runs.toReversed(), stateOf('o1', { saga: 'Refund' }), stateOf('o2')]);
      expect((await store.latestRun('Checkout', 'o1'))?.instance).toBe(runs[2]?.instance);
      expect((await store.latestRun('Refund', 'o1'))?.run).toBe(1);
      expect(await store.latestRun('Refund', 'o2')).toBeUndefined();
    });

    it('tell a text from a number that looks the same', async () => {
      const store = await stage.open();
      await save(store, [stateOf('5'), stateOf(6), stateOf(1.5), stateOf('x', { ids: { a: '7' } })]);
      expect(await store.latestRun('Checkout', 5)).toBeUndefined();
      expect(await store.latestRun('Checkout', '6')).toBeUndefined();
      expect(await store.latestRun('Checkout', 1.5)).toEqual(stateOf(1.5));
      expect(await store.find('Checkout', { correlation: 5, ids: ['6'] })).toEqual([]);
      expect(await store.find('Checkout', { correlation: 7, ids: [] })).toEqual([]);
      expect(await store.list({ correlation: '6' })).toEqual([]);
      expect(await store.list({ correlation: 6 })).toEqual([stateOf(6)]);
    });

    it('find instances by the value that names the run, or by ids made at the start', async () => {
      const store = await stage.open();
      const one = stateOf('o1', { ids: { shipment: 's1', invoice: 'i1' } });
      const two = stateOf('o2', { ids: { shipment: 's2', invoice: 'o1' } });
      const foreign = stateOf('o1', { saga: 'Refund', ids: { refund: 's1' } });
      await save(store, [one, two, foreign]);
      const find = async (names: Parameters<SagaStore['find']>[1]) => (await store.find('Checkout', names)).toSorted();
      expect(await find({ correlation: 'o1', ids: [] })).toEqual([one.instance]);
      expect(await find({ ids: ['i1'] })).toEqual([one.instance]);
      expect(await find({ ids: ['o1'] })).toEqual([two.instance]);
      expect(await find({ ids: ['s1', 'i1', 's2', 'none'] })).toEqual([one.instance, two.instance]);
      expect(await find({ correlation: 'o1', ids: ['s1', 's2'] })).toEqual([one.instance, two.instance]);
      expect(await find({ ids: [] })).toEqual([]);
      expect(await find({ correlation: 'none', ids: ['none'] })).toEqual([]);
    });

    it('find the latest run only, ended or not', async () => {
      const store = await stage.open();
      const first = stateOf('o1', { ids: { shipment: 's1', basket: 'b' }, status: 'completed' });
      const second = stateOf('o1', { run: 2, ids: { shipment: 's2', basket: 'b' }, status: 'aborted' });
      await save(store, [first]);
      expect(await store.find('Checkout', { ids: ['s1'] })).toEqual([first.instance]);
      await save(store, [second]);
      expect(await store.find('Checkout', { correlation: 'o1', ids: ['s2'] })).toEqual([second.instance]);
      expect(await store.find('Checkout', { ids: ['b'] })).toEqual([second.instance]);
      expect(await store.find('Checkout', { ids: ['s1'] })).toEqual([]);
    });

    it('list by every filter, in order of the start', async () => {
      const store = await stage.open();
      await save(store, [
        stateOf('late', { startedAt: START + 9, updatedAt: START + 9, status: 'stuck' }),
        stateOf('first', { updatedAt: START + 5 }),
        stateOf('second', { startedAt: START + 1, updatedAt: START + 20, status: 'unwinding', definition: OTHER_HASH }),
        stateOf('late', { saga: 'Refund', startedAt: START + 10, updatedAt: START + 10 }),
      ]);
      const list = async (filter?: InstanceFilter) => (await store.list(filter)).map(({ instance }) => instance);
      const [first, second, late, refund] = ['Checkout.first', 'Checkout.second', 'Checkout.late', 'Refund.late'];
      expect(await list()).toEqual([first, second, late, refund]);
      expect(await list({ limit: 2 })).toEqual([first, second]);
      expect(await list({ limit: 0 })).toEqual([]);
      expect(await list({ saga: 'Refund' })).toEqual([refund]);
      expect(await list({ status: 'stuck' })).toEqual([late]);
      expect(await list({ status: ['unwinding', 'stuck'] })).toEqual([second, late]);
      expect(await list({ status: [] })).toEqual([]);
      expect(await list({ correlation: 'late' })).toEqual([late, refund]);
      expect(await list({ definition: OTHER_HASH })).toEqual([second]);
      expect(await list({ definition: 'none' })).toEqual([]);
      expect(await list({ untouchedSince: START + 9 })).toEqual([first, late]);
      expect(await list({ untouchedSince: START + 4 })).toEqual([]);
      const all = {
        saga: 'Checkout',
        status: ['running', 'stuck'],
        definition: HASH,
        untouchedSince: START + 8,
      } as const;
      expect(await list({ ...all, limit: 5 })).toEqual([first]);
      expect(await list({ ...all, correlation: 'late' })).toEqual([]);
    });

    it('list by what was committed last', async () => {
      const store = await stage.open();
      const { state } = creation(stateOf('o1'));
      await save(store, [state]);
      const parked = { ...state, version: 2, status: 'stuck', updatedAt: START + 50 } as const;
      await store.commit(following(state, { state: parked }));
      expect(await store.list({ status: 'running' })).toEqual([]);
      expect(await store.list({ untouchedSince: START + 49 })).toEqual([]);
      expect(await store.list({ status: 'stuck', untouchedSince: START + 50 })).toEqual([parked]);
    });

    it('count by saga and status, with the oldest start', async () => {
      const store = await stage.open();
      await save(store, [
        stateOf('o1', { startedAt: START + 2 }),
        stateOf('o2', { startedAt: START + 1 }),
        stateOf('o3', { status: 'completed' }),
        stateOf('o1', { saga: 'Refund', startedAt: START + 7 }),
      ]);
      const counts = (await store.count()).toSorted((a, b) => a.oldestStartedAt - b.oldestStartedAt);
      expect(counts).toEqual([
        { saga: 'Checkout', status: 'completed', count: 1, oldestStartedAt: START },
        { saga: 'Checkout', status: 'running', count: 2, oldestStartedAt: START + 1 },
        { saga: 'Refund', status: 'running', count: 1, oldestStartedAt: START + 7 },
      ]);
    });
  });
}
