import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { unboundedRetry } from './unbounded-retry.js';

const MESSAGES = `services: { s: {} }
events: { Started: { payload: { id: uuid } }, Done: {}, Bad: {} }
commands:
  A: { handler: s, success: Done, failure: [Bad] }
  P: { handler: s, success: Done, failure: [Bad] }
  ForEver: { handler: s, success: Done, failure: [Bad], retry: { attempts: unlimited } }
  Limited: { handler: s, success: Done, timeout: 5s, retry: { attempts: unlimited } }
  Within: { handler: s, success: Done, failure: [Bad], retry: { attempts: unlimited, within: 1h } }
  Unused: { handler: s, success: Done, retry: { attempts: unlimited } }
`;

const found = (saga: string, settings?: string) =>
  findingsOf(unboundedRetry, `${MESSAGES}sagas: { S: { start: Started, correlation: id, ${saga} } }`, settings);

describe('unbounded-retry', () => {
  it.each([
    ['a number of attempts', 'steps: [{ do: A, undo: { do: A, retry: { attempts: 99 } } }]'],
    ['a bound in time', 'steps: [{ do: Within, undo: Within }]'],
    ['a deadline that alerts behind the pivot', 'deadline: 1h, steps: [{ do: P, pivot: true }, { do: ForEver }]'],
    [
      'an undo that bounds what its command does not',
      'steps: [{ do: A, undo: { do: ForEver, retry: { attempts: 9 } } }]',
    ],
    [
      'rounds of trying again, which have an end of their own',
      'steps: [{ do: A, onFailure: { Bad: { then: retry } } }]',
    ],
  ])('accepts %s', async (_, saga) => {
    expect(await found(saga)).toEqual([]);
  });

  it.each([
    ['before the pivot', 'steps: [{ do: ForEver }, { do: P, pivot: true }]', '`S` never turns back'],
    ['on the pivot', 'steps: [{ do: ForEver, pivot: true }]', '`S` never turns back'],
    ['up to the deadline', 'deadline: 1h, steps: [{ do: ForEver }]', 'only the deadline of 1h lets `S` turn back'],
    ['of a check', 'steps: [{ do: A, check: ForEver }]', '`S` never turns back'],
    [
      'once, however often it is sent',
      'steps: [{ do: ForEver }, { do: ForEver, name: again }]',
      '`S` never turns back',
    ],
  ])('finds attempts without end %s', async (_, saga, end) => {
    expect(await found(saga)).toEqual([
      `unlimited: \`ForEver\` is tried again without end: when it never answers, ${end}.`,
    ]);
  });

  it('finds a time limit that leads only to the deadline, and one of the pivot', async () => {
    const says = (end: string) => [`unlimited: \`Limited\` is tried again without end: when it never answers, ${end}.`];
    expect(await found('deadline: 1h, steps: [{ do: Limited }, { do: P, pivot: true }]')).toEqual(
      says('only the deadline of 1h lets `S` turn back'),
    );
    expect(await found('steps: [{ do: Limited, pivot: true }]')).toEqual(says('`S` never turns back'));
  });

  it('finds attempts of which nobody hears', async () => {
    expect(await found('steps: [{ do: P, pivot: true }, { do: ForEver }]')).toEqual([
      'unlimited: `ForEver` is tried again without end behind the pivot, and no deadline of `S` tells anybody.',
    ]);
  });

  it.each([
    ['its own attempts', '{ do: A, retry: { attempts: unlimited } }', 'A'],
    ['those of its command', 'ForEver', 'ForEver'],
  ])('finds an undo that never gives up: %s', async (_, undo, name) => {
    expect(await found(`deadline: 1h, steps: [{ do: A, undo: ${undo} }]`)).toEqual([
      `unlimited: The undo \`${name}\` is tried again without end: \`S\` is never parked, and nobody is alerted.`,
    ]);
  });

  it('points at the step where the settings say it for all commands', async () => {
    const settings = 'catalog: test\ndefaults: { command: { retry: { attempts: unlimited } } }\n';
    expect(await found('steps: [{ do: A, pivot: true }]', settings)).toEqual([
      'A: `A` is tried again without end: when it never answers, `S` never turns back.',
    ]);
  });
});
