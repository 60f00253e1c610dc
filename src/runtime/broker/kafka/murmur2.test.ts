import { murmur2 as ofTheDriver } from '@platformatic/kafka';
import { describe, expect, it } from 'vitest';
import { murmur2, partitionOf } from './murmur2.js';

describe('the hash of a key', () => {
  // From the tests of Kafka's Java client.
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('of `%s` is that of the Java client', (key, hash) => {
    expect(murmur2(Buffer.from(key))).toBe(hash);
  });

  it('is that of the driver for keys of any length and script', () => {
    for (let length = 0; length < 70; length += 1) {
      const key = 'ä€😀 order-4711/'.repeat(5).slice(0, length);
      expect(murmur2(Buffer.from(key))).toBe(ofTheDriver(key));
    }
  });

  it('gives a partition that is there', () => {
    const found = new Set(Array.from({ length: 200 }, (_, index) => partitionOf(Buffer.from(`key ${index}`), 6)));
    expect([...found].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
