import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { undoComesTooLate } from './undo-comes-too-late.js';

const build = (steps: string, more = '', refused = 'Gone', success = 'Booked') => `services: { s: {} }
events: { E: { payload: { id: uuid } }, Booked: {}, Gone: {}, Left: {}, Cancelled: {}, Paid: {}, Declined: {}, Stop: { payload: { id: uuid } } }
commands:
  Book: { handler: s, success: ${success} }
  Cancel: { handler: s, success: Cancelled, refusedAfter: [${refused}] }
  Pay: { handler: s, success: Paid, failure: [Declined] }
  Go: { handler: s, success: Gone, cannotFail: Never. }
  Note: { handler: s, success: Left, cannotFail: Never. }
sagas:
  S: { service: s, start: E, correlation: id, steps: [${steps}]${more} }
`;
const BOOK = '{ do: Book, undo: Cancel }';
const LATE =
  'Cancel: `Cancel` comes too late when `Pay` fails: it is refused after `Gone`, which has happened by then.';

describe('undo-comes-too-late', () => {
  it.each([
    ['nothing that can fail after the event', `${BOOK}, { do: Pay }, { do: Go }`],
    ['the event as the pivot', `${BOOK}, { await: Gone, timeout: 1h, pivot: true }, { do: Pay }`],
    ['the event behind the pivot', `${BOOK}, { do: Pay, pivot: true }, { do: Go }, { do: Pay, name: again }`],
    [
      'a failure that the saga lives with',
      `${BOOK}, { do: Go }, { do: Pay, onFailure: { Declined: { steps: [], then: skip }, timeout: { steps: [], then: skip } } }`,
    ],
    ['an optional step', `${BOOK}, { do: Go }, { do: Pay, optional: true }`],
    ['an event that only may have come', `${BOOK}, { do: Go, optional: true }, { do: Pay }`],
    ['an event behind a guard', `${BOOK}, { do: Go, when: E }, { do: Pay }`],
    ['one of two events', `${BOOK}, { await: [Gone, Left], timeout: 1h }, { do: Pay }`],
    ['an event beside it', `${BOOK}, { parallel: [{ do: Go }, { do: Pay }] }`],
    ['an undo that asks', '{ do: Book, undo: { do: Cancel, when: not Gone } }, { do: Go }, { do: Pay }'],
    ['an undo behind the pivot', `{ do: Pay, pivot: true }, ${BOOK}, { do: Go }, { do: Pay, name: again }`],
  ])('accepts %s', async (_, steps) => {
    expect(await findingsOf(undoComesTooLate, build(steps))).toEqual([]);
  });

  it('accepts an event that the catalog does not have', async () => {
    expect(await findingsOf(undoComesTooLate, build(`${BOOK}, { do: Pay }`, '', 'Nothing'))).toEqual([]);
  });

  it.each([
    ['an answer', `${BOOK}, { do: Go }, { do: Pay }`],
    [
      'an awaited event',
      `${BOOK}, { await: Gone, timeout: 1h, onFailure: { timeout: { steps: [], then: unwind } } }, { do: Pay }`,
    ],
    ['what came before the step', `{ do: Go }, ${BOOK}, { do: Pay }`],
    ['what the guard of the failing step asks for', `${BOOK}, { do: Go, optional: true }, { do: Pay, when: Gone }`],
    ['a branch that is over', `${BOOK}, { parallel: [{ do: Go }, { do: Note }] }, { do: Pay, pivot: true }`],
    ['a round of a loop', `{ forEach: 2, steps: [${BOOK}, { do: Go }, { do: Pay }] }`],
  ])('finds %s', async (_, steps) => {
    expect(await findingsOf(undoComesTooLate, build(steps))).toEqual([LATE]);
  });

  it('finds the success of the step itself, and the start', async () => {
    expect(await findingsOf(undoComesTooLate, build(`${BOOK}, { do: Pay }`, '', 'Booked'))).toEqual([
      LATE.replace('Gone', 'Booked'),
    ]);
    expect(await findingsOf(undoComesTooLate, build('{ undo: Cancel }, { do: Pay }', '', 'E'))).toEqual([
      LATE.replace('Gone', 'E'),
    ]);
  });

  it('does not take one of two successes, or the success of the last step, for it', async () => {
    expect(await findingsOf(undoComesTooLate, build(`${BOOK}, { do: Pay }`, '', 'Booked', '[Booked, Left]'))).toEqual(
      [],
    );
    expect(await findingsOf(undoComesTooLate, build(`{ do: Pay }, ${BOOK}`, '', 'Booked'))).toEqual([]);
  });

  it('finds two events of which one is sure to have come', async () => {
    const found = await findingsOf(
      undoComesTooLate,
      build(`${BOOK}, { await: [Gone, Left], timeout: 1h }, { do: Pay }`, '', 'Gone, Left'),
    );
    expect(found).toEqual([LATE]);
  });

  it('finds what only a cancelling event or the deadline can unwind', async () => {
    const steps = `${BOOK}, { do: Go }, { wait: 1d }, { do: Note, pivot: true }`;
    expect(await findingsOf(undoComesTooLate, build(steps))).toEqual([]);
    expect(await findingsOf(undoComesTooLate, build(steps, ', cancelOn: [Stop]'))).toEqual([
      LATE.replace('when `Pay` fails', 'when `Stop` cancels the saga at `wait-3`'),
    ]);
    expect(await findingsOf(undoComesTooLate, build(steps, ', deadline: 2d'))).toEqual([
      LATE.replace('when `Pay` fails', 'when the deadline ends the saga at `wait-3`'),
    ]);
  });
});
