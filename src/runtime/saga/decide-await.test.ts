import { describe, expect, it } from 'vitest';
import { testFinalStep, testSaga, testStep } from '../testing/definitions.js';
import { type Driver, drive } from '../testing/drive.js';
import { alerts, lastEntries, run } from '../testing/read-drive.js';
import { testAwait, testGroup, testHandler, testLoop } from '../testing/step-forms.js';

const approval = testAwait('Approval', ['Approved', 'Waved'], { failure: ['Rejected'] });
const approve = testSaga([testStep('A'), approval, testStep('B')]);

describe('an await', () => {
  it.each(['Approved', 'Waved'])('goes on with the first of its events: %s', (event) => {
    const driver = run(drive(approve), 'A');
    expect(driver.sent()).toEqual([]);
    expect(driver.state().timers).toHaveProperty('Approval');
    driver.hear(event, { by: 'ana' });
    expect(driver.sent()).toEqual(['B']);
    expect(driver.state().messages[event]).toEqual({ by: 'ana' });
    expect(driver.state().timers).not.toHaveProperty('Approval');
  });

  it('decides by the first event and ignores the second', () => {
    const driver = run(drive(approve), 'A');
    driver.hear('Approved');
    driver.hear('Rejected');
    expect(driver.journal.at(-1)).toMatchObject({ type: 'event-received', use: 'ignored' });
    expect(driver.state().status).toBe('running');
  });

  it('unwinds on its failure event', () => {
    const driver = run(drive(approve), 'A');
    driver.hear('Rejected', { why: 'no' });
    expect(driver.sent()).toEqual(['UndoA']);
    expect(driver.state()).toMatchObject({
      cause: { kind: 'failure', step: 'Approval', event: 'Rejected' },
      messages: { Rejected: { why: 'no' } },
    });
  });

  it('unwinds when its time is up, and a late event changes nothing', () => {
    const driver = run(drive(approve), 'A');
    driver.pass(60_000);
    expect(driver.sent()).toEqual(['UndoA']);
    expect(driver.state().cause).toEqual({ kind: 'timeout', step: 'Approval', of: ['Approved', 'Waved'] });
    driver.hear('Approved');
    expect(driver.journal.at(-1)).toMatchObject({ type: 'event-received', use: 'ignored' });
    run(driver, 'UndoA');
    expect(driver.state().status).toBe('aborted');
  });

  it('waits as long as it takes without a time', () => {
    const { timeoutMs: _time, ...forEver } = approval;
    const { deadlineMs: _deadline, ...saga } = testSaga([forEver]);
    const driver = drive(saga);
    expect(driver.state().timers).toEqual({});
    driver.pass(10 ** 10);
    expect(driver.state().status).toBe('running');
    driver.hear('Approved');
    expect(driver.state().status).toBe('completed');
  });

  it('takes an event that came early, the oldest first', () => {
    const driver = drive(approve);
    driver.hear('Rejected');
    driver.hear('Approved');
    expect(driver.state().early.map(({ event }) => event)).toEqual(['Rejected', 'Approved']);
    run(driver, 'A');
    expect(driver.state().cause).toMatchObject({ event: 'Rejected' });
    expect(driver.sent()).toEqual(['UndoA']);
  });

  it('is not seen by guards before its step is reached', () => {
    const guarded = testStep('B', { when: { cel: '!has(seen.Approved)' } });
    const driver = drive(testSaga([testStep('A'), guarded, testAwait('Approval', ['Approved'])]));
    driver.hear('Approved');
    run(driver, 'A');
    expect(driver.sent()).toEqual(['B']);
    run(driver, 'B');
    expect(driver.state().status).toBe('completed');
  });

  it('drops what came early if it says so, also what was kept for another step', () => {
    const dropping = testAwait('Drop', ['Approved'], { early: 'drop' });
    const alone = drive(testSaga([testStep('A'), dropping]));
    alone.hear('Approved');
    expect(alone.journal.at(-1)).toMatchObject({ use: 'ignored' });
    const driver = drive(testSaga([testStep('A'), dropping, testAwait('Keep', ['Approved'])]));
    driver.hear('Approved');
    run(driver, 'A');
    expect(driver.state().steps.Drop?.do?.status).toBe('waiting');
    driver.hear('Approved');
    expect(driver.state().status).toBe('completed');
  });

  it.each<[string, (driver: Driver) => void]>([
    ['in time', (driver) => run(driver, 'A').hear('Approved')],
    [
      'early',
      (driver) => {
        driver.hear('Approved');
        run(driver, 'A');
      },
    ],
  ])('ends in every branch that waits for the event: %s', (_name, act) => {
    const group = testGroup(
      'g',
      [testAwait('X', ['Approved']), testStep('C')],
      [testAwait('Y', ['Approved'])],
      [testLoop('Z', [1, 2], [testAwait('W', ['Approved'])])],
    );
    const driver = drive(testSaga([testStep('A'), group]));
    act(driver);
    expect(driver.sent()).toEqual(['C']);
    expect(driver.state().steps).toMatchObject({
      X: { do: { status: 'succeeded' } },
      Y: { do: { status: 'succeeded' } },
    });
    expect(driver.state().steps['Z.1/W']?.do?.status).toBe('succeeded');
    expect(driver.state().steps['Z.2/W']?.do?.status).toBe('waiting');
  });

  it('is left out when its guard does not hold, and blocks when that cannot be told', () => {
    const left = drive(testSaga([testAwait('X', ['Approved'], { when: { cel: 'false' } })]));
    expect(left.state().status).toBe('completed');
    const broken = drive(testSaga([testAwait('X', ['Approved'], { when: { cel: 'Never.came' } })]));
    expect(broken.state().status).toBe('stuck');
  });

  it('goes on without an optional one', () => {
    const driver = drive(
      testSaga([testAwait('X', ['Approved'], { optional: true, failure: ['Rejected'] }), testStep('B')]),
    );
    driver.hear('Rejected');
    expect(driver.sent()).toEqual(['B']);
  });

  it('may be the point of no return', () => {
    const steps = [testStep('A'), testAwait('X', ['Approved'], { pivot: true }), testFinalStep('B')];
    const driver = run(drive(testSaga(steps)), 'A');
    driver.hear('Approved');
    expect(driver.state().pivotPassed).toBe(true);
    driver.refuse('B');
    expect(driver.state().status).toBe('stuck');
    const before = run(drive(testSaga(steps)), 'A');
    before.pass(60_000);
    expect(before.sent()).toEqual(['UndoA']);
  });

  it('handles its failures and its time', () => {
    const onFailure = [testHandler('Rejected', 'retry', [testStep('Ask')], 2), testHandler('timeout', 'skip')];
    const driver = drive(testSaga([testAwait('X', ['Approved'], { failure: ['Rejected'], onFailure }), testStep('B')]));
    driver.hear('Rejected');
    expect(driver.sent()).toEqual(['Ask']);
    run(driver, 'X.1/Ask');
    expect(driver.state().steps['X.2']?.do?.status).toBe('waiting');
    driver.pass(60_000);
    expect(driver.sent()).toEqual(['B']);
    driver.refuse('B');
    expect(driver.sent()).toEqual(['UndoAsk']);
  });

  it('is ended by the deadline', () => {
    const driver = run(drive(testSaga([testStep('A'), testAwait('X', ['Approved'], { timeoutMs: 10 ** 9 })])), 'A');
    driver.deadline();
    expect(driver.sent()).toEqual(['UndoA']);
    expect(Object.keys(driver.state().timers)).toEqual([]);
  });

  it('takes what comes while it is parked once a person lets it wait again', () => {
    const steps = [testFinalStep('P', { pivot: true }), testAwait('X', ['Approved']), testFinalStep('B')];
    const driver = run(drive(testSaga(steps)), 'P');
    driver.pass(60_000);
    expect(alerts(driver)).toEqual(['`X` has failed for good after the point of no return.']);
    driver.hear('Approved');
    expect(driver.state()).toMatchObject({ status: 'stuck', early: [{ event: 'Approved' }] });
    driver.operate({ action: 'retry' });
    expect(driver.sent()).toEqual(['B']);
    expect(lastEntries(driver, 4)).toEqual(['await-started', 'event-taken', 'await-succeeded', 'command-sent']);
  });
});
