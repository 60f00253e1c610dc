import { describe, expect, it } from 'vitest';
import { testCall, testFinalStep, testSaga, testStep, testUndo } from '../testing/definitions.js';
import { type Driver, drive } from '../testing/drive.js';
import { alerts, run, sentFrom } from '../testing/read-drive.js';
import { testAwait, testGroup, testLoop, testWait } from '../testing/step-forms.js';
import type { OperatorAct } from './input.js';

const later = testSaga([testStep('A'), testFinalStep('P', { pivot: true }), testFinalStep('X'), testFinalStep('Y')]);
const failingUndo = testSaga([testStep('A'), testStep('B'), testStep('C')]);

/** X, which comes after the point of no return, is refused. */
function stuckForward(): Driver {
  const driver = run(drive(later), 'A', 'P');
  driver.refuse('X');
  return driver;
}

/** The undo of B is refused, that of A has run. */
function stuckUnwinding(): Driver {
  const driver = run(drive(failingUndo), 'A', 'B');
  driver.refuse('C');
  driver.answer('UndoB', 'UndoBRefused');
  return run(driver, 'UndoA');
}

/** Nobody answers the point of no return. */
function stuckInDoubt(): Driver {
  const driver = run(drive(later), 'A');
  driver.exhaust('P');
  return driver;
}

/** A's guard cannot be worked out. */
function stuckBlocked(): Driver {
  return run(drive(testSaga([testStep('Z'), testStep('A', { when: { cel: 'Never.came' } }), testStep('B')])), 'Z');
}

function backingOff(): Driver {
  const driver = drive(failingUndo);
  driver.timeOut('A');
  return driver;
}

function refusal(driver: Driver): string | undefined {
  const entry = driver.journal.at(-1);
  return entry?.type === 'operator-refused' ? entry.reason : undefined;
}

describe('an operator moves on', () => {
  it.each<[string, () => Driver, OperatorAct, readonly string[], string]>([
    ['what failed, by retry', stuckForward, { action: 'retry' }, ['X'], 'running'],
    ['what failed, by its name', stuckForward, { action: 'retry', step: 'X' }, ['X'], 'running'],
    ['without the step', stuckForward, { action: 'skip', step: 'X' }, ['Y'], 'running'],
    ['with its answer', stuckForward, { action: 'resolve', step: 'X', event: 'XDone' }, ['Y'], 'running'],
    ['an undo, by retry', stuckUnwinding, { action: 'retry' }, ['UndoB'], 'unwinding'],
    ['without the undo', stuckUnwinding, { action: 'skip' }, [], 'aborted'],
    ['with the undo done by hand', stuckUnwinding, { action: 'resolve', step: 'B' }, [], 'aborted'],
    ['a doubt, by retry', stuckInDoubt, { action: 'retry' }, ['P'], 'running'],
    ['a doubt that has happened', stuckInDoubt, { action: 'resolve', step: 'P', event: 'PDone' }, ['X'], 'running'],
    ['a doubt that has not', stuckInDoubt, { action: 'resolve', step: 'P', event: 'PRefused' }, ['UndoA'], 'unwinding'],
    ['past a guard that cannot be told', stuckBlocked, { action: 'skip', step: 'A' }, ['B'], 'running'],
    ['from a guard that cannot be told, back', stuckBlocked, { action: 'cancel' }, ['UndoZ'], 'unwinding'],
    ['the next attempt, at once', backingOff, { action: 'retry' }, ['A'], 'running'],
    ['without what is tried again', backingOff, { action: 'skip', step: 'A' }, ['B'], 'running'],
    [
      'what is tried again, with its answer',
      backingOff,
      { action: 'resolve', step: 'A', event: 'ADone' },
      ['B'],
      'running',
    ],
    ['back', backingOff, { action: 'cancel' }, ['UndoA'], 'unwinding'],
  ])('%s', (_name, stuck, act, sent, status) => {
    const driver = stuck();
    driver.operate(act);
    expect(driver.journal.find(({ type }) => type === 'operator-acted')).toMatchObject({ who: 'ana', why: 'a test' });
    expect(sentFrom(driver)).toEqual(sent);
    expect(driver.state().status).toBe(status);
    expect(Object.keys(driver.state().timers).filter((owner) => owner !== 'deadline!')).toEqual([]);
  });

  it('parks again and alerts again when the retry fails too', () => {
    const driver = stuckBlocked();
    driver.operate({ action: 'retry' });
    expect(alerts(driver)).toHaveLength(1);
    expect(driver.state().status).toBe('stuck');
  });
});

