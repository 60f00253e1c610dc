import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { incompleteStates } from './incomplete-states.js';

const MESSAGES = `services: { s: {} }
events: { Started: { payload: { id: uuid } }, Done: {}, Bad: {}, Came: {}, Ended: {}, Gone: {} }
commands:
  A: { handler: s, success: Done, failure: [Bad] }
  Sure: { handler: s, success: Done, cannotFail: It only sets a flag. }
  Begin: { handler: s, payload: { id: uuid }, success: Ended, failure: [Gone] }
`;

const found = (saga: string) => findingsOf(incompleteStates, `${MESSAGES}sagas: { S: { correlation: id, ${saga} } }`);

const NO_COMPLETE = 'S: `S` publishes nothing when it has completed.';
const noAbort = (cause: string) => `S: \`S\` publishes nothing when it unwinds, for instance because ${cause}.`;

describe('incomplete-states', () => {
  it.each([
    ['both ends', 'start: Started, steps: [{ do: A }], complete: Ended, abort: Gone'],
    ['nothing that can unwind', 'start: Started, steps: [{ do: Sure }], complete: Ended'],
    [
      'what can only fail behind the pivot',
      'start: Started, steps: [{ do: Sure, pivot: true }, { do: A }], complete: Ended',
    ],
    ['what is optional', 'start: Started, steps: [{ do: A, optional: true }], complete: Ended'],
    ['a deadline that nothing can outlast', 'start: Started, deadline: 1h, steps: [{ do: Sure }], complete: Ended'],
    [
      'a deadline that only alerts',
      'start: Started, deadline: 1h, steps: [{ do: Sure, pivot: true }, { wait: 2h }], complete: Ended',
    ],
    ['no end that the compiler asks for itself', 'start: Begin, steps: [{ do: Sure }]'],
  ])('accepts %s', async (_, saga) => {
    expect(await found(saga)).toEqual([]);
  });

  it.each([
    [
      'no end at all',
      'start: Started, steps: [{ do: A }]',
      ['S: `S` publishes nothing when it has completed, and nothing when it unwinds, for instance because `A` fails.'],
    ],
    ['a saga that tells only of failure', 'start: Started, steps: [{ do: A }], abort: Gone', [NO_COMPLETE]],
    ['silence', 'start: Begin, steps: [{ do: A }], complete: Ended', [noAbort('`A` fails')]],
    [
      'an await that runs out',
      'start: Started, steps: [{ await: Came, timeout: 1h }], complete: Ended',
      [noAbort('`Came` fails')],
    ],
    [
      'a cancellation',
      'start: Started, steps: [{ do: Sure }], cancelOn: [Came], complete: Ended',
      [noAbort('`Came` cancels it')],
    ],
    [
      'a deadline',
      'start: Started, deadline: 1h, steps: [{ wait: 2h }, { do: Sure }], complete: Ended',
      [noAbort('its `deadline` passes')],
    ],
  ])('finds %s', async (_, saga, findings) => {
    expect(await found(saga)).toEqual(findings);
  });
});
