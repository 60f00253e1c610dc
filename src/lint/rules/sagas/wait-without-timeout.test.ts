import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { waitWithoutTimeout } from './wait-without-timeout.js';

const saga = (steps: string, more = '') => `sagas:
  S: { start: E, steps: [${steps}]${more} }
events: { E: { payload: { at: timestamp } }, A: {}, B: {}, Bad: {} }
commands: { Do: { success: A, failure: [Bad] } }
`;

describe('wait-without-timeout', () => {
  it.each([
    ['a timeout', '{ await: A, timeout: 1h }'],
    ['an optional one with a timeout', '{ await: A, timeout: 1h, optional: true }'],
    ['a pause', '{ wait: 1h }'],
    ['a pause that an event ends', '{ wait: E.at, until: A }'],
    ['rounds that an event ends', '{ forEach: 3, until: A, steps: [{ wait: 1h }] }'],
    ['a command without a time limit', '{ do: Do }'],
  ])('accepts %s', async (_, steps) => {
    expect(await findingsOf(waitWithoutTimeout, saga(steps))).toEqual([]);
  });

  it.each([
    ['{ await: A }', '', 'A: `S` waits for `A` without a time limit.'],
    ['{ await: [A, B], failure: [Bad] }', '', 'A: `S` waits for `A` or `B` without a time limit.'],
    ['{ await: A, optional: true }', '', 'A: `S` waits for `A` without a time limit.'],
    ['{ parallel: [{ await: A }, { do: Do }] }', '', 'A: `S` waits for `A` without a time limit.'],
    ['{ forEach: 2, steps: [{ await: A }] }', '', 'A: `S` waits for `A` without a time limit.'],
    [
      '{ do: Do, onFailure: { Bad: { steps: [{ await: B }], then: retry } } }',
      '',
      'B: `S` waits for `B` without a time limit.',
    ],
    [
      '{ await: A, pivot: true }',
      ', deadline: 2d',
      'A: `S` waits for `A` with no other limit than the deadline of the whole, 2d.',
    ],
    [
      '{ do: Do, pivot: true }, { await: B }',
      ', deadline: 2d',
      'B: `S` waits for `B` without a time limit, for its deadline of 2d ends nothing behind the pivot.',
    ],
  ])('finds %s', async (steps, more, expected) => {
    expect(await findingsOf(waitWithoutTimeout, saga(steps, more))).toEqual([expected]);
  });
});
