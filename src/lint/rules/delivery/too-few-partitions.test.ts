import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { tooFewPartitions } from './too-few-partitions.js';

const load = (channel: string, ...consumers: readonly string[]) => `services: { a: {}, b: {} }
channels: { c: { ${channel} } }
events: { E: { channel: c, consumers: [${consumers.join(', ')}] } }
`;

describe('too-few-partitions', () => {
  it('divides the peak by what one instance handles', async () => {
    expect(
      await findingsOf(tooFewPartitions, load('partitions: 4, peakPerSecond: 50', '{ service: a, perSecond: 12 }')),
    ).toEqual([
      '4: At its peak `c` needs 5 instances of `a` (50 / 12 = 4.17), and its 4 partitions keep at most 4 busy.',
    ]);
    expect(
      await findingsOf(tooFewPartitions, load('partitions: 1, peakPerSecond: 3', '{ service: a, perSecond: 1.5 }')),
    ).toEqual(['1: At its peak `c` needs 2 instances of `a` (3 / 1.5 = 2), and its 1 partition keeps at most 1 busy.']);
  });

  it('finds instances that have nothing to do', async () => {
    expect(await findingsOf(tooFewPartitions, load('partitions: 4', '{ service: a, instances: 6 }'))).toEqual([
      '4: `a` runs 6 instances on `c`, and its 4 partitions keep at most 4 busy.',
    ]);
  });

  it('speaks of the slowest consumer, and of partitions from the defaults at the channel', async () => {
    const yaml = load('peakPerSecond: 100', '{ service: a, perSecond: 20 }', '{ service: b, perSecond: 10 }');
    expect(await findingsOf(tooFewPartitions, yaml, 'catalog: t\ndefaults: { channel: { partitions: 4 } }\n')).toEqual([
      'c: At its peak `c` needs 10 instances of `b` (100 / 10 = 10), and its 4 partitions keep at most 4 busy.',
    ]);
  });

  it.each([
    ['enough partitions', load('partitions: 5, peakPerSecond: 50', '{ service: a, perSecond: 10, instances: 5 }')],
    ['no peak', load('partitions: 1', '{ service: a, perSecond: 1 }')],
    ['no rate', load('partitions: 1, peakPerSecond: 1000', 'a')],
    ['no partitions', load('peakPerSecond: 1000', '{ service: a, perSecond: 1 }')],
    ['a queue', load('partitions: 1, kind: queue, peakPerSecond: 9', '{ service: a, perSecond: 1, instances: 9 }')],
    ['no consumers', load('partitions: 1, peakPerSecond: 9')],
  ])('is silent about %s', async (_, yaml) => {
    expect(await findingsOf(tooFewPartitions, yaml)).toEqual([]);
  });
});
