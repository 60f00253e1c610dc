import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { godSaga } from './god-saga.js';

const build = (
  steps: readonly string[],
) => `services: { own: {}, ${Array.from({ length: 9 }, (_, at) => `s${at}: {}`).join(', ')} }
events: { E: { payload: { id: uuid } }, F: {}, Ok: {} }
commands:
  Own: { handler: own, success: Ok, failure: [F] }
${Array.from({ length: 9 }, (_, at) => `  C${at}: { handler: s${at}, success: Ok, failure: [F] }`).join('\n')}
sagas:
  S: { service: own, start: E, correlation: id, steps: [${steps.join(', ')}] }
`;
const times = (count: number, step: (at: number) => string) => Array.from({ length: count }, (_, at) => step(at));

const settings = (options: string) => `catalog: x\nlint: { rules: { god-saga: ${options} } }\n`;

describe('god-saga', () => {
  it.each([
    ['as many steps as are allowed', times(15, (at) => `{ do: Own, name: n${at} }`)],
    [
      'pauses, groups and undos, which are no steps',
      [...times(15, (at) => `{ do: Own, name: n${at} }`), ...times(3, () => '{ wait: 1m }')],
    ],
    ['as many services as are allowed, and its own', [...times(7, (at) => `{ do: C${at} }`), '{ do: Own }']],
    ['as many branches as are allowed', times(10, (at) => `{ do: Own, name: n${at}, when: "true" }`)],
  ])('accepts %s', async (_, steps) => {
    expect(await findingsOf(godSaga, build(steps))).toEqual([]);
  });

  it.each([
    [
      'steps, wherever they stand',
      [
        ...times(13, (at) => `{ do: Own, name: n${at} }`),
        '{ forEach: 2, steps: [{ await: E, timeout: 1h }] }',
        '{ parallel: [{ do: Own, name: p }, { do: Own, name: q }] }',
      ],
      '`S` does too much for one saga: it has 16 steps, 1 more than 15.',
    ],
    [
      'services, those of undos and checks too',
      ['{ do: Own, undo: C0, check: C1 }', ...times(6, (at) => `{ do: C${at + 2} }`)],
      '`S` does too much for one saga: it has 8 services (`s0`, `s1`, `s2`, `s3`, `s4`, `s5`, `s6`, `s7`), 1 more than 7.',
    ],
    [
      'branches of every kind',
      [
        ...times(8, (at) => `{ do: Own, name: n${at}, when: "true" }`),
        '{ do: Own, name: last, onFailure: { F: { steps: [], then: skip }, timeout: { steps: [], then: skip } } }',
        '{ parallel: [{ do: Own, name: p }, { do: Own, name: q }, { do: Own, name: r }] }',
      ],
      '`S` does too much for one saga: it has 12 branches, 2 more than 10.',
    ],
  ])('finds too many %s', async (_, steps, expected) => {
    expect(await findingsOf(godSaga, build(steps))).toEqual([`S: ${expected}`]);
  });

  it('goes by its options', async () => {
    const text = build(['{ do: C0 }', '{ do: C1, when: "true" }']);
    expect(await findingsOf(godSaga, text, settings('{ maxSteps: 1, maxServices: 1 }'))).toEqual([
      'S: `S` does too much for one saga: it has 2 steps, 1 more than 1, and 2 services (`s0`, `s1`), 1 more than 1.',
    ]);
    expect(await findingsOf(godSaga, text, settings('{ maxBranches: 1 }'))).toEqual([]);
  });
});
