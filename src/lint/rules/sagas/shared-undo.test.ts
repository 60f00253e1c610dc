import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { sharedUndo } from './shared-undo.js';

const MESSAGES = `services: { s: {} }
events:
  Started: { payload: { id: uuid, no: string } }
  ADone: { payload: { id: uuid, handle: uuid } }
  BDone: { payload: { id: uuid, handle: uuid } }
  Bad: {}
  Undone: {}
commands:
  A: { handler: s, success: ADone, failure: [Bad] }
  B: { handler: s, success: BDone, failure: [Bad] }
  Undo: { handler: s, payload: { id: uuid }, success: Undone }
  UndoWhat: { handler: s, payload: { id: uuid, what: enum(a|b) }, success: Undone }
  UndoWhy: { handler: s, payload: { id: uuid, why: string }, success: Undone }
  UndoHandle: { handler: s, payload: { handle: uuid? }, success: Undone }
  UndoNo: { handler: s, payload: { no: string }, success: Undone }
`;

const found = (steps: string) =>
  findingsOf(sharedUndo, `${MESSAGES}sagas: { S: { start: Started, correlation: id, steps: ${steps} } }`);
const says = (undo: string, one = '`A`', other = '`B`') => [
  `${undo}: \`${undo}\` undoes ${one} and ${other} of \`S\`, and nothing in its data says which of them.`,
];

describe('shared-undo', () => {
  it.each([
    ['an undo for each', '[{ do: A, undo: Undo }, { do: B, undo: UndoNo }]'],
    [
      'what `undo.with` tells apart',
      '[{ do: A, undo: { do: UndoWhat, with: { what: a } } }, { do: B, undo: { do: UndoWhat, with: { what: b } } }]',
    ],
    ['what the answers tell apart', '[{ do: A, undo: UndoHandle }, { do: B, undo: UndoHandle }]'],
    ['the same command twice', '[{ do: A, undo: Undo }, { do: A, name: again, undo: Undo }]'],
    [
      'steps under opposite conditions',
      '[{ do: A, undo: Undo, when: Started }, { do: B, undo: Undo, when: not Started }]',
    ],
    [
      'steps in groups under conditions',
      `[{ do: A, undo: Undo, when: "Started.no == 'x'" }, { parallel: [{ do: B, undo: Undo }], when: "Started.no == 'y'" }]`,
    ],
    [
      'a step in place of one that failed',
      '[{ do: A, undo: Undo, onFailure: { Bad: { steps: [{ do: B, undo: Undo }], then: continue } } }]',
    ],
    ['an undo behind the pivot, which never runs', '[{ do: A, undo: Undo, pivot: true }, { do: B, undo: Undo }]'],
    ['an unknown command', '[{ do: A, undo: Nothing }, { do: B, undo: Nothing }]'],
  ])('accepts %s', async (_, steps) => {
    expect(await found(steps)).toEqual([]);
  });

  it.each([
    ['no data but the run', '[{ do: A, undo: Undo }, { do: B, undo: Undo }]', 'Undo'],
    ['the same data of the start', '[{ do: A, undo: UndoNo }, { do: B, undo: UndoNo }]', 'UndoNo'],
    [
      'the same constant',
      '[{ do: A, undo: { do: UndoWhat, with: { what: a } } }, { do: B, undo: { do: UndoWhat, with: { what: a } } }]',
      'UndoWhat',
    ],
    [
      'causes, which do not tell steps apart',
      '[{ do: A, undo: { do: UndoWhy, with: { why: { else: x } } } }, { do: B, undo: { do: UndoWhy, with: { why: { Bad: y, else: x } } } }]',
      'UndoWhy',
    ],
    ['one condition', '[{ do: A, undo: Undo }, { do: B, undo: Undo, when: Started }]', 'Undo'],
    ['the same condition', '[{ do: A, undo: Undo, when: Started }, { do: B, undo: Undo, when: Started }]', 'Undo'],
    ['branches side by side', '[{ parallel: [{ do: A, undo: Undo }, { do: B, undo: Undo }] }]', 'Undo'],
  ])('finds %s', async (_, steps, undo) => {
    expect(await found(steps)).toEqual(says(undo));
  });

  it('finds what undoes the start and a step', async () => {
    expect(await found('[{ undo: Undo }, { do: B, undo: Undo }]')).toEqual(says('Undo', 'the start'));
  });
});
