import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { severalPivots } from './several-pivots.js';

const MESSAGES = `services: { s: {} }
events:
  Started: { payload: { id: uuid } }
  Done: {}
  Bad: {}
commands:
  A: { handler: s, success: Done, failure: [Bad] }
  B: { handler: s, success: Done, failure: [Bad] }
`;

const found = (steps: string) =>
  findingsOf(severalPivots, `${MESSAGES}sagas: { S: { start: Started, correlation: id, steps: ${steps} } }`);

const SECOND = 'pivot: `S` has a second point of no return in `B`: the first one, `A`, is the one that counts.';

describe('several-pivots', () => {
  it.each([
    ['no pivot', '[{ do: A }, { do: B }]'],
    ['one pivot', '[{ do: A }, { do: B, pivot: true }]'],
    ['a pivot that is denied', '[{ do: A, pivot: true }, { do: B, pivot: false }]'],
    [
      'what the compiler refuses in a loop',
      '[{ do: A, pivot: true }, { forEach: 3, steps: [{ do: B, pivot: true }] }]',
    ],
    [
      'what the compiler refuses before a retry',
      '[{ do: A, pivot: true, onFailure: { Bad: { steps: [{ do: B, pivot: true }], then: retry } } }]',
    ],
  ])('accepts %s', async (_, steps) => {
    expect(await found(steps)).toEqual([]);
  });

  it.each([
    ['one after the other', '[{ do: A, pivot: true }, { do: B, pivot: true }]'],
    ['in branches side by side', '[{ parallel: [{ do: A, pivot: true }, { do: B, pivot: true }] }]'],
    [
      'under opposite conditions',
      '[{ do: A, pivot: true, when: Started }, { do: B, pivot: true, when: "not Started" }]',
    ],
    [
      'in what replaces the first',
      '[{ do: A, pivot: true, onFailure: { Bad: { steps: [{ do: B, pivot: true }], then: continue } } }]',
    ],
  ])('finds two %s', async (_, steps) => {
    expect(await found(steps)).toEqual([SECOND]);
  });

  it('finds one on an await, and each that is too many', async () => {
    const steps = '[{ do: A, pivot: true }, { await: Done, timeout: 1h, pivot: true }, { do: B, pivot: true }]';
    expect(await found(steps)).toEqual([SECOND.replace('`B`', '`Done`'), SECOND]);
  });
});
