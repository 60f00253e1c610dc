import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { uncorrelatedMessage } from './uncorrelated-message.js';

const MESSAGES = `services: { s: {} }
events:
  Started: { payload: { id: uuid } }
  With: { payload: { id: uuid } }
  ById: { payload: { invoiceId: uuid } }
  Sometimes: { payload: { id: uuid?, invoiceId: uuid? } }
  Lost: { payload: { other: uuid } }
  Done: {}
  Bad: {}
commands:
  A: { handler: s, success: Done, failure: [Bad] }
`;

const found = (saga: string) =>
  findingsOf(uncorrelatedMessage, `${MESSAGES}sagas: { S: { start: Started, correlation: id, ${saga} } }`);
const says = (role: string, lacks = 'has no `id`', event = 'Lost') => [
  `${event}: \`S\` ${role} \`${event}\`, which ${lacks}: it would not find its run.`,
];

describe('uncorrelated-message', () => {
  it.each([
    [
      'events with the field',
      'hears: [With], cancelOn: [With], steps: [{ await: With, failure: [With], timeout: 1h }]',
    ],
    ['an id made at the start', 'ids: [invoiceId], steps: [{ await: ById, timeout: 1h }]'],
    ['answers to its own commands', 'steps: [{ do: A }]'],
    ['what it publishes itself', 'steps: [], complete: Lost'],
    ['an event that the catalog does not have', 'steps: [{ await: Nothing, timeout: 1h }]'],
  ])('accepts %s', async (_, saga) => {
    expect(await found(saga)).toEqual([]);
  });

  it.each([
    ['an awaited event', 'steps: [{ await: Lost, timeout: 1h }]', 'waits for'],
    ['one of several', 'steps: [{ await: [With, Lost], timeout: 1h }]', 'waits for'],
    ['an awaited failure', 'steps: [{ await: With, failure: [Lost], timeout: 1h }]', 'waits for'],
    ['the end of a pause', 'steps: [{ wait: 1h, until: Lost }]', 'waits for'],
    ['the end of a loop', 'steps: [{ forEach: 3, until: Lost, steps: [{ do: A }] }]', 'waits for'],
    [
      'an event in a branch, once',
      'steps: [{ parallel: [{ await: Lost, timeout: 1h }, { await: Lost, name: b, timeout: 1h }] }]',
      'waits for',
    ],
    ['a heard event', 'hears: [Lost], steps: []', 'hears'],
    ['a cancelling event', 'cancelOn: [Lost], steps: []', 'is cancelled by'],
  ])('finds %s', async (_, saga, role) => {
    expect(await found(saga)).toEqual(says(role));
  });

  it('leaves a correlation that the start does not have to unknown-reference', async () => {
    const saga = 'correlation: idd, steps: [{ await: With, timeout: 1h }]';
    expect(await findingsOf(uncorrelatedMessage, `${MESSAGES}sagas: { S: { start: Started, ${saga} } }`)).toEqual([]);
  });

  it('names the ids, too', async () => {
    expect(await found('ids: [invoiceId], hears: [Lost], steps: []')).toEqual(
      says('hears', 'has no `id` or `invoiceId`'),
    );
  });

  it('finds a field that is not always there', async () => {
    expect(await found('hears: [Sometimes], steps: []')).toEqual(says('hears', 'may come without `id`', 'Sometimes'));
  });
});
