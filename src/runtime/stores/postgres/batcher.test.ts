import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBatcher } from './batcher.js';

interface Item {
  readonly key: string;
  readonly n: number;
}

function setUp({ limit = 100, maxBytes = 1_000, parallel = 1 } = {}) {
  const batches: (readonly Item[])[] = [];
  const gates: (() => void)[] = [];
  const batcher = createBatcher<Item, number>({
    limit,
    maxBytes,
    parallel,
    bytesOf: ({ n }) => n,
    keysOf: ({ key }) => [key],
    run: async (items) => {
      batches.push(items);
      await new Promise<void>((resolve) => gates.push(resolve));
      return items.map(({ n }) => n * 2);
    },
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  async function open(): Promise<void> {
    await turn();
    gates.shift()?.();
    await turn();
  }
  const sizes = () => batches.map((batch) => batch.length);
  return { batcher, batches, open, turn, sizes };
}

describe('the batcher', () => {
  it('sends together what comes in one turn, and then what came while that was on its way', async () => {
    const { batcher, open, sizes } = setUp();
    const first = [1, 2, 3].map((n) => batcher.add({ key: `${n}`, n }));
    await open();
    expect(await Promise.all(first)).toEqual([2, 4, 6]);
    const alone = batcher.add({ key: 'a', n: 7 });
    await new Promise((resolve) => setImmediate(resolve));
    const later = [8, 9].map((n) => batcher.add({ key: `${n}`, n }));
    await open();
    await open();
    expect(await Promise.all([alone, ...later])).toEqual([14, 16, 18]);
    expect(sizes()).toEqual([3, 1, 2]);
  });

  it('keeps within the number and the bytes, but lets anything pass alone', async () => {
    const { batcher, open, sizes } = setUp({ limit: 2, maxBytes: 10 });
    const all = [1, 1, 1, 6, 6, 99].map((n, index) => batcher.add({ key: `${index}`, n }));
    for (let round = 0; round < 6; round++) await open();
    await Promise.all(all);
    expect(sizes()).toEqual([2, 2, 1, 1]);
  });

  it('tells all of a batch that it failed, and goes on', async () => {
    let calls = 0;
    const batcher = createBatcher<Item, number>({
      limit: 10,
      maxBytes: 10,
      parallel: 1,
      bytesOf: () => 1,
      keysOf: () => [],
      run: async (items) => {
        calls += 1;
        if (calls === 1) throw new Error('out of order');
        return items.map(({ n }) => n);
      },
    });
    const failed = await Promise.allSettled([batcher.add({ key: '', n: 1 }), batcher.add({ key: '', n: 2 })]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await batcher.add({ key: '', n: 3 })).toBe(3);
    await batcher.drained();
  });

  it('never has two of a key on their way, and keeps their order', async () => {
    const items = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(
        items,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 4 }),
        async (keys, parallel, limit) => {
          const busy = new Set<string>();
          const done: Record<string, number[]> = {};
          const batcher = createBatcher<Item, undefined>({
            ...{ limit, maxBytes: 100, parallel, bytesOf: () => 1, keysOf: ({ key }) => [key] },
            run: async (batch) => {
              for (const { key, n } of batch) {
                if (busy.has(key)) throw new Error('two at once');
                busy.add(key);
                done[key] = [...(done[key] ?? []), n];
              }
              await new Promise((resolve) => setImmediate(resolve));
              for (const { key } of batch) busy.delete(key);
              return batch.map(() => undefined);
            },
          });
          await Promise.all(keys.map((key, n) => batcher.add({ key, n })));
          for (const numbers of Object.values(done)) expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
          expect(Object.values(done).flat()).toHaveLength(keys.length);
        },
      ),
      { numRuns: 40 },
    );
  });
});
