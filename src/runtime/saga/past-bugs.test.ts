import { describe, expect, it } from 'vitest';
import { checkout, testFinalStep, testSaga, testStep } from '../testing/definitions.js';
import { type Driver, drive } from '../testing/drive.js';
import { alerts, run, sentFrom } from '../testing/read-drive.js';
import { testAwait, testHandler } from '../testing/step-forms.js';
import { decide } from './decide.js';
import { evolve } from './evolve.js';
import { planSaga } from './plan.js';
import type { SagaState } from './state.js';
import { undeliveredCommands } from './undelivered.js';

/** A saga that has lost its worker: all that is left is its journal. */
function replayed(driver: Driver): SagaState {
  const state = driver.journal.reduce<SagaState | undefined>(evolve, undefined);
  if (state === undefined) throw new Error('the journal is empty');
  return state;
}

describe('what has gone wrong in other engines', () => {
  it('a failure does not come back as a success when it is replayed', () => {
    const driver = run(drive(testSaga([testStep('A'), testStep('B', { optional: true }), testStep('C')])), 'A');
    driver.refuse('B');
    expect(replayed(driver).steps.B?.do).toMatchObject({ status: 'failed', mayHaveHappened: false });
    expect(replayed(driver).messages).not.toHaveProperty('BDone');
  });

  it('no timer fires on a parked step', () => {
    const driver = run(
      drive(testSaga([testFinalStep('P', { pivot: true }), testFinalStep('X'), testAwait('W', ['Go'])])),
      'P',
    );
    driver.timeOut('X');
    driver.retry('X');
    driver.refuse('X');
    expect(driver.state()).toMatchObject({ status: 'stuck', timers: {} });
    const before = driver.journal.length;
    driver.pass(10 ** 9);
    expect(driver.journal).toHaveLength(before);
  });

  it('a stale attempt number of a lost worker changes nothing', () => {
    const driver = drive(checkout);
    driver.timeOut('ReserveStock');
    driver.retry('ReserveStock');
    const key = 'Checkout.o1/ReserveStock';
    const before = driver.journal.length;
    driver.input({ type: 'attempt-lost', now: 0, key, attempt: 1, reason: { kind: 'timeout' } });
    driver.input({ type: 'dispatched', now: 0, key, attempt: 1, timeoutMs: 5 });
    expect(driver.journal).toHaveLength(before);
    expect(driver.state().timers).not.toHaveProperty('ReserveStock');
  });

  it('what a dead worker held is delivered again with the same key and attempt', () => {
    const driver = drive(checkout);
    driver.timeOut('ReserveStock');
    driver.retry('ReserveStock');
    expect(undeliveredCommands(planSaga(checkout), replayed(driver))).toEqual(driver.messages());
    run(driver, 'ReserveStock');
    driver.refuse('CapturePayment');
    expect(undeliveredCommands(planSaga(checkout), replayed(driver))).toEqual(driver.messages());
  });

  it('a timeout that arrives after the end changes nothing', () => {
    const driver = run(drive(testSaga([testStep('A')])), 'A');
    const before = driver.journal.length;
    driver.timeOut('A');
    driver.pass(10 ** 9);
    expect(driver.journal).toHaveLength(before);
    expect(driver.state().status).toBe('completed');
  });

  it('a step that fails after an event was awaited does not get stuck', () => {
    const driver = run(drive(testSaga([testStep('A'), testAwait('W', ['Go']), testStep('B')])), 'A');
    driver.hear('Go');
    driver.exhaust('B');
    expect(sentFrom(driver)).toEqual(['UndoB']);
    run(driver, 'UndoB', 'UndoA');
    expect(driver.state().status).toBe('aborted');
  });

  it('an undo that fails does not break the handling of later answers', () => {
    const driver = run(drive(testSaga([testStep('A'), testStep('B'), testStep('C')])), 'A', 'B');
    driver.refuse('C');
    driver.answer('UndoB', 'UndoBRefused');
    run(driver, 'UndoA');
    driver.answer('UndoB', 'UndoBDone');
    expect(driver.state().status).toBe('aborted');
  });

  it('cancelling does not keep the undos from running', () => {
    const driver = run(drive(checkout), 'ReserveStock');
    driver.operate({ action: 'cancel' });
    run(driver, 'CapturePayment');
    run(driver, 'UndoCapturePayment', 'UndoReserveStock');
    expect(driver.state().status).toBe('aborted');
  });

  it('what gets stuck tells somebody in the same transaction', () => {
    const driver = drive(testSaga([testFinalStep('P', { pivot: true }), testFinalStep('X')]));
    driver.exhaust('P');
    expect(driver.journal.at(-1)?.type).toBe('saga-parked');
    expect(alerts(driver)).toHaveLength(1);
  });

  it('a participant that throws is tried again, never answered by an undo while attempts are left', () => {
    const driver = drive(checkout);
    const key = 'Checkout.o1/ReserveStock';
    driver.input({ type: 'attempt-lost', now: 0, key, attempt: 1, reason: { kind: 'error', error: 'TypeError: x' } });
    expect(driver.journal.at(-1)).toMatchObject({ type: 'retry-scheduled', attempt: 2 });
    expect(driver.state().status).toBe('running');
  });

  it('one transition leaves the state that it was given as it was', () => {
    const driver = drive(testSaga([testStep('A', { onFailure: [testHandler('ARefused', 'retry')] })]));
    const before = driver.state();
    const copy = structuredClone(before);
    driver.refuse('A');
    expect(before).toEqual(copy);
  });

  it.each(['Checkout.o2/ReserveStock', 'Checkout.o1/', 'Checkout.o1/constructor', 'Checkout.o1/ReserveStock/undo', ''])(
    'an answer to a key that was never sent changes nothing: %j',
    (key) => {
      const driver = drive(checkout);
      const reply = { type: 'reply' as const, now: 5_000, key, attempt: 1, event: 'ReserveStockDone', data: {} };
      const { entries, messages, state } = decide(planSaga(checkout), driver.state(), reply);
      expect([entries.filter(({ type }) => type !== 'reply-ignored'), messages]).toEqual([[], []]);
      expect(state.steps).toEqual(driver.state().steps);
    },
  );
});
