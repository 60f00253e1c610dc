import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { hiddenSaga as rule } from './hidden-saga.js';

const NAMES = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
const HEAD = `services:\n${['s', 't', 'u', 'v'].map((name) => `  ${name}: {}\n`).join('')}events:\n${NAMES.map((name) => `  ${name}: {}\n`).join('')}`;
const flow = (...reactions: readonly string[]) =>
  `${HEAD}flows:\n  Long:\n    reactions:\n${reactions.map((one) => `      - { ${one} }\n`).join('')}`;
const found = (...reactions: readonly string[]) => findingsOf(rule, flow(...reactions));

const five = [
  'on: A, by: s, emits: B',
  'on: B, by: t, emits: C',
  'on: C, by: u, emits: D',
  'on: D, by: s, emits: E',
  'on: E, by: t, emits: F',
];

describe('hidden-saga', () => {
  it('counts hops and services and prints the way', async () => {
    expect(await found(...five)).toEqual([
      'Long: `Long` is a saga in hiding: 3 services (`s`, `t` and `u`), 5 hops in a row, more than 4.',
    ]);
    const { findings } = await runRule(rule, flow(...five));
    expect(findings[0]?.help).toMatch(/^The way is `A` -> `B` -> `C` -> `D` -> `E` -> `F`\. Let one service/);
  });

  it('takes the length from the options', async () => {
    const settings = 'catalog: test\nlint: { rules: { hidden-saga: { hops: 5 } } }\n';
    expect(await findingsOf(rule, flow(...five), settings)).toEqual([]);
    expect(await findingsOf(rule, flow(...five.slice(0, 3)), settings.replace('5', '2'))).toEqual([
      'Long: `Long` is a saga in hiding: 3 services (`s`, `t` and `u`), 3 hops in a row, more than 2.',
    ]);
  });

  it('finds what is taken back after a later failure', async () => {
    const definitions = flow(
      'on: A, by: s, emits: B',
      'on: B, by: t, emits: C, fails: [D]',
      'on: D, by: s, emits: E',
      'on: E, by: u, emits: F',
    );
    expect(await findingsOf(rule, definitions)).toEqual([
      'Long: `Long` is a saga in hiding: 3 services (`s`, `t` and `u`), 1 reaction that undoes what came before.',
    ]);
    const { findings } = await runRule(rule, definitions);
    expect(findings[0]?.labels).toMatchObject([{ text: '`s` takes back what it did' }]);
  });

  it.each([
    ['four hops', five.slice(0, 4)],
    ['many hops between two services', five.map((one) => one.replace('by: u', 'by: s'))],
    ['many listeners', NAMES.slice(1).map((name) => `on: A, by: s, emits: ${name}`)],
    [
      'a refusal that two services settle',
      ['on: A, by: s, emits: B', 'on: B, by: t, emits: C, fails: [D]', 'on: D, by: s, emits: E'],
    ],
    [
      'another attempt',
      [
        'on: A, by: s, emits: B',
        'on: B, by: t, emits: C, fails: [D]',
        'on: D, by: s, emits: B, after: 1h',
        'on: C, by: u, emits: E',
      ],
    ],
    [
      'somebody who only tells of all ends',
      [
        'on: A, by: s, emits: G',
        'on: A, by: t, emits: B',
        'on: B, by: u, emits: C, fails: [D]',
        'on: D, by: s, emits: G',
      ],
    ],
    [
      'who failed and says so once more',
      [
        'on: A, by: s, emits: B',
        'on: B, by: t, emits: C, fails: [D]',
        'on: C, by: u, emits: E',
        'on: D, by: t, emits: F',
      ],
    ],
  ])('is silent about %s', async (_, reactions) => {
    expect(await found(...reactions)).toEqual([]);
  });

  it('is not led astray by circles', async () => {
    expect(await found('on: A, by: s, emits: B', 'on: B, by: t, emits: A', 'on: B, by: u, emits: C')).toEqual([]);
  });
});
