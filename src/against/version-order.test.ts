import { describe, expect, it } from 'vitest';
import { compareByVersion, versionIn } from './version-order.js';

describe('versionIn', () => {
  it.each([
    ['v1.2.0', '', '1.2.0', ''],
    ['1.2', '', '1.2', ''],
    ['v2.0.0-rc.1', '', '2.0.0', 'rc.1'],
    ['v2-rc.1', '', '2', 'rc.1'],
    ['v1.0.0+build.7', '', '1.0.0', ''],
    ['catalog/v1.2.0', 'catalog/', '1.2.0', ''],
    ['@acme/catalog@1.2.0', '@acme/catalog@', '1.2.0', ''],
    ['catalog-2-v1.0.0', 'catalog-2-', '1.0.0', ''],
    ['release-007', 'release-', '7', ''],
    ['2024.05.01', '', '2024.5.1', ''],
  ])('of %s', (name, family, numbers, before) => {
    const found = versionIn(name);
    expect([found?.family, found?.numbers.join('.'), found?.before.join('.')]).toEqual([family, numbers, before]);
  });

  it.each(['nightly', 'v', 'v1.2.x', 'deployed_2_prod', ''])('is none of %j', (name) => {
    expect(versionIn(name)).toBeUndefined();
  });

  it('does not look long at a name of many digits', () => {
    expect(versionIn(`${'1-'.repeat(20_000)}_`)).toBeUndefined();
    expect(versionIn(`${'1.'.repeat(20_000)}_`)).toBeUndefined();
    expect(versionIn(`${'1-'.repeat(499)}_`)).toBeUndefined();
  });
});

describe('compareByVersion', () => {
  it('orders as semver does, what has no version first', () => {
    const sorted = [
      'alpha',
      'nightly',
      'v0.9',
      'v1.0.0-1',
      'v1.0.0-2',
      'v1.0.0-11',
      'v1.0.0-alpha',
      'v1.0.0-alpha.1',
      'v1.0.0-beta',
      '1.0.0',
      'v1.0.1',
      'v1.2.0',
      'v1.10.0',
      'v10.0.0',
      'v99999999999999999999999.0.0',
      'v100000000000000000000000.0.0',
    ];
    for (let round = 1; round < 8; round++) {
      const mixed = sorted.map((_, index) => sorted[(index * 7 + round) % sorted.length] ?? '');
      expect(mixed.sort(compareByVersion)).toEqual(sorted);
    }
  });

  it('takes missing numbers for zero', () => {
    expect(['v1.0.1', 'v1.0.0', 'v1'].sort(compareByVersion)).toEqual(['v1', 'v1.0.0', 'v1.0.1']);
  });
});
