import { describe, expect, it } from 'vitest';
import { checkout, testCall, testFinalStep, testSaga, testStep } from '../testing/definitions.js';
import { type Driver, drive } from '../testing/drive.js';
import { alerts, run } from '../testing/read-drive.js';
import type { StepDefinition } from './definition.js';

describe('rule 3: at and after the point of no return', () => {
  const toConfirm = ['ReserveStock', 'CapturePayment', 'ScheduleShipment', 'AddLoyaltyPoints'];

  it('parks when nobody knows whether the point of no return has happened', () => {
    const driver = run(drive(checkout), ...toConfirm);
    driver.exhaust('ConfirmOrder');
    expect(driver.state().status).toBe('stuck');
    expect(alerts(driver)).toEqual([
      'Nobody knows whether `ConfirmOrder`, the point of no return, has happened: no answer in time.',
    ]);
    expect(driver.state().timers).toEqual({});
    driver.answer('ConfirmOrder', 'ConfirmOrderDone');
    expect(driver.state()).toMatchObject({ status: 'running', pivotPassed: true });
    expect(driver.sent()).toEqual(['SendConfirmation']);
  });

  it('unwinds when the point of no return is refused', () => {
    const driver = run(drive(checkout), ...toConfirm);
    driver.refuse('ConfirmOrder');
    expect(driver.sent()).toEqual(['UndoScheduleShipment', 'UndoAddLoyaltyPoints']);
  });

  it('unwinds a point of no return that has an undo', () => {
    const driver = run(drive(testSaga([testStep('A'), testStep('P', { pivot: true }), testFinalStep('Z')])), 'A');
    driver.exhaust('P');
    expect(driver.sent()).toEqual(['UndoP']);
  });

  it('holds the unwinding back while it is out, and begins nothing new', () => {
    const branches = [
      [testFinalStep('P', { pivot: true })],
      [testStep('A')],
      [testStep('B'), testStep('C')],
      [testStep('D')],
    ];
    const driver = drive(testSaga([{ kind: 'parallel', name: 'g', branches }]));
    driver.refuse('A');
    run(driver, 'B');
    expect(driver.sent()).toEqual([]);
    driver.timeOut('D');
    expect(driver.journal.at(-1)).toMatchObject({ type: 'step-failed', step: 'D', mayHaveHappened: true });
    driver.refuse('P');
    expect(driver.sent()).toEqual(['UndoB', 'UndoD']);
  });

  it('gives one that has an undo no further attempt while unwinding', () => {
    const branches = [[testStep('P', { pivot: true })], [testStep('A')]];
    const driver = drive(testSaga([{ kind: 'parallel', name: 'g', branches }]));
    driver.refuse('A');
    driver.timeOut('P');
    expect(driver.sent()).toEqual(['UndoP']);
  });

  it('parks when it turns out to have happened after the saga was unwound', () => {
    const driver = drive(testSaga([testFinalStep('P', { pivot: true })]));
    driver.timeOut('P');
    driver.retry('P');
    driver.refuse('P');
    expect(driver.state().status).toBe('aborted');
    driver.answer('P', 'PDone', {}, 1);
    expect(driver.state().status).toBe('stuck');
    expect(alerts(driver)).toEqual(['`P`, the point of no return, has happened although the saga was unwound.']);
  });

  it('is never in doubt when it only reads', () => {
    const steps = [testStep('A'), testFinalStep('P', { pivot: true, call: testCall('P', { readOnly: true }) })];
    const driver = run(drive(testSaga(steps)), 'A');
    driver.exhaust('P');
    expect(driver.sent()).toEqual(['UndoA']);
  });

  it('only alerts when the deadline passes after it or while it is in doubt', () => {
    const driver = run(drive(checkout), ...toConfirm);
    driver.deadline();
    expect(driver.journal.at(-1)).toMatchObject({ type: 'deadline-passed', consequence: 'alert' });
    expect(alerts(driver)).toHaveLength(1);
    run(driver, 'ConfirmOrder', 'SendConfirmation');
    expect(driver.state().status).toBe('completed');
  });

  it('parks when a later step is given up, once its neighbours have ended', () => {
    const later = [[testFinalStep('X')], [testFinalStep('Y'), testFinalStep('Z')]];
    const steps = [testFinalStep('P', { pivot: true }), { kind: 'parallel' as const, name: 'g', branches: later }];
    const driver = run(drive(testSaga(steps)), 'P');
    driver.refuse('X');
    run(driver, 'Y');
    expect(driver.state().status).toBe('running');
    run(driver, 'Z');
    expect(driver.state().status).toBe('stuck');
    expect(driver.journal.some((entry) => entry.type === 'unwinding-started')).toBe(false);
  });
});

describe('a point of no return that the saga goes on without', () => {
  const never = { cel: 'has(seen.OrderCancelled)' };
  const pivot = testFinalStep('P', { pivot: true });

  it.each<[string, StepDefinition, (driver: Driver) => void]>([
    ['its condition does not hold', { ...pivot, when: never }, () => undefined],
    ['it is optional and refused', { ...pivot, optional: true }, (driver) => driver.refuse('P')],
    [
      'its group is skipped',
      { kind: 'parallel', name: 'g', when: never, branches: [[pivot], [testStep('B')]] },
      () => undefined,
    ],
  ])('is behind once a later step has begun: %s', (_name, step, pass) => {
    const driver = run(drive(testSaga([testStep('A'), step, testFinalStep('X'), testFinalStep('Z')])), 'A');
    pass(driver);
    driver.exhaust('X');
    expect(driver.state().status).toBe('stuck');
    expect(alerts(driver)).toEqual(['`X` has failed for good after the point of no return: no answer in time.']);
  });

  it('does not keep a step beside it from unwinding', () => {
    const branches = [[{ ...pivot, when: never }], [testStep('B')]];
    const driver = run(drive(testSaga([testStep('A'), { kind: 'parallel', name: 'g', branches }])), 'A');
    driver.refuse('B');
    expect(driver.sent()).toEqual(['UndoA']);
  });
});

describe('optional steps', () => {
  it('go on when they fail or give no answer', () => {
    const steps = [testStep('A'), testStep('O', { optional: true }), testStep('B')];
    const driver = run(drive(testSaga(steps)), 'A');
    driver.exhaust('O');
    expect(driver.sent()).toEqual(['B']);
    driver.refuse('B');
    expect(driver.sent()).toEqual(['UndoO']);
  });

  it('keep a late success when the saga goes forward', () => {
    const driver = drive(testSaga([testStep('O', { optional: true }), testStep('B')]));
    driver.exhaust('O');
    driver.answer('O', 'ODone');
    run(driver, 'B');
    expect(driver.state()).toMatchObject({ status: 'completed', steps: { O: { do: { status: 'succeeded' } } } });
  });
});
