import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { noPivot } from './no-pivot.js';

const MESSAGES = `services: { s: {} }
events: { Started: { payload: { id: uuid } }, Done: {}, Bad: {}, Came: {} }
commands:
  A: { handler: s, success: Done, failure: [Bad] }
  B: { handler: s, success: Done, failure: [Bad] }
  C: { handler: s, success: Done }
  Look: { handler: s, effect: none, success: Done }
  Undo: { handler: s, success: Done }
`;

const found = (steps: string) =>
  findingsOf(noPivot, `${MESSAGES}sagas: { S: { start: Started, correlation: id, steps: ${steps} } }`);

describe('no-pivot', () => {
  it.each([
    ['undos everywhere', '[{ do: A, undo: Undo }, { do: B, undo: Undo }]'],
    ['one step without an undo', '[{ do: A, undo: Undo }, { do: B }]'],
    ['reasons to leave it', '[{ do: A, noUndo: It expires. }, { do: B }]'],
    ['a pivot', '[{ do: A }, { do: B, pivot: true }, { do: C }]'],
    ['a pivot on an await', '[{ do: A }, { await: Came, timeout: 1h, pivot: true }, { do: B }]'],
    ['a pivot in a group', '[{ parallel: [{ do: A, pivot: true }, { do: B }] }]'],
    ['what only reads', '[{ do: Look }, { do: B }]'],
    ['what is optional', '[{ do: A }, { do: B, optional: true }]'],
    ['what answers a failure', '[{ do: A, onFailure: { Bad: { steps: [{ do: B }], then: retry } } }]'],
    ['an unknown command', '[{ do: A }, { do: Unknown }]'],
  ])('accepts %s', async (_, steps) => {
    expect(await found(steps)).toEqual([]);
  });

  it.each([
    ['two steps', '[{ do: A }, { do: B }]', '`A` and `B`'],
    ['three steps', '[{ do: A }, { do: B, when: Started }, { do: C }]', '`A`, `B` and `C`'],
    ['steps in groups', '[{ parallel: [{ do: A }, { do: B }] }, { do: Look }]', '`A` and `B`'],
    ['steps in loops', '[{ do: A }, { forEach: 2, steps: [{ do: B }] }]', '`A` and `B`'],
  ])('finds %s', async (_, steps, names) => {
    expect(await found(steps)).toEqual([
      `S: \`S\` has no pivot, and nothing undoes ${names}: nobody says from where on it can only go forward.`,
    ]);
  });
});
