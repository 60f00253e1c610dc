import { describe, expect, it } from 'vitest';
import { catalogOf, EXAMPLE_DAY, findingsOf } from '../../rule-tester.js';
import { lintCatalog } from '../../run.js';
import { removedWithoutDeprecation as rule } from './removed-without-deprecation.js';

const majors = (old: string, now: string, rest = '') =>
  `events:\n  E@1: { payload: { ${old} }${rest} }\n  E: { payload: { ${now} } }\n`;

async function since(earlier: string, now: string): Promise<readonly string[]> {
  const [previous, current] = [await catalogOf(earlier), await catalogOf(now)];
  expect([...previous.before, ...current.before]).toEqual([]);
  const options = { only: [rule.id], rules: [rule], previous: previous.catalog, today: EXAMPLE_DAY };
  return lintCatalog(current.catalog, options).map(
    ({ span, message }) => `${span ? now.slice(span.start, span.end) : ''}: ${message}`,
  );
}

const SERVICES = 'services:\n  a: {}\n  b: {}\n';

describe('removed-without-deprecation', () => {
  it('points at the field that should have been marked', async () => {
    expect(await findingsOf(rule, majors('id: uuid, note: string?', 'id: uuid'))).toEqual([
      'note: `note` of `E@1` is gone in `E` and was never deprecated.',
    ]);
  });

  it.each([
    ['a field that was deprecated', 'note: { type: string, deprecated: true }', '', ''],
    ['an older major that is deprecated as a whole', 'note: string', '', ', deprecated: { sunset: 2027-01-01 }'],
    ['a rename', 'amt: int', 'amount: { type: int, renamedFrom: amt }', ''],
    ['what looks like a rename', 'amt: int', 'amount: int', ''],
    ['what was added', '', 'note: string', ''],
  ])('is silent about %s', async (_, old, now, rest) => {
    expect(await findingsOf(rule, majors(old, now, rest))).toEqual([]);
  });

  it('compares fields with an earlier state', async () => {
    expect(
      await since(
        'events:\n  E: { payload: { id: uuid, note: string } }\n',
        'events:\n  E: { payload: { id: uuid } }\n',
      ),
    ).toEqual(['E: `E` had a field `note` before, which is gone without having been deprecated.']);
    expect(
      await since(
        'events:\n  E: { payload: { note: { type: string, deprecated: true } } }\n',
        'events:\n  E: { payload: {} }\n',
      ),
    ).toEqual([]);
    expect(
      await since('types:\n  T: { fields: { a: int, b: string } }\n', 'types:\n  T: { fields: { a: int } }\n'),
    ).toHaveLength(1);
  });

  it('tells a removal of a new major once', async () => {
    expect(await since('events:\n  E: { payload: { note: string } }\n', majors('note: string', ''))).toEqual([
      'note: `note` of `E@1` is gone in `E` and was never deprecated.',
    ]);
  });

  it('tells of a message that is gone at who is still there', async () => {
    const left = `${SERVICES}events:\n  Other: {}\n`;
    expect(await since(`${SERVICES}events:\n  E: { producer: a, consumers: [b] }\n  Other: {}\n`, left)).toEqual([
      'a: The event `E` that `a` published is gone without having been deprecated; `b` read it.',
    ]);
    expect(await since(`${SERVICES}commands:\n  C: { handler: b }\n`, left)).toEqual([
      'b: The command `C` that `b` handled is gone without having been deprecated.',
    ]);
    expect(
      await since('services:\n  gone: {}\n  b: {}\nevents:\n  E: { producer: gone, consumers: [b] }\n', left),
    ).toEqual(['b: The event `E` is gone without having been deprecated; `b` read it.']);
  });

  it('minds the sunset', async () => {
    const earlier = (sunset: string) => `${SERVICES}events:\n  E: { producer: a, deprecated: { ${sunset} } }\n`;
    expect(await since(earlier('sunset: 2026-06-02'), SERVICES)).toEqual([
      'a: The event `E` that `a` published is gone before its sunset on 2026-06-02.',
    ]);
    expect(await since(earlier('sunset: 2026-06-01'), SERVICES)).toEqual([]);
    expect(await since(earlier('since: 1.0.0'), SERVICES)).toEqual([]);
  });

  it('does not miss what has another name here and the old one on the wire, or became an older major', async () => {
    const earlier = `${SERVICES}events:\n  E: { producer: a }\n`;
    expect(await since(earlier, `${SERVICES}events:\n  F: { producer: a, wire: E }\n`)).toEqual([]);
    expect(await since(earlier, `${SERVICES}events:\n  E@1: { producer: a }\n`)).toEqual([]);
    expect(await since(earlier.replace('E:', 'E@1:'), `${SERVICES}events:\n  E: { producer: a }\n`)).toHaveLength(1);
  });
});
