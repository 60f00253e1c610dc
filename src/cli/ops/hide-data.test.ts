import { describe, expect, it } from 'vitest';
import type { JournalEntry, SagaState } from '../../runtime/index.js';
import { hideEntryData, hideStateData } from './hide-data.js';

const secret = { name: 'secret' };
const call = { status: 'waiting', attempt: 1, input: secret, firstSentAt: 0, mayHaveHappened: false } as const;
const state: SagaState = {
  instance: 'Checkout.o1',
  saga: 'Checkout',
  definition: 'hash',
  correlation: 'o1',
  run: 1,
  startHash: 'hash',
  status: 'running',
  version: 3,
  startedAt: 0,
  updatedAt: 0,
  messages: { OrderPlaced: secret, 'Loop.1/Packed': secret },
  early: [{ event: 'Approved', data: secret }],
  ids: { paymentId: 'made' },
  steps: {
    data: { do: call, undo: call, check: call, answer: { event: 'Done', data: secret } },
    Loop: { loop: { items: ['secret', secret], rounds: 2 } },
  },
  timers: {},
  pivotPassed: false,
};

describe('without data', () => {
  it('a state keeps its form and loses what messages say', () => {
    const hidden = hideStateData(state);
    expect(JSON.stringify(hidden)).not.toContain('secret');
    expect(hidden).toMatchObject({
      correlation: 'o1',
      ids: { paymentId: 'made' },
      messages: { OrderPlaced: null, 'Loop.1/Packed': null },
      early: [{ event: 'Approved', data: null }],
      steps: {
        data: { do: { status: 'waiting', input: null }, answer: { event: 'Done', data: null } },
        Loop: { loop: { items: [null, null], rounds: 2 } },
      },
    });
  });

  it.each<JournalEntry>([
    { at: 0, type: 'event-received', event: 'Approved', data: secret, use: 'noted' },
    { at: 0, type: 'event-published', event: 'Done', data: secret },
    { at: 0, type: 'loop-started', step: 'Loop', items: [secret, 'secret'] },
    {
      at: 0,
      type: 'command-sent',
      step: 'Pay',
      direction: 'do',
      attempt: 1,
      key: 'k',
      command: 'Pay',
      service: 'bank',
      input: secret,
    },
    {
      at: 0,
      type: 'attempt-failed',
      step: 'Pay',
      direction: 'do',
      attempt: 1,
      key: 'k',
      problem: { kind: 'failure', event: 'Declined', data: secret, effectUnknown: false },
    },
  ])('$type says no more what its message said', (entry) => {
    const hidden = hideEntryData(entry);
    expect(JSON.stringify(hidden)).not.toContain('secret');
    expect(Object.keys(hidden as object)).toEqual(Object.keys(entry));
  });
});
