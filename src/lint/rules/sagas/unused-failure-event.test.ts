import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { unusedFailureEvent } from './unused-failure-event.js';

const build = (abort: string, steps = '{ do: A }, { do: B, pivot: true }, { do: C }', more = '') => `services: { s: {} }
types: { Why: { enum: [a1, a2, a3, b1, slow, failed, unknown], unknown: unknown } }
events:
  E: { payload: { id: uuid } }
  Ok: { payload: { id: uuid } }
  A1: { payload: { id: uuid } }
  A2: { payload: { id: uuid } }
  A3: { payload: { id: uuid } }
  B1: { payload: { id: uuid } }
  C1: { payload: { id: uuid } }
  Over: { payload: { id: uuid, why: Why, short: enum(a1|failed|unknown), text: string? } }
commands:
  A: { handler: s, success: Ok, failure: [A1, A2, A3] }
  B: { handler: s, success: Ok, failure: [B1] }
  C: { handler: s, success: Ok, failure: [C1] }
  UndoA: { handler: s, payload: { why: Why? }, success: Ok }
sagas:
  S: { service: s, start: E, correlation: id, steps: [${steps}], abort: { emit: Over, with: { ${abort} } }${more} }
`;

describe('unused-failure-event', () => {
  it.each([
    ['causes that are all named', 'why: { A1: a1, A2: a2, A3: a3, B1: b1, else: unknown }'],
    ['causes that are not told apart', 'why: { timeout: slow, else: failed }'],
    ['no map at all', 'why: failed'],
    ['one end for all failures of a command, with a value of its own', 'why: { B1: b1, else: failed }'],
    ['one end for the last command', 'why: { A1: a1, A2: a2, A3: a3, else: failed }'],
    ['a map without else', 'why: { A1: a1, A2: a2, A3: a3, B1: b1, timeout: slow }'],
    ['what is told apart by another map', 'why: { A1: a1, else: failed }, text: { A2: x, A3: y, else: z }'],
  ])('accepts %s', async (_, abort) => {
    expect(await findingsOf(unusedFailureEvent, build(abort))).toEqual([]);
  });

  it('accepts what is handled, asked for in a guard, or comes behind the pivot', async () => {
    const handled = '{ do: A, onFailure: { A2: { steps: [], then: skip } } }, { do: B, pivot: true }, { do: C }';
    const abort = 'why: { A1: a1, A3: a3, B1: b1, else: unknown }';
    expect(await findingsOf(unusedFailureEvent, build(abort, handled))).toEqual([]);
    const asked = '{ do: A, undo: { do: UndoA, when: not A2 } }, { do: B, pivot: true }, { do: C }';
    expect(await findingsOf(unusedFailureEvent, build(abort, asked))).toEqual([]);
  });

  it.each(['retryable: true', 'effect: unknown'])(
    'accepts that a failure with %s tells no more than silence',
    async (mark) => {
      const text = build('why: { A1: a1, A2: a2, B1: b1, else: unknown }').replace('A3: { ', `A3: { ${mark}, `);
      expect(await findingsOf(unusedFailureEvent, text)).toEqual([]);
    },
  );

  it.each([
    [
      'a sibling of a named failure',
      'why: { A1: a1, A2: a2, else: failed }',
      'else: `S` never tells `A3` of `A` apart: in `Over.why` only `else` stands for it.',
    ],
    [
      'all siblings at once',
      'why: { A1: a1, else: failed }',
      'else: `S` never tells `A2` of `A` and `A3` of `A` apart: in `Over.why` only `else` stands for them.',
    ],
    [
      'what is told as unknown',
      'why: { A1: a1, A2: a2, A3: a3, else: unknown }',
      'else: `S` never tells `B1` of `B` apart: in `Over.why` only `else` stands for it.',
    ],
    [
      'what is told as unknown in an enumeration without a name',
      'short: { A1: a1, A2: failed, A3: failed, else: unknown }, why: failed',
      'else: `S` never tells `B1` of `B` apart: in `Over.short` only `else` stands for it.',
    ],
  ])('finds %s', async (_, abort, expected) => {
    expect(await findingsOf(unusedFailureEvent, build(abort))).toEqual([expected]);
  });

  it('tells of each failure once, for naming it once is enough', async () => {
    const maps = 'why: { A1: a1, A2: a2, else: failed }, short: { A1: a1, else: unknown }';
    expect(await findingsOf(unusedFailureEvent, build(maps))).toEqual([
      'else: `S` never tells `A3` of `A` apart: in `Over.why` only `else` stands for it.',
      'else: `S` never tells `B1` of `B` apart: in `Over.short` only `else` stands for it.',
    ]);
  });

  it('asks of an undo only what can make it run', async () => {
    const undo = (cases: string) =>
      `{ do: A, undo: { do: UndoA, with: { why: { ${cases} } } } }, { do: B, pivot: true }, { do: C }`;
    expect(await findingsOf(unusedFailureEvent, build('why: failed', undo('B1: b1, else: unknown')))).toEqual([]);
    expect(await findingsOf(unusedFailureEvent, build('why: failed', undo('A1: a1, else: unknown')))).toEqual([
      'else: `S` never tells `B1` of `B` apart: in `UndoA.why` only `else` stands for it.',
    ]);
  });
});
