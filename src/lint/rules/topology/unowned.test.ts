import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { unowned as rule } from './unowned.js';

const flow = (rest: string) =>
  `services:\n  a: { owner: one }\n  b: { owner: two }\n  c: { owner: one }\n  e: { external: true }\nevents:\n  X: {}\nflows:\n  F: { ${rest} }\n`;

describe('unowned', () => {
  it('asks services of ours', async () => {
    expect(
      await findingsOf(
        rule,
        'services:\n  a: {}\n  b: { owner: x }\n  c: { external: true }\n  d: { domain: sales }\n',
      ),
    ).toEqual(['a: `a` has no owner.', 'd: `d` has no owner.']);
  });

  it('asks a flow over the services of several teams', async () => {
    expect(await findingsOf(rule, flow('reactions: [{ on: X, by: a }, { on: X, by: b }]'))).toEqual([
      'F: `F` goes over the services of 2 teams (`one` and `two`) and has no owner.',
    ]);
  });

  it.each([
    ['a flow with an owner', 'owner: one, reactions: [{ on: X, by: a }, { on: X, by: b }]'],
    ['a flow of one team', 'reactions: [{ on: X, by: a }, { on: X, by: c }, { on: X, by: e }]'],
    ['a flow of nobody', 'reactions: [{ on: X }]'],
  ])('is silent about %s', async (_, rest) => {
    expect(await findingsOf(rule, flow(rest))).toEqual([]);
  });
});
