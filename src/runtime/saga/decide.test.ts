import { describe, expect, it } from 'vitest';
import { checkout, testCall, testFinalStep, testSaga, testStep } from '../testing/definitions.js';
import { drive } from '../testing/drive.js';
import { published, run } from '../testing/read-drive.js';

describe('going forward', () => {
  it('sends one step after the other and completes', () => {
    const driver = drive(checkout);
    expect(driver.sent()).toEqual(['ReserveStock']);
    run(driver, 'ReserveStock');
    expect(driver.sent()).toEqual(['CapturePayment']);
    run(driver, 'CapturePayment');
    expect(driver.sent()).toEqual(['ScheduleShipment', 'AddLoyaltyPoints']);
    run(driver, 'AddLoyaltyPoints');
    expect(driver.sent()).toEqual([]);
    run(driver, 'ScheduleShipment');
    expect(driver.sent()).toEqual(['ConfirmOrder']);
    run(driver, 'ConfirmOrder', 'SendConfirmation');
    expect(driver.state().status).toBe('completed');
    expect(published(driver.journal)).toEqual(['OrderConfirmed']);
  });

  it('compares decimals as numbers in guards', () => {
    const cheap = run(drive(checkout, { orderId: 'o1', total: { amount: '99.00' } }), 'ReserveStock', 'CapturePayment');
    expect(cheap.sent()).toEqual(['ScheduleShipment']);
    const exact = run(
      drive(checkout, { orderId: 'o1', total: { amount: '100.00' } }),
      'ReserveStock',
      'CapturePayment',
    );
    expect(exact.sent()).toEqual(['ScheduleShipment']);
  });

  it('asks the guard of a group once, whatever its branches bring', () => {
    const group = { kind: 'parallel' as const, name: 'group', when: { cel: '!has(seen.ADone)' } };
    const driver = drive(testSaga([{ ...group, branches: [[testStep('A'), testStep('B')], [testStep('C')]] }]));
    run(driver, 'A');
    expect(driver.sent()).toEqual(['B']);
  });

  it('maps fields from messages, constants and the time, and leaves absent ones out', () => {
    const from = { kind: 'path' as const, messages: ['OrderPlaced'] };
    const input = [
      { field: 'amount', from: { ...from, path: ['total', 'amount'] } },
      { field: 'note', from: { ...from, path: ['note'] } },
      { field: 'kind', from: { kind: 'const' as const, value: 'full' } },
      { field: 'at', from: { kind: 'now' as const } },
    ];
    const driver = drive(testSaga([testStep('Pay', { call: testCall('Pay', { input }) })]));
    const expected = { amount: '150.00', kind: 'full', at: '1970-01-01T00:00:01.000Z' };
    expect(driver.state().steps.Pay?.do?.input).toEqual(expected);
    driver.timeOut('Pay');
    driver.retry('Pay');
    expect(driver.journal.at(-1)).toMatchObject({ type: 'command-sent', attempt: 2, input: expected });
  });
});

describe('rule 1: effect none and the point of no return', () => {
  it('does not undo a command that only reads', () => {
    const check = testFinalStep('Look', { call: testCall('Look', { readOnly: true }) });
    const driver = run(drive(testSaga([testStep('A'), check, testStep('B')])), 'A', 'Look');
    driver.refuse('B');
    expect(driver.sent()).toEqual(['UndoA']);
  });

  it('takes the last step for the point of no return where none is marked', () => {
    const driver = run(drive(testSaga([testStep('A'), testFinalStep('Ship')])), 'A');
    driver.exhaust('Ship');
    expect(driver.state().status).toBe('stuck');
  });
});

