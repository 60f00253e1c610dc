import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { fallibleAfterPivot } from './fallible-after-pivot.js';

const MESSAGES = `services: { s: {} }
events:
  Started: { payload: { id: uuid } }
  Done: {}
  Bad: {}
  Worse: {}
  Busy: { retryable: true }
  Came: {}
  Gone: {}
commands:
  P: { handler: s, success: Done, failure: [Bad] }
  A: { handler: s, success: Done, failure: [Bad] }
  Both: { handler: s, success: Done, failure: [Bad, Worse, Busy] }
  Again: { handler: s, success: Done, failure: [Busy] }
  Sure: { handler: s, success: Done }
`;

const found = (steps: string) =>
  findingsOf(fallibleAfterPivot, `${MESSAGES}sagas: { S: { start: Started, correlation: id, steps: ${steps} } }`);

describe('fallible-after-pivot', () => {
  it.each([
    ['what may fail before the pivot, and the pivot', '[{ do: A }, { do: P, pivot: true }, { do: Sure }]'],
    ['a saga without a pivot', '[{ do: A }, { do: P }]'],
    ['an optional step', '[{ do: P, pivot: true }, { do: A, optional: true }]'],
    ['a handled failure', '[{ do: P, pivot: true }, { do: A, onFailure: { Bad: { then: continue } } }]'],
    ['a failure that is tried again', '[{ do: P, pivot: true }, { do: A, onFailure: { Bad: { then: retry } } }]'],
    ['a failure worth another attempt', '[{ do: P, pivot: true }, { do: Again }]'],
    ['silence', '[{ do: P, pivot: true }, { do: Sure }, { await: Came, timeout: 1h }]'],
    ['a branch beside the pivot', '[{ parallel: [{ do: P, pivot: true }, { do: A }] }]'],
    [
      'a saga with two pivots, which several-pivots finds',
      '[{ do: P, pivot: true }, { do: A, pivot: true }, { do: Both }]',
    ],
    ['an unknown command', '[{ do: P, pivot: true }, { do: Unknown }]'],
    [
      'what answers a failure of the pivot',
      '[{ do: P, pivot: true, onFailure: { Bad: { steps: [{ do: A }], then: continue } } }]',
    ],
  ])('accepts %s', async (_, steps) => {
    expect(await found(steps)).toEqual([]);
  });

  it.each([
    ['a step', '[{ do: P, pivot: true }, { do: A }]'],
    ['a step in a group', '[{ do: P, pivot: true }, { parallel: [{ do: Sure }, { do: A }] }]'],
    ['a step in a loop', '[{ do: P, pivot: true }, { forEach: 2, steps: [{ do: A }] }]'],
    ['a failure that is only answered', '[{ do: P, pivot: true }, { do: A, onFailure: { Bad: { then: unwind } } }]'],
    [
      'a failure beside a handled silence',
      '[{ do: P, pivot: true }, { do: A, onFailure: { timeout: { then: skip } } }]',
    ],
    ['a step that only some runs come to', '[{ do: P, pivot: true }, { do: A, when: Started }]'],
  ])('finds %s', async (_, steps) => {
    expect(await found(steps)).toEqual(['A: `A` may answer `Bad` behind the pivot `P`, and then `S` is stuck.']);
  });

  it('names every failure that is left', async () => {
    expect(await found('[{ do: P, pivot: true }, { do: Both, name: twice }]')).toEqual([
      'Both: `twice` may answer `Bad` or `Worse` behind the pivot `P`, and then `S` is stuck.',
    ]);
  });

  it('finds an await that may end badly', async () => {
    expect(await found('[{ do: P, pivot: true }, { await: Came, failure: [Gone], timeout: 1h }]')).toEqual([
      'Came: `Came` may end with `Gone` behind the pivot `P`, and then `S` is stuck.',
    ]);
  });
});
