import { describe, expect, it } from 'vitest';
import type { StepDefinition } from '../saga/definition.js';
import { idempotencyKey } from '../saga/names.js';
import { planSaga } from '../saga/plan.js';
import { testCall, testFinalStep, testSaga, testStep } from '../testing/definitions.js';
import { type Driver, drive } from '../testing/drive.js';
import { possibleActs } from './possible-acts.js';
import { problemsOf, waitsOf } from './waits.js';

const approval: StepDefinition = {
  kind: 'await',
  name: 'Approval',
  events: ['Approved'],
  failure: ['Rejected'],
  timeoutMs: 60_000,
  early: 'keep',
  pivot: false,
  optional: false,
  onFailure: [],
};
const pause: StepDefinition = { kind: 'wait', name: 'Pause', for: { kind: 'duration', ms: 5_000 }, until: 'Hurry' };
const saga = testSaga([
  testStep('Pay', { check: testCall('FindPayment', { readOnly: true }) }),
  { kind: 'parallel', name: 'parallel-1', branches: [[approval], [pause]] },
  testFinalStep('Ship', { pivot: true }),
]);
const plan = planSaga(saga);

function waits(driver: Driver) {
  return waitsOf(plan, driver.state());
}

function acts(driver: Driver): readonly string[] {
  return possibleActs(plan, driver.state()).map(({ action, step = '', effect }) => `${action} ${step}: ${effect}`);
}

describe('what an instance waits for', () => {
  it('is a worker, or an answer of elsewhere once the command is handed over', () => {
    const driver = drive(saga);
    expect(waits(driver)).toMatchObject([{ step: 'Pay', kind: 'worker', names: ['Pay'], attempt: 1 }]);
    const key = idempotencyKey(driver.state().instance, 'Pay', 'do');
    driver.input({ type: 'dispatched', now: 0, key, attempt: 1, timeoutMs: 5_000 });
    const [wait] = waits(driver);
    expect(wait).toMatchObject({ kind: 'answer', service: 'participant', dueAt: driver.state().updatedAt + 5_000 });
  });

  it('is the check, where it is asked whether a step has happened', () => {
    const driver = drive(saga);
    driver.exhaust('Pay');
    expect(waits(driver)).toMatchObject([{ step: 'Pay', direction: 'check', kind: 'worker', names: ['FindPayment'] }]);
    expect(acts(driver)).toEqual([
      'resolve Pay: says how `Pay` really ended: by `PayDone` or `PayRefused`',
      'cancel : unwinds the saga: all that has happened is undone',
    ]);
  });

  it('is an event, or the time of a pause', () => {
    const driver = drive(saga);
    driver.succeed('Pay');
    const { updatedAt } = driver.state();
    expect(waits(driver)).toEqual([
      { step: 'Approval', direction: 'do', kind: 'event', names: ['Approved', 'Rejected'], dueAt: updatedAt + 60_000 },
      { step: 'Pause', direction: 'do', kind: 'time', names: ['Hurry'], dueAt: updatedAt + 5_000 },
    ]);
    expect(acts(driver)).toEqual([
      'resolve Approval: says how `Approval` really ended: by `Approved` or `Rejected`',
      'skip Approval: goes on as if `Approval` were not in the saga',
      'skip Pause: ends the pause now',
      'cancel : unwinds the saga: all that has happened is undone',
    ]);
  });

  it('is nothing once it is stuck or over', () => {
    const driver = drive(saga);
    driver.succeed('Pay');
    driver.hear('Approved');
    driver.hear('Hurry');
    driver.exhaust('Ship');
    expect(waits(driver)).toEqual([]);
    expect(problemsOf(plan, driver.state())).toEqual([
      'Nobody knows whether `Ship`, the point of no return, has happened: no answer in time.',
    ]);
    expect(acts(driver)).toEqual([
      'retry Ship: sends `Ship` again, with the same idempotency key',
      'resolve Ship: says how `Ship` really ended: by `ShipDone` or `ShipRefused`',
      'skip Ship: goes on as if `Ship` were not in the saga',
    ]);
    driver.operate({ action: 'resolve', event: 'ShipDone' });
    expect([driver.state().status, waits(driver), acts(driver)]).toEqual(['completed', [], []]);
  });
});

describe('what can be done', () => {
  it('is a new look at a guard that cannot be worked out', () => {
    const broken = testSaga([testStep('Pay', { when: { cel: 'OrderPlaced.nothing > 1' } })]);
    const state = drive(broken).state();
    expect(possibleActs(planSaga(broken), state)[0]).toMatchObject({
      action: 'retry',
      effect: 'works out the guard and input of `Pay` anew',
    });
  });

  it('is to let a point of no return stand that came after the unwinding', () => {
    const late = testSaga([testStep('Pay'), testFinalStep('Ship', { pivot: true }), testFinalStep('Tell')]);
    const driver = drive(late);
    driver.succeed('Pay');
    driver.refuse('Ship');
    driver.succeed('UndoPay');
    driver.succeed('Ship');
    const state = driver.state();
    expect(state).toMatchObject({ status: 'stuck', parkedFrom: 'unwinding' });
    expect(possibleActs(planSaga(late), state)).toEqual([
      { action: 'skip', step: 'Ship', effect: 'lets `Ship` stand, although the rest is undone' },
    ]);
  });
});
