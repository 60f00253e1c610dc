import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { unreachableCompensation } from './unreachable-compensation.js';

const MESSAGES = `services: { s: {} }
events:
  Started: { payload: { id: uuid } }
  Done: {}
  Bad: {}
  Unsure: { effect: unknown }
  Undone: {}
commands:
  A: { handler: s, success: Done, failure: [Bad, Unsure] }
  B: { handler: s, success: Done, failure: [Bad, Unsure] }
  P: { handler: s, success: Done, failure: [Bad, Unsure] }
  Undo: { handler: s, success: Undone }
`;

const found = (steps: string) =>
  findingsOf(unreachableCompensation, `${MESSAGES}sagas: { S: { start: Started, correlation: id, steps: ${steps} } }`);

describe('unreachable-compensation', () => {
  it.each([
    ['undos before the pivot', '[{ do: A, undo: Undo }, { do: P, pivot: true }, { do: B }]'],
    ['an undo on the pivot, which may have happened', '[{ do: P, pivot: true, undo: Undo }, { do: B }]'],
    ['a saga without a pivot', '[{ do: A, undo: Undo }, { do: B, undo: Undo }]'],
    ['the undo of a step beside the pivot', '[{ parallel: [{ do: P, pivot: true }, { do: A, undo: Undo }] }]'],
    [
      'what is undone before it is tried again',
      '[{ do: P, pivot: true }, { do: A, undo: Undo, onFailure: { timeout: { then: retry } } }]',
    ],
    [
      'what is undone before it is left out',
      '[{ do: P, pivot: true }, { do: A, undo: Undo, onFailure: { Unsure: { then: skip } } }]',
    ],
    [
      'a saga with two pivots, which several-pivots finds',
      '[{ do: P, pivot: true }, { do: A, pivot: true, undo: Undo }, { do: B, undo: Undo }]',
    ],
    ['an undo of the start', '[{ undo: Undo }, { do: P, pivot: true }, { do: A }]'],
  ])('accepts %s', async (_, steps) => {
    expect(await found(steps)).toEqual([]);
  });

  it.each([
    ['behind the pivot', '[{ do: P, pivot: true }, { do: A, undo: Undo }]'],
    ['in a group behind it', '[{ do: P, pivot: true }, { parallel: [{ do: A, undo: Undo }, { do: B }] }]'],
    ['behind it in its branch', '[{ parallel: [[{ do: P, pivot: true }, { do: A, undo: Undo }], { do: B }] }]'],
    ['of an optional step', '[{ do: P, pivot: true }, { do: A, optional: true, undo: Undo }]'],
    [
      'of a step that refuses cleanly before it is left out',
      '[{ do: P, pivot: true }, { do: A, undo: Undo, onFailure: { Bad: { then: skip } } }]',
    ],
    [
      'of a step that lives on with silence',
      '[{ do: P, pivot: true }, { do: A, undo: Undo, onFailure: { timeout: { then: continue } } }]',
    ],
  ])('finds an undo %s', async (_, steps) => {
    expect(await found(steps)).toEqual([
      'Undo: `Undo` never undoes `A`: behind the pivot `P` nothing of `S` is taken back.',
    ]);
  });
});