describe('rule 2: failures and unknown outcomes', () => {
  it('does not retry a failure event, and undoes what came before but not the step itself', () => {
    const driver = run(drive(checkout), 'ReserveStock');
    driver.refuse('CapturePayment');
    expect(driver.sent()).toEqual(['UndoReserveStock']);
    driver.succeed('UndoReserveStock');
    expect(driver.state().status).toBe('aborted');
    expect(published(driver.journal)).toEqual(['OrderCancelled']);
  });

  it('retries a retryable failure, and does not undo the step when attempts run out', () => {
    const failure = [{ event: 'ABusy', retryable: true, effectUnknown: false }];
    const driver = drive(testSaga([testStep('A', { call: testCall('A', { failure }) })]));
    driver.answer('A', 'ABusy');
    driver.retry('A');
    expect(driver.sent()).toEqual(['A#2']);
    driver.answer('A', 'ABusy');
    driver.retry('A');
    driver.answer('A', 'ABusy');
    expect(driver.state().status).toBe('aborted');
    expect(driver.state().steps.A?.undo).toBeUndefined();
  });

  it('runs the own undo of a step whose failure may have left something behind', () => {
    const failure = [{ event: 'ABroken', retryable: false, effectUnknown: true }];
    const driver = drive(testSaga([testStep('A', { call: testCall('A', { failure }) })]));
    driver.answer('A', 'ABroken');
    expect(driver.sent()).toEqual(['UndoA']);
  });

  it('retries a timeout with the same key and input, then unwinds with the own undo', () => {
    const driver = run(drive(checkout), 'ReserveStock');
    driver.exhaust('CapturePayment');
    const sent = driver.journal.filter((entry) => entry.type === 'command-sent' && entry.step === 'CapturePayment');
    expect(sent.map((entry) => entry.type === 'command-sent' && [entry.attempt, entry.key])).toEqual([
      [1, 'Checkout.o1/CapturePayment'],
      [2, 'Checkout.o1/CapturePayment'],
      [3, 'Checkout.o1/CapturePayment'],
      [1, 'Checkout.o1/CapturePayment/undo'],
    ]);
    run(driver, 'UndoCapturePayment');
    expect(driver.sent()).toEqual(['UndoReserveStock']);
  });

  it('takes a declared failure as the answer for earlier attempts that were lost', () => {
    const driver = drive(checkout);
    driver.timeOut('ReserveStock');
    driver.retry('ReserveStock');
    driver.refuse('ReserveStock');
    expect(driver.state().status).toBe('aborted');
    expect(driver.state().steps.ReserveStock?.undo).toBeUndefined();
  });

  it('keeps the doubt of a lost attempt when a later one is only told to come back', () => {
    const failure = [{ event: 'ABusy', retryable: true, effectUnknown: false }];
    const call = testCall('A', { failure, retry: { ...testCall('A').retry, attempts: 2 } });
    const driver = drive(testSaga([testStep('A', { call })]));
    driver.timeOut('A');
    driver.retry('A');
    driver.answer('A', 'ABusy');
    expect(driver.sent()).toEqual(['UndoA']);
  });

  it('accepts the success of an earlier attempt while a later one is out or waiting', () => {
    const driver = drive(checkout);
    driver.timeOut('ReserveStock');
    driver.answer('ReserveStock', 'ReserveStockDone', {}, 1);
    expect(driver.sent()).toEqual(['CapturePayment']);
    driver.retry('ReserveStock');
    expect(driver.sent()).toEqual([]);
  });

  it('undoes a success that comes after a refusal, even when the saga has already aborted', () => {
    const driver = drive(testSaga([testStep('A'), testStep('B')]));
    driver.timeOut('A');
    driver.retry('A');
    driver.refuse('A');
    expect(driver.state().status).toBe('aborted');
    driver.answer('A', 'ADone', {}, 1);
    expect(driver.state().status).toBe('unwinding');
    expect(driver.sent()).toEqual(['UndoA']);
    driver.succeed('UndoA');
    expect(driver.state().status).toBe('aborted');
    expect(published(driver.journal)).toEqual(['OrderCancelled']);
  });

  it('records a late success whose undo has run already, and undoes nothing twice', () => {
    const driver = drive(testSaga([testStep('A')]));
    driver.exhaust('A');
    driver.succeed('UndoA');
    driver.answer('A', 'ADone');
    expect(driver.state().status).toBe('aborted');
    expect(driver.journal.at(-1)).toMatchObject({ type: 'late-success', reopens: false });
  });

  it('treats an answer that the command does not have as an unknown outcome', () => {
    const driver = drive(checkout);
    driver.answer('ReserveStock', 'Nonsense');
    expect(driver.journal.at(-2)).toMatchObject({
      type: 'attempt-failed',
      problem: { error: 'answered `Nonsense`, which is no outcome of `ReserveStock`' },
    });
    expect(driver.journal.at(-1)).toMatchObject({ type: 'retry-scheduled', attempt: 2 });
  });

  it('begins no attempt after `within`, counted from the first', () => {
    const retry = {
      ...testCall('A').retry,
      backoff: 'fixed' as const,
      attempts: 50,
      withinMs: 1_015,
    };
    const driver = drive(testSaga([testStep('A', { call: testCall('A', { retry }) })]));
    driver.exhaust('A');
    expect(driver.state().steps.A?.do?.attempt).toBe(2);
  });

  it('has no timer left of an earlier attempt', () => {
    const driver = drive(checkout);
    driver.timeOut('ReserveStock');
    driver.retry('ReserveStock');
    expect(Object.keys(driver.state().timers)).toEqual(['deadline!']);
    const before = driver.journal.length;
    driver.pass(60_000);
    expect(driver.journal).toHaveLength(before);
  });
});
