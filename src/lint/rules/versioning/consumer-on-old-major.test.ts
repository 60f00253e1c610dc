import { describe, expect, it } from 'vitest';
import { catalogOf, findingsOf, runRule } from '../../rule-tester.js';
import { lintCatalog } from '../../run.js';
import { consumerOnOldMajor as rule } from './consumer-on-old-major.js';

const HEAD = 'services:\n  a: {}\n  b: {}\n  c: {}\n';
const events = (old: string, now = '') => `${HEAD}events:\n  E@1: { ${old} }\n  E: { version: 2.0.0, ${now} }\n`;
const NONE = '`E` (2.0.0) is there; the older one is not even deprecated.';

describe('consumer-on-old-major', () => {
  it('points at each place that goes by the older major', async () => {
    expect(await findingsOf(rule, events('consumers: [b, { service: c }]'))).toEqual([
      `b: \`b\` uses \`E@1\`, and ${NONE}`,
      `c: \`c\` uses \`E@1\`, and ${NONE}`,
    ]);
    expect(await findingsOf(rule, `${events('')}flows:\n  F: { reactions: [{ on: E@1, by: b }] }\n`)).toEqual([
      `E@1: The flow \`F\` uses \`E@1\`, and ${NONE}`,
    ]);
    expect(
      await findingsOf(
        rule,
        `${events('')}sagas:\n  S: { service: b, start: E@1, hears: [E@1], steps: [{ await: E@1, timeout: 1m }] }\n`,
      ),
    ).toHaveLength(3);
  });

  it('judges senders and steps of commands', async () => {
    const definitions = `${HEAD}events:\n  Begun: {}\ncommands:\n  C@1: { handler: a, senders: [b] }\n  C: { handler: a, senders: [c] }\nsagas:\n  S: { service: b, start: Begun, steps: [{ do: C@1, name: One, undo: C@1 }] }\n`;
    expect(await findingsOf(rule, definitions)).toEqual([
      'b: `b` uses `C@1`, and `C` is there; the older one is not even deprecated.',
      'C@1: The saga `S` uses `C@1`, and `C` is there; the older one is not even deprecated.',
      'C@1: The saga `S` uses `C@1`, and `C` is there; the older one is not even deprecated.',
    ]);
  });

  it('prints the plan', async () => {
    const plan = (deprecated: string) => findingsOf(rule, events(`consumers: [b], deprecated: { ${deprecated} }`));
    expect(await plan('since: 2.0.0')).toEqual([
      'b: `b` uses `E@1`, and `E` (2.0.0) is there; the older one is deprecated without a date.',
    ]);
    expect(await plan('sunset: 2026-08-30')).toEqual([
      'b: `b` uses `E@1`, and `E` (2.0.0) is there; the older one goes away on 2026-08-30, in 90 days.',
    ]);
    expect(await plan('sunset: 2026-05-30')).toEqual([
      'b: `b` uses `E@1`, and `E` (2.0.0) is there; the older one was to be gone on 2026-05-30, 2 days ago.',
    ]);
    expect(await plan('sunset: 2026-08-31')).toEqual([]);
  });

  it('takes the notice from the options', async () => {
    const settings = 'catalog: test\nlint: { rules: { consumer-on-old-major: { noticeDays: 10 } } }\n';
    const definitions = events('consumers: [b], deprecated: { sunset: 2026-07-01 }');
    expect(await findingsOf(rule, definitions, settings)).toEqual([]);
    expect(await findingsOf(rule, definitions)).toHaveLength(1);
  });

  it('takes any sunset for a plan where the day is not known', async () => {
    const { catalog } = await catalogOf(events('consumers: [b], deprecated: { sunset: 2020-01-01 }'));
    expect(lintCatalog(catalog, { only: [rule.id], rules: [rule] })).toEqual([]);
  });

  it('compares with the newest major, also where the name itself is gone', async () => {
    const { findings } = await runRule(rule, `${HEAD}events:\n  E@1: { consumers: [b] }\n  E@2: { version: 2.3.0 }\n`);
    expect(findings.map(({ help }) => help)).toEqual([
      'Move it to `E@2`, or deprecate `E@1` with a `sunset` by which it will have moved.',
    ]);
  });

  it.each([
    ['who reads both', events('consumers: [b]', 'consumers: [b]')],
    ['who is told by their flow', `${events('', 'consumers: [c]')}`],
    ['what answers with it', `${events('producer: a')}commands:\n  C: { handler: a, success: E@1, failure: [E] }\n`],
    [
      'a reaction that still publishes it',
      `${events('', '')}  X: { producer: a }\nflows:\n  F: { reactions: [{ on: X, by: a, emits: [E@1, E] }] }\n`,
    ],
    ['an older major alone', `${HEAD}events:\n  E@1: { consumers: [b] }\n`],
  ])('is silent about %s', async (_, definitions) => {
    expect(await findingsOf(rule, definitions)).toEqual([]);
  });

  it('says once what the consumer and its flow both say', async () => {
    expect(
      await findingsOf(rule, `${events('consumers: [b]')}flows:\n  F: { reactions: [{ on: E@1, by: b }] }\n`),
    ).toHaveLength(1);
  });
});
