import { describe, expect, it } from 'vitest';
import { OutboundPartition, type Pending } from './outbound.js';
import type { ProducerId } from './producer-ids.js';

const FIRST = { id: 1n, epoch: 0 };
const SECOND = { id: 2n, epoch: 0 };

describe('what goes to a partition', () => {
  it('goes in one batch at a time, numbered one after the other', () => {
    const { partition, add } = setUp();
    add('a', 'b');
    const first = partition.take(FIRST);
    expect(idsOf(first)).toEqual(['a', 'b']);
    add('c');
    expect(partition.take(FIRST)).toBeUndefined();
    if (first !== undefined) partition.done(first);
    const second = partition.take(FIRST);
    expect(idsOf(second)).toEqual(['c']);
    expect([first?.sequence, second?.sequence]).toEqual([0, 2]);
  });

  it('goes again as the same batch under the same number, so that Kafka knows it', () => {
    const { partition, add } = setUp();
    add('a', 'b');
    const batch = partition.take(FIRST);
    if (batch !== undefined) partition.again(batch, false);
    add('c');
    expect(partition.take(SECOND)).toBe(batch);
  });

  it('goes under another id where a number may have been used for something that is not wanted any more', () => {
    const { partition, add, pending } = setUp();
    add('a', 'b');
    const batch = partition.take(FIRST);
    pending.get('a')?.settle(new Error('late'));
    if (batch !== undefined) partition.again(batch, false);
    add('c');
    const next = partition.take(SECOND);
    expect(idsOf(next)).toEqual(['b', 'c']);
    expect(next).toMatchObject({ producer: SECOND, sequence: 0 });
  });

  it('goes under another id where Kafka has lost count, and never counts anew under the same', () => {
    const { partition, add, discarded } = setUp();
    add('a');
    const batch = partition.take(FIRST);
    if (batch !== undefined) partition.again(batch, true);
    expect(discarded).toEqual([FIRST]);
    expect(partition.take(FIRST)).toBeUndefined();
    expect(partition.take(SECOND)).toMatchObject({ producer: SECOND, sequence: 0 });
  });

  it('goes under another id after a batch that was refused when it came again', () => {
    const { partition, add } = setUp();
    add('a');
    const batch = partition.take(FIRST);
    partition.failures = 1;
    if (batch !== undefined) partition.done(batch, new Error('refused'));
    add('b');
    expect(partition.take(SECOND)).toMatchObject({ producer: SECOND, sequence: 0 });
  });

  it('goes in smaller batches where Kafka does not take so much, in its order', () => {
    const { partition, add } = setUp();
    add('a', 'b', 'c', 'd');
    const seen: (readonly string[])[] = [];
    for (let batch = partition.take(FIRST); batch !== undefined; batch = partition.take(FIRST)) {
      if (batch.pending.length > 2) expect(partition.halve(batch)).toBe(true);
      else {
        seen.push(idsOf(batch));
        partition.done(batch);
      }
    }
    expect(seen.flat()).toEqual(['a', 'b', 'c', 'd']);
    add('alone');
    const alone = partition.take(FIRST);
    expect(alone !== undefined && partition.halve(alone)).toBe(false);
  });

  it('rests for a while after a failure', () => {
    const { partition, add } = setUp();
    add('a');
    const batch = partition.take(FIRST);
    partition.isResting = true;
    if (batch !== undefined) partition.again(batch, false);
    expect(partition.take(FIRST)).toBeUndefined();
    partition.isResting = false;
    expect(partition.take(FIRST)).toBe(batch);
  });
});

function setUp(): {
  readonly partition: OutboundPartition;
  readonly pending: Map<string, Pending>;
  readonly discarded: ProducerId[];
  add(...ids: string[]): void;
} {
  const discarded: ProducerId[] = [];
  const partition = new OutboundPartition('orders', 0, (spent) => discarded.push(spent));
  const pending = new Map<string, Pending>();
  return {
    partition,
    pending,
    discarded,
    add(...ids) {
      for (const id of ids) {
        const record = { key: Buffer.from(id), value: Buffer.alloc(0), headers: new Map<Buffer, Buffer>() };
        const one: Pending = {
          record,
          bytes: 100_000,
          isAwaited: true,
          settle() {
            one.isAwaited = false;
          },
        };
        pending.set(id, one);
        partition.add(one);
      }
    },
  };
}

function idsOf(batch: { readonly pending: readonly Pending[] } | undefined): string[] {
  return (batch?.pending ?? []).map(({ record }) => record.key.toString());
}
