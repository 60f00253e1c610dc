import { describe, expect, it } from 'vitest';
import {
  compareLabels,
  declaredRise,
  parseVersionLabel,
  risesFor,
  splitVersionedName,
  type VersionLabel,
} from './version-labels.js';

function label(text: string): VersionLabel {
  const found = parseVersionLabel(text);
  if (!found) throw new Error(`no version: ${text}`);
  return found;
}

describe('versions in names', () => {
  it.each([
    ['1.2.0', 'semver'],
    ['v1.2.0', 'semver'],
    ['1.2', 'semver'],
    ['1.2.0-rc.1', 'semver'],
    ['1.2.0+build.7', 'semver'],
    ['1-0-2', 'schemaver'],
    ['v1-0-2', 'schemaver'],
    ['2026-03-02', 'ordinal'],
    ['20260302', 'ordinal'],
    ['2026.03.02', 'ordinal'],
    ['3', 'ordinal'],
    ['v3', 'ordinal'],
    // No day of any month.
    ['2026-13-02', 'schemaver'],
  ])('reads %s as %s', (text, scheme) => {
    expect(parseVersionLabel(text)).toMatchObject({ text, scheme });
  });

  it.each(['', 'order', '1.2.3.4', '0-0-1', '1-0', '01.2.3', 'vv1', '1.x', '12345678901'])(
    'reads no version in %j',
    (text) => {
      expect(parseVersionLabel(text)).toBeUndefined();
    },
  );

  it.each([
    ['order-1.2.0.json', 'order', '1.2.0'],
    ['order-1.2.0-rc.1.avsc', 'order', '1.2.0-rc.1'],
    ['order_v3.proto', 'order', 'v3'],
    ['order.v1.2.yaml', 'order', 'v1.2'],
    ['order@2.0.0.json', 'order', '2.0.0'],
    ['order-placed-1-0-2.json', 'order-placed', '1-0-2'],
    ['order-2026-03-02.json', 'order', '2026-03-02'],
    ['1-0-0', '', '1-0-0'],
    ['1.2.0', '', '1.2.0'],
    ['v3.JSON', '', 'v3'],
  ])('splits %s', (name, stem, text) => {
    expect(splitVersionedName(name)).toMatchObject({ stem, label: { text } });
  });

  it.each(['order.json', 'order2.json', 'README.md', 'v.json'])('finds none in %s', (name) => {
    expect(splitVersionedName(name)).toBeUndefined();
  });

  it('puts the oldest first, pre-releases before their release, and numbers by value', () => {
    const sorted = (texts: readonly string[]) =>
      texts
        .map(label)
        .sort(compareLabels)
        .map(({ text }) => text);
    expect(sorted(['1.10.0', '1.9.0', '1.10.0-rc.2', '1.10.0-rc.10', 'v1.0.0'])).toEqual([
      'v1.0.0',
      '1.9.0',
      '1.10.0-rc.2',
      '1.10.0-rc.10',
      '1.10.0',
    ]);
    expect(sorted(['1-0-10', '1-0-9', '1-1-0', '2-0-0'])).toEqual(['1-0-9', '1-0-10', '1-1-0', '2-0-0']);
    expect(sorted(['v10', 'v9', '2026-03-02', '2026-02-28'])).toEqual(['v9', 'v10', '2026-02-28', '2026-03-02']);
  });

  it.each([
    ['1.0.0', '2.0.0', 'major'],
    ['1.0.0', '1.1.0', 'minor'],
    ['1.0.0', 'v1.0.1', 'patch'],
    ['1.0.0', 'v1.0.0', 'none'],
    ['1.0.0', '1.4.2', 'minor'],
    ['0.1.0', '0.2.0', 'major'],
    ['0.1.0', '0.1.1', 'minor'],
    ['1.0.0', '1.1.0-rc.1', 'minor'],
    ['1.1.0-rc.1', '1.1.0', undefined],
    ['1-0-0', '2-0-0', 'major'],
    ['1-0-0', '1-1-0', 'minor'],
    ['1-0-0', '1-0-3', 'patch'],
    ['1-0-0', 'v1-0-0', 'none'],
    ['1-0-0', '1.1.0', undefined],
    ['v1', 'v2', undefined],
    ['2026-03-02', '2026-04-02', undefined],
  ])('takes a step from %s to %s for %s', (from, to, rise) => {
    expect(declaredRise(label(from), label(to))).toBe(rise);
  });

  it.each([
    ['1.1.0', 'major', false, 'major', 'major'],
    ['1.1.0', 'minor', true, 'minor', 'minor'],
    ['1.1.0', 'patch', true, 'patch', 'minor'],
    ['1.1.0', 'none', false, 'none', 'major'],
    ['1-1-0', 'minor', true, 'patch', 'patch'],
    ['1-1-0', 'major', false, 'minor', 'major'],
    // In mode `forward` a break of old data asks for nothing by the mode, and for a revision all the same.
    ['1-1-0', 'minor', false, 'minor', 'major'],
  ] as const)('asks of %s (%s, old data holds: %s) at least %s', (to, required, backward, least, most) => {
    expect(risesFor(label(to), { required, backward })).toEqual({ least, most });
  });
});