describe('an operator is told why not', () => {
  const ended = () => run(drive(testSaga([testStep('A')])), 'A');
  const running = () => drive(failingUndo);
  const twice = () => {
    const driver = drive(testSaga([testLoop('L', [1, 2], [testStep('A')], { parallel: true })]));
    driver.timeOut('L.1/A');
    driver.timeOut('L.2/A');
    return driver;
  };
  const wait = () => drive(testSaga([testWait('W', 1_000)]));

  it.each<[() => Driver, OperatorAct, string]>([
    [ended, { action: 'retry' }, 'the instance has completed'],
    [ended, { action: 'cancel' }, 'the instance has completed'],
    [running, { action: 'retry' }, 'nothing of the instance has failed or waits for another attempt'],
    [
      running,
      { action: 'skip', step: 'A' },
      '`A` has not failed and does not wait for anything that this could change',
    ],
    [
      running,
      { action: 'retry', step: 'No' },
      '`No` has not failed and does not wait for anything that this could change',
    ],
    [
      stuckForward,
      { action: 'retry', step: 'Y' },
      '`Y` has not failed and does not wait for anything that this could change; open to this are `X`',
    ],
    [stuckForward, { action: 'cancel' }, 'the point of no return has been passed, or nobody knows whether it has'],
    [stuckInDoubt, { action: 'cancel' }, 'the point of no return has been passed, or nobody knows whether it has'],
    [stuckUnwinding, { action: 'cancel' }, 'the instance is unwinding already'],
    [stuckForward, { action: 'resolve', step: 'X' }, 'say by which event `X` ended: `XDone`, `XRefused`'],
    [
      stuckForward,
      { action: 'resolve', step: 'X', event: 'YDone' },
      '`YDone` is no outcome of `X`; its outcomes are `XDone`, `XRefused`',
    ],
    [twice, { action: 'skip', step: 'A' }, 'this may mean `L.1/A`, `L.2/A`: name one of them'],
    [twice, { action: 'resolve', event: 'ADone' }, 'this may mean `L.1/A`, `L.2/A`: name one of them'],
    [
      wait,
      { action: 'resolve', step: 'W', event: 'X' },
      '`W` has not failed and does not wait for anything that this could change',
    ],
  ])('%#: %j', (stuck, act, reason) => {
    const driver = stuck();
    const before = driver.state();
    driver.operate(act);
    expect(refusal(driver)).toBe(reason);
    expect({ ...driver.state(), version: 0, updatedAt: 0 }).toEqual({ ...before, version: 0, updatedAt: 0 });
  });

  it('that the data does not fit', () => {
    const messages = { XDone: { fields: { id: 'string' as const } } };
    const driver = run(drive({ ...later, messages: { ...later.messages, ...messages } }), 'A', 'P');
    driver.refuse('X');
    driver.operate({ action: 'resolve', step: 'X', event: 'XDone', data: { id: 5 } });
    expect(refusal(driver)).toBe('the data does not fit: `id` is no string');
  });
});

