import { describe, expect, it } from 'vitest';
import type { JournalEntry } from './saga/journal.js';
import { checkout } from './testing/definitions.js';
import { drive } from './testing/drive.js';
import { timelineOf } from './timeline.js';

describe('the timeline', () => {
  it('tells a journey line by line', () => {
    const driver = drive(checkout);
    driver.timeOut('ReserveStock');
    driver.retry('ReserveStock');
    driver.succeed('ReserveStock');
    driver.refuse('CapturePayment');
    driver.succeed('UndoReserveStock');
    driver.succeed('UndoReserveStock');
    expect(timelineOf(driver.journal).map(({ sinceStartMs, tone, text }) => `${sinceStartMs} ${tone} ${text}`)).toEqual(
      [
        '0 start Checkout 1.0.0 started by OrderPlaced (Checkout.o1)',
        '0 progress ReserveStock sent to participant',
        '10 trouble ReserveStock: attempt 1: no answer in time',
        '10 note ReserveStock: will be tried again in 1 s',
        '1010 progress ReserveStock sent to participant (attempt 2)',
        '1020 success ReserveStock: answered ReserveStockDone',
        '1020 progress CapturePayment sent to participant',
        '1030 trouble CapturePayment: attempt 1: answered CapturePaymentRefused',
        '1030 failure CapturePayment: did not happen',
        '1030 failure unwinding because CapturePayment answered CapturePaymentRefused',
        '1030 undo undo ReserveStock: UndoReserveStock sent to participant',
        '1040 success undo ReserveStock: answered UndoReserveStockDone',
        '1040 progress OrderCancelled published',
        '1040 failure aborted: everything is undone',
        '1050 note undo ReserveStock: answered UndoReserveStockDone again: ignored',
      ],
    );
  });

  it('of nothing is empty', () => {
    expect(timelineOf([])).toEqual([]);
  });
});

const at = 1_000;
const step = 'Loop.2/Pay';
const call = { at, step, direction: 'do', attempt: 2, key: 'k' } as const;
const undo = { ...call, direction: 'undo' } as const;
const check = { ...call, direction: 'check' } as const;
const failure = { kind: 'failure', step, event: 'Declined' } as const;
const given = { at, step, direction: 'do', cause: failure, mayHaveHappened: false, optional: false } as const;
const by = { at, who: 'ana', why: 'card fixed' } as const;
const told = { to: { key: 'k', attempt: 1 }, event: 'Done', data: {} } as const;

// biome-ignore lint/suspicious/noThenProperty: the word of the language; a text there makes nothing thenable.
const HANDLED = { on: 'Declined', then: 'retry' } as const;

