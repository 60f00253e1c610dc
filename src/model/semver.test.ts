import { describe, expect, it } from 'vitest';
import { compareSemVer, parseSemVer, type SemVer } from './semver.js';

const read = (text: string) => parseSemVer(text) as SemVer;

describe('compareSemVer', () => {
  it('has the order of semver.org', () => {
    const order = [
      '0.9.10',
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.1',
      '1.2.0',
      '1.10.0',
      '2.0.0',
    ];
    for (const [index, one] of order.entries()) {
      for (const [place, other] of order.entries()) {
        expect(Math.sign(compareSemVer(read(one), read(other))), `${one} ${other}`).toBe(Math.sign(index - place));
      }
    }
  });

  it('leaves out what stands behind a plus', () => {
    expect(compareSemVer(read('1.0.0+a'), read('1.0.0+b'))).toBe(0);
  });
});