describe('what an operator sets going', () => {
  it('gets all its attempts again, with the same key', () => {
    const driver = run(drive(later), 'A', 'P');
    driver.exhaust('X');
    driver.operate({ action: 'retry' });
    expect(driver.messages()).toMatchObject([{ key: 'Checkout.o1/X', attempt: 4 }]);
    driver.exhaust('X');
    expect(driver.state().steps.X?.do?.attempt).toBe(6);
    driver.answer('X', 'XRefused', {}, 2);
    expect(driver.journal.at(-1)).toMatchObject({ type: 'reply-ignored', reason: 'late' });
    driver.operate({ action: 'retry' });
    driver.answer('X', 'XRefused', {}, 2);
    expect(driver.journal.at(-1)).toMatchObject({ type: 'reply-ignored', reason: 'late' });
    run(driver, 'X', 'Y');
    expect(driver.state().status).toBe('completed');
  });

  it('has its deadline back if that is still to come, and none if it is gone', () => {
    const driver = stuckForward();
    expect(driver.state().timers).toEqual({});
    driver.operate({ action: 'retry' });
    expect(Object.keys(driver.state().timers)).toEqual(['deadline!']);
    const late = stuckBlocked();
    late.pass(1_000_000);
    late.operate({ action: 'skip', step: 'A' });
    expect(late.state()).toMatchObject({ status: 'running', timers: {} });
  });

  it('still undoes what it left out, where that may have happened', () => {
    const driver = backingOff();
    driver.operate({ action: 'skip', step: 'A' });
    driver.refuse('B');
    expect(sentFrom(driver)).toEqual(['UndoA']);
    const late = backingOff();
    late.operate({ action: 'skip', step: 'A' });
    late.answer('A', 'ADone', {}, 1);
    expect(late.journal.at(-1)).toMatchObject({ type: 'late-success' });
  });

  it('leaves out an undo for good, even when its step answers late', () => {
    const driver = drive(
      testSaga([testStep('A', { call: testCall('A', { retry: { ...testCall('A').retry, attempts: 1 } }) })]),
    );
    driver.timeOut('A');
    driver.exhaust('UndoA');
    driver.operate({ action: 'skip' });
    expect(driver.state().status).toBe('aborted');
    driver.answer('A', 'ADone', {}, 1);
    expect(driver.journal.at(-1)).toMatchObject({ type: 'late-success', reopens: false });
  });

  it('leaves as it is a point of no return that happened while unwinding', () => {
    const driver = drive(testSaga([testFinalStep('P', { pivot: true })]));
    driver.timeOut('P');
    driver.retry('P');
    driver.refuse('P');
    driver.answer('P', 'PDone', {}, 1);
    expect(driver.state().status).toBe('stuck');
    driver.operate({ action: 'resolve', step: 'P', event: 'PRefused' });
    expect(refusal(driver)).toBeDefined();
    driver.operate({ action: 'skip', step: 'P' });
    expect(driver.state().status).toBe('aborted');
  });

  it('does not forget a failure beside it that waits for the point of no return', () => {
    const branches = testGroup(
      'g',
      [testFinalStep('P', { pivot: true })],
      [testStep('A')],
      [testStep('B'), testStep('C')],
    );
    const driver = drive(testSaga([branches]));
    driver.refuse('A');
    driver.timeOut('P');
    driver.operate({ action: 'retry', step: 'P' });
    run(driver, 'B');
    expect(driver.sent()).toEqual([]);
    driver.refuse('P');
    expect(driver.sent()).toEqual(['UndoB']);
  });

  it('ends an await by the answer of a person, or without one', () => {
    const saga = testSaga([testAwait('X', ['Yes'], { failure: ['No'] }), testStep('B')]);
    const resolved = drive(saga);
    resolved.operate({ action: 'resolve', step: 'X', event: 'Yes', data: { by: 'ana' } });
    expect(resolved.sent()).toEqual(['B']);
    expect(resolved.state().messages.Yes).toEqual({ by: 'ana' });
    const skipped = drive(saga);
    skipped.operate({ action: 'skip', step: 'X' });
    expect(skipped.sent()).toEqual(['B']);
    const refused = drive(saga);
    refused.operate({ action: 'resolve', step: 'X', event: 'No' });
    expect(refused.state().status).toBe('aborted');
  });

  it('cancels a saga that waits, pauses or asks, and abandons what is open', () => {
    const asking = testStep('C', { check: testCall('CheckC', { readOnly: true }) });
    const group = testGroup('g', [testAwait('X', ['Yes'])], [testWait('W', 9_000)], [testStep('B')], [asking]);
    const driver = drive(testSaga([testStep('A'), group]));
    run(driver, 'A');
    driver.exhaust('C');
    driver.timeOut('B');
    driver.operate({ action: 'cancel' });
    expect(sentFrom(driver)).toEqual(['UndoB']);
    run(driver, 'UndoB', 'CheckC');
    expect(sentFrom(driver)).toEqual(['UndoC']);
    run(driver, 'UndoC', 'UndoA');
    expect(driver.state()).toMatchObject({ status: 'aborted', cause: { kind: 'cancel' } });
  });

  it('works out a blocked undo anew', () => {
    const undo = { ...testUndo('UndoA'), when: { cel: 'Told.it > 1' } };
    const saga = { ...testSaga([testStep('A', { undo }), testStep('B')]), hears: ['Told'] };
    const driver = run(drive(saga), 'A');
    driver.refuse('B');
    expect(driver.state().status).toBe('stuck');
    driver.hear('Told', { it: 2 });
    driver.operate({ action: 'retry' });
    expect(sentFrom(driver)).toEqual(['UndoA']);
  });
});
