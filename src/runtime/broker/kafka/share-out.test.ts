import { describe, expect, it } from 'vitest';
import { createRandom } from '../../testing/random.js';
import type { MemberNews } from './group-protocol.js';
import { shareOut } from './share-out.js';

const TOPIC = 'orders';

describe('sharing out partitions', () => {
  it('gives a topic to those who want it, equally', () => {
    const members = new Map([
      ['a', news()],
      ['b', news()],
      ['c', { ...news(), topics: ['other'] }],
    ]);
    const shares = shareOut(
      members,
      new Map([
        [TOPIC, 5],
        ['other', 2],
      ]),
    );
    expect(shares.get('a')?.partitions).toEqual(new Map([[TOPIC, [0, 1, 2]]]));
    expect(shares.get('b')?.partitions).toEqual(new Map([[TOPIC, [3, 4]]]));
    expect(shares.get('c')?.partitions).toEqual(new Map([['other', [0, 1]]]));
  });

  it('gives nothing that another member still has, and says that more is to come', () => {
    const before = shareOut(
      new Map([
        ['a', news([0, 1, 2, 3])],
        ['b', news()],
      ]),
      new Map([[TOPIC, 4]]),
    );
    expect(before.get('a')).toEqual({ partitions: new Map([[TOPIC, [0, 1]]]), isUnfinished: true });
    expect(before.get('b')).toEqual({ partitions: new Map(), isUnfinished: true });
    const after = shareOut(
      new Map([
        ['a', news([0, 1])],
        ['b', news()],
      ]),
      new Map([[TOPIC, 4]]),
    );
    expect(after.get('b')).toEqual({ partitions: new Map([[TOPIC, [2, 3]]]), isUnfinished: false });
  });

  it('waits for a member that does not want the topic any more and has not yet let go of it', () => {
    const leaving = { ...news([0, 1]), topics: [] };
    const shares = shareOut(
      new Map([
        ['a', leaving],
        ['b', news()],
      ]),
      new Map([[TOPIC, 3]]),
    );
    expect(shares.get('a')?.partitions.size).toBe(0);
    expect(shares.get('b')).toEqual({ partitions: new Map([[TOPIC, [2]]]), isUnfinished: true });
  });

  it('believes the member of the later generation', () => {
    const shares = shareOut(
      new Map([
        ['a', news([0], 3)],
        ['b', news([0], 4)],
      ]),
      new Map([[TOPIC, 1]]),
    );
    expect(shares.get('a')?.partitions.size).toBe(0);
    expect(shares.get('b')?.partitions).toEqual(new Map([[TOPIC, [0]]]));
  });

  it('ends shared out equally, with nothing given twice, whoever comes and goes', () => {
    const random = createRandom(Number(process.env['SAGAC_SEED'] ?? 11));
    for (let run = 0; run < 100; run += 1) {
      const count = random.between(0, 12);
      const names = Array.from({ length: random.between(1, 5) }, (_, index) => `m${index}`);
      const owned = new Map(names.map((name) => [name, [] as number[]]));
      for (let partition = 0; partition < count; partition += 1) {
        if (random.chance(0.7)) owned.get(random.pick(names))?.push(partition);
      }
      let rounds = 0;
      for (let isUnfinished = true; isUnfinished; rounds += 1) {
        const members = new Map(names.map((name) => [name, news(owned.get(name), rounds)]));
        const shares = shareOut(members, new Map([[TOPIC, count]]));
        isUnfinished = false;
        for (const [name, share] of shares) {
          const given = share.partitions.get(TOPIC) ?? [];
          const others = names.filter((other) => other !== name).flatMap((other) => owned.get(other) ?? []);
          // Handed over in the next round only, when the owner has let go.
          expect(given.filter((partition) => others.includes(partition))).toEqual([]);
          isUnfinished ||= share.isUnfinished;
        }
        for (const [name, share] of shares) owned.set(name, [...(share.partitions.get(TOPIC) ?? [])]);
      }
      const sizes = [...owned.values()].map(({ length }) => length);
      expect(rounds).toBeLessThanOrEqual(3);
      expect([...owned.values()].flat().sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, at) => at));
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
  });
});

function news(owned: readonly number[] = [], generation = 1): MemberNews {
  return { topics: [TOPIC], owned: new Map([[TOPIC, owned]]), generation };
}
