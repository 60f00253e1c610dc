import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { missingCompensation } from './missing-compensation.js';

const MESSAGES = `events:
  Started: { payload: { id: uuid } }
  ADone: {}
  BDone: {}
  CDone: { cannotFail: It only sets a flag. }
  LookedUp: {}
  Bad: {}
  Undone: {}
  Came: {}
commands:
  A: { handler: s, success: ADone, failure: [Bad] }
  B: { handler: s, success: BDone, failure: [Bad] }
  Sure: { handler: s, success: CDone }
  Look: { handler: s, effect: none, success: LookedUp, failure: [Bad] }
  Undo: { handler: s, success: Undone }
services: { s: {} }
`;

const found = (steps: string) =>
  findingsOf(missingCompensation, `${MESSAGES}sagas: { S: { start: Started, correlation: id, steps: ${steps} } }`);

describe('missing-compensation', () => {
  it.each([
    ['the last step, which is the pivot then', '[{ do: A }]'],
    ['an undo', '[{ do: A, undo: Undo }, { do: B }]'],
    ['a reason to leave it', '[{ do: A, noUndo: It expires. }, { do: B }]'],
    ['what only reads', '[{ do: Look }, { do: B }]'],
    ['the pivot and what follows', '[{ do: A, pivot: true }, { do: B }, { do: A, name: again }]'],
    ['nothing that can fail behind it', '[{ do: A }, { do: Sure }, { wait: 1m }]'],
    ['only what is optional behind it', '[{ do: A }, { do: B, optional: true }]'],
    [
      'only what is handled behind it',
      '[{ do: A }, { do: B, onFailure: { Bad: { then: skip }, timeout: { then: continue } } }]',
    ],
    [
      'what answers a failure',
      '[{ do: A, undo: Undo, onFailure: { Bad: { steps: [{ do: Sure }], then: unwind } } }, { do: B }]',
    ],
    ['an await that cannot run out', '[{ do: A }, { await: Came, timeout: 1h, optional: true }]'],
    ['an unknown command', '[{ do: Unknown }, { do: B }]'],
  ])('accepts %s', async (_, steps) => {
    expect(await found(steps)).toEqual([]);
  });

  it.each([
    ['a step before one that may fail', '[{ do: A }, { do: B }]', 'A', 'B'],
    ['a step before a check that may fail', '[{ do: A }, { do: Look }]', 'A', 'Look'],
    ['a step that cannot fail itself', '[{ do: Sure }, { do: A }]', 'Sure', 'A'],
    ['a step before a pivot on an await', '[{ do: A }, { await: Came, timeout: 1h, pivot: true }]', 'A', 'Came'],
    [
      'a failure that is tried again, in the end',
      '[{ do: A }, { do: B, onFailure: { Bad: { then: retry, rounds: 2 } } }]',
      'A',
      'B',
    ],
    [
      'a failure that is handled, and a silence that is not',
      '[{ do: A }, { do: B, onFailure: { Bad: { then: skip } } }]',
      'A',
      'B',
    ],
    [
      'a step in a branch beside one that may fail',
      '[{ parallel: [{ do: B, undo: Undo }, { do: Sure }] }]',
      'Sure',
      'B',
    ],
    ['an optional step', '[{ do: A, optional: true }, { do: B }]', 'A', 'B'],
  ])('finds %s', async (_, steps, step, next) => {
    expect(await found(steps)).toEqual([
      `${step}: What \`${step}\` did stays behind when \`${next}\` fails: nothing undoes it in \`S\`.`,
    ]);
  });

  it('finds the rounds that went before', async () => {
    expect(await found('[{ forEach: 3, steps: [{ do: A }] }]')).toEqual([
      'A: What `A` did in earlier rounds stays behind when a later round of `S` fails.',
    ]);
  });

  it('finds what a cancellation leaves behind', async () => {
    expect(await found('[{ do: A }, { do: Sure }], cancelOn: [Came]')).toEqual([
      'A: What `A` did stays behind when `Came` cancels `S`: nothing undoes it.',
    ]);
    expect(await found('[{ do: A, pivot: true }, { do: Sure }], cancelOn: [Came]')).toEqual([]);
  });

  it('proposes the command that takes it back', async () => {
    const { findings } = await runRule(missingCompensation, missingCompensation.bad);
    expect(findings[0]?.help).toContain('`ReleaseStock`');
  });
});