/** Every kind of entry in every shade, with its line. */
const LINES: readonly (readonly [string, JournalEntry])[] = [
  ['Loop.2/Pay: skipped: its condition does not hold', { ...call, type: 'step-skipped' }],
  [
    'Loop.2/Pay: Charge sent to bank (attempt 2)',
    { ...call, type: 'command-sent', command: 'Charge', service: 'bank', input: {} },
  ],
  [
    'undo Loop.2/Pay: Refund sent to bank (attempt 2)',
    { ...undo, type: 'command-sent', command: 'Refund', service: 'bank', input: {} },
  ],
  [
    'check Loop.2/Pay: GetCharge sent to bank (attempt 2)',
    { ...check, type: 'command-sent', command: 'GetCharge', service: 'bank', input: {} },
  ],
  [
    'Loop.2/Pay: handed over, the answer is due within 1 min 30 s',
    { ...call, type: 'command-dispatched', dueAt: at + 90_000 },
  ],
  ['Loop.2/Pay: handed over, the answer may take any time', { ...call, type: 'command-dispatched' }],
  [
    'Loop.2/Pay: answered Paid (point of no return)',
    { ...call, type: 'step-succeeded', event: 'Paid', data: {}, pivot: true, keeps: false },
  ],
  [
    'Loop.2/Pay: attempt 2: answered Declined',
    { ...call, type: 'attempt-failed', problem: { ...failure, data: {}, effectUnknown: true } },
  ],
  [
    'Loop.2/Pay: attempt 2: Error: no route',
    { ...call, type: 'attempt-failed', problem: { kind: 'error', error: 'Error: no route' } },
  ],
  ['check Loop.2/Pay: will be tried again in 1.234 s', { ...check, type: 'retry-scheduled', dueAt: at + 1_234 }],
  [
    'check Loop.2/Pay: answered Paid: it has happened',
    { ...call, type: 'step-checked', event: 'Paid', happened: true },
  ],
  [
    'check Loop.2/Pay: answered NotPaid: it has not happened',
    { ...call, type: 'step-checked', event: 'NotPaid', happened: false },
  ],
  ['Loop.2/Pay: did not happen', { ...given, type: 'step-failed', key: 'k' }],
  [
    'Loop.2/Pay: given up, though it may have happened',
    { ...given, type: 'step-failed', key: 'k', mayHaveHappened: true },
  ],
  [
    'Loop.2/Pay: did not happen, the saga goes on without it',
    { ...given, type: 'step-failed', key: 'k', optional: true },
  ],
  [
    'Loop.2/Pay: did not happen; handled as Declined, then it is tried anew',
    { ...given, type: 'step-failed', key: 'k', handled: HANDLED },
  ],
  ['Loop.2/Pay: ended by Declined', { ...given, type: 'step-failed' }],
  [
    'Loop.2/Pay: nothing has come in time',
    { ...given, type: 'step-failed', cause: { kind: 'timeout', step, of: ['Paid'] } },
  ],
  ['Loop.2/Pay: given up, the deadline has passed', { ...given, type: 'step-failed', cause: { kind: 'deadline' } }],
  ['undo Loop.2/Pay: given up', { ...given, type: 'step-failed', direction: 'undo', key: 'k' }],
  [
    'check Loop.2/Pay: given up, nobody knows whether it has happened',
    { ...given, type: 'step-failed', direction: 'check', key: 'k', optional: true },
  ],
  [
    'Loop.2/Pay: its failure is handled, and unwinds the saga all the same',
    { at, step, type: 'failure-passed-on', cause: failure },
  ],
  [
    'Loop.2/Pay: cannot be worked out: no such key: total',
    { ...call, type: 'step-blocked', error: 'no such key: total' },
  ],
  [
    'Loop.2/Pay: answered Paid after it was given up',
    {
      ...call,
      type: 'late-success',
      event: 'Paid',
      data: {},
      pivot: false,
      keeps: false,
      abandoned: false,
      reopens: false,
    },
  ],
  [
    'Loop.2/Pay: answered Paid after it was given up: the saga goes on (point of no return)',
    {
      ...call,
      type: 'late-success',
      event: 'Paid',
      data: {},
      pivot: true,
      keeps: false,
      abandoned: false,
      reopens: true,
    },
  ],
  ['Loop.2/Pay: answered Paid too late: ignored', { ...call, type: 'reply-ignored', event: 'Paid', reason: 'late' }],
  [
    'Loop.2/Pay: answered Paid unasked: ignored',
    { ...call, type: 'reply-ignored', event: 'Paid', reason: 'unexpected' },
  ],
  [
    'Loop.2/Pay: waits for A, B or C, which is due within 2 d',
    { at, step, type: 'await-started', events: ['A', 'B', 'C'], dueAt: at + 172_800_000 },
  ],
  ['Loop.2/Pay: waits for A, which may take any time', { at, step, type: 'await-started', events: ['A'] }],
  ['Loop.2/Pay: ended by A', { at, step, type: 'await-succeeded', event: 'A', pivot: false }],
  ['Loop.2/Pay: pauses for 1 h 1 min', { at, step, type: 'wait-started', dueAt: at + 3_665_000 }],
  ['Loop.2/Pay: pauses for 0 ms', { at, step, type: 'wait-started', dueAt: 0 }],
  ['Loop.2/Pay: the pause is over', { at, step, type: 'wait-ended' }],
  ['Loop.2/Pay: the pause is cut short by A', { at, step, type: 'wait-ended', event: 'A' }],
  ['Loop.2/Pay: 1 round to do', { at, step, type: 'loop-started', items: ['x'] }],
  ['Loop.2/Pay: A has come: ends after 2 rounds', { at, step, type: 'loop-cut', event: 'A', rounds: 2 }],
  ['A has come', { at, type: 'event-received', event: 'A', data: {}, use: 'noted' }],
  [
    'A has come early: kept for the step that waits for it',
    { at, type: 'event-received', event: 'A', data: {}, use: 'kept' },
  ],
  ['A has come and cancels the saga', { at, type: 'event-received', event: 'A', data: {}, use: 'cancels' }],
  ['A has come: ignored, nothing waits for it', { at, type: 'event-received', event: 'A', data: {}, use: 'ignored' }],
  ['Loop.2/Pay: takes A, which had come before', { at, step, type: 'event-taken', event: 'A' }],
  ['the deadline has passed', { at, type: 'deadline-passed', consequence: 'unwind' }],
  ['the deadline has passed: alert only', { at, type: 'deadline-passed', consequence: 'alert' }],
  ['the deadline has passed: it unwinds already', { at, type: 'deadline-passed', consequence: 'none' }],
  [
    'unwinding because Loop.2/Pay got no answer',
    { at, type: 'unwinding-started', cause: { kind: 'timeout', step, of: ['Charge'] } },
  ],
  ['unwinding because A has come', { at, type: 'unwinding-started', cause: { kind: 'cancel', event: 'A' } }],
  ['unwinding because an operator cancelled it', { at, type: 'unwinding-started', cause: { kind: 'cancel' } }],
  [
    'Parent.o1 is answered with Done',
    { at, type: 'start-answered', ...told, to: { ...told.to, instance: 'Parent.o1' } },
  ],
  ['replies is answered with Done', { at, type: 'start-answered', ...told, to: { ...told.to, channel: 'replies' } }],
  [
    'ana retried Loop.2/Pay: "card fixed"',
    { ...by, type: 'operator-acted', action: 'retry', targets: [{ step, direction: 'do' }], status: 'running' },
  ],
  [
    'ana skipped the undo of Loop.2/Pay, Ship: "card fixed"',
    {
      ...by,
      type: 'operator-acted',
      action: 'skip',
      targets: [
        { step, direction: 'undo' },
        { step: 'Ship', direction: 'do' },
      ],
      status: 'unwinding',
    },
  ],
  [
    'ana cancelled the saga: "card fixed"',
    { ...by, type: 'operator-acted', action: 'cancel', targets: [], status: 'running' },
  ],
  [
    'ana could not retry, because the instance has completed: "card fixed"',
    { ...by, type: 'operator-refused', action: 'retry', reason: 'the instance has completed' },
  ],
  [
    'stuck, an operator is needed: Refund has failed. Ship too.',
    { at, type: 'saga-parked', problems: ['`Refund` has failed.', '`Ship` too.'] },
  ],
  ['completed', { at, type: 'saga-completed' }],
];

describe('a line of the timeline', () => {
  it.each(LINES)('%s', (text, entry) => expect(timelineOf([entry])[0]?.text).toBe(text));

  it('tells who started a nested saga', () => {
    const [entry] = drive(checkout).journal;
    if (entry?.type !== 'saga-started') throw new Error('a journal begins with its start');
    const nested: JournalEntry = { ...entry, replyTo: { key: 'k', attempt: 1, instance: 'Parent.o1' } };
    expect(timelineOf([nested])[0]?.text).toBe('Checkout 1.0.0 started by OrderPlaced of Parent.o1 (Checkout.o1)');
  });
});
