import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { invalidVersion as rule } from './invalid-version.js';

const found = (versions: Readonly<Record<string, string>>) =>
  findingsOf(
    rule,
    `events:\n${Object.entries(versions)
      .map(([name, version]) => `  ${name}: { version: ${version} }\n`)
      .join('')}`,
  );

describe('invalid-version', () => {
  it.each(['1.0.0-01', '1.0.0-a..b', '1.0.0-.', '1.0.0+a..b', '1.0.0-rc.01'])(
    'does not take %s for SemVer',
    async (version) => {
      expect(await found({ E: version })).toEqual([`${version}: \`${version}\`, the version of \`E\`, is not SemVer.`]);
    },
  );

  it.each(['0.0.1', '1.0.0-rc.1', '1.0.0-0a', '1.0.0-x-y+build.007', '10.20.30'])('takes %s', async (version) => {
    expect(await found({ E: version })).toEqual([]);
  });

  it('compares the name of an older major with its version', async () => {
    expect(await found({ 'E@1': '2.1.0', E: '3.0.0' })).toEqual([
      '2.1.0: `E@1` is version 1 by its name and `2.1.0` by its `version`.',
    ]);
    expect(await findingsOf(rule, 'commands:\n  C@2: { version: 0.9.0 }\n')).toEqual([
      '0.9.0: `C@2` is version 2 by its name and `0.9.0` by its `version`.',
    ]);
  });

  it('wants each major above the one before it', async () => {
    expect(await found({ 'E@1': '1.4.0', E: '1.4.0' })).toEqual([
      '1.4.0: `E` is `1.4.0` and so not above `E@1`, which is `1.4.0`.',
    ]);
    expect(await found({ 'E@1': '1.4.0', E: '1.5.0' })).toEqual(['1.5.0: `E` is `1.5.0`, of the same major as `E@1`.']);
    expect(await found({ 'E@1': '1.4.0', 'E@2': '2.0.0', E: '0.1.0' })).toEqual([
      '0.1.0: `E` is `0.1.0` and so not above `E@2`, which is `2.0.0`.',
    ]);
    expect(await found({ 'E@1': '1.4.0', 'E@2': '2.0.0', E: '3.0.0-rc.1' })).toEqual([]);
  });

  it('says one thing about one mistake', async () => {
    expect(await found({ 'E@1': '3.0.0', E: '2.0.0' })).toHaveLength(1);
  });

  it('leaves missing versions to others', async () => {
    expect(
      await findingsOf(rule, 'events:\n  E@1: {}\n  E: { version: 1.0.0 }\nsagas:\n  S: { start: E, steps: [] }\n'),
    ).toEqual([]);
  });
});
