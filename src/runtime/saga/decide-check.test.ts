import { describe, expect, it } from 'vitest';
import { testCall, testFinalStep, testSaga, testStep, testUndo } from '../testing/definitions.js';
import { type Driver, drive } from '../testing/drive.js';
import { alerts, inputs, run, sentFrom } from '../testing/read-drive.js';
import { fieldOf, testGroup } from '../testing/step-forms.js';
import type { DoStepDefinition } from './definition.js';

function checked(name: string, change: Partial<DoStepDefinition> = {}): DoStepDefinition {
  return testStep(name, { check: testCall(`Check${name}`, { readOnly: true }), ...change });
}

/** A, which nobody answers, then B: the check of A is out. */
function asked(): Driver {
  const driver = drive(testSaga([checked('A'), testStep('B')]));
  driver.exhaust('A');
  return driver;
}

describe('a check', () => {
  it('is asked once attempts are used up, not after a refusal', () => {
    expect(asked().sent()).toEqual(['CheckA']);
    const driver = drive(testSaga([checked('A')]));
    driver.refuse('A');
    expect(driver.state().status).toBe('aborted');
  });

  it('goes on when the step has happened', () => {
    const driver = asked();
    driver.answer('CheckA', 'CheckADone', { id: 7 });
    expect(driver.sent()).toEqual(['B']);
    expect(driver.state().messages.CheckADone).toEqual({ id: 7 });
    driver.refuse('B');
    expect(driver.sent()).toEqual(['UndoA']);
  });

  it('undoes nothing when it has not', () => {
    const driver = asked();
    driver.refuse('CheckA');
    expect(driver.state()).toMatchObject({ status: 'aborted', cause: { kind: 'timeout', of: ['A'] } });
  });

  it('undoes it when nobody knows', () => {
    const driver = asked();
    driver.exhaust('CheckA');
    expect(driver.sent()).toEqual(['UndoA']);
  });

  it('takes the late answer of the step itself, and asks no more', () => {
    const driver = asked();
    driver.timeOut('CheckA');
    expect(driver.state().timers).toHaveProperty('A!check');
    run(driver, 'A');
    expect(driver.sent()).toEqual(['B']);
    expect(driver.state().timers).not.toHaveProperty('A!check');
    driver.refuse('CheckA');
    expect(driver.journal.at(-1)).toMatchObject({ type: 'reply-ignored', reason: 'late' });
    const refused = asked();
    refused.answer('A', 'ARefused', {}, 1);
    expect(refused.state().status).toBe('aborted');
  });

  it('counts a no only as the answer to its latest question', () => {
    const driver = asked();
    driver.timeOut('CheckA');
    driver.retry('CheckA');
    driver.answer('CheckA', 'CheckARefused', {}, 1);
    expect(driver.journal.at(-1)).toMatchObject({ type: 'reply-ignored', reason: 'late' });
    driver.answer('CheckA', 'CheckADone', {}, 1);
    expect(driver.sent()).toEqual(['B']);
  });

  it('is asked anew after a person has had the step tried again', () => {
    const pivot = testFinalStep('P', { pivot: true, check: testCall('CheckP', { readOnly: true }) });
    const driver = drive(testSaga([testStep('A'), pivot]));
    run(driver, 'A');
    driver.exhaust('P');
    driver.exhaust('CheckP');
    expect(driver.state().status).toBe('stuck');
    driver.operate({ action: 'retry', step: 'P' });
    expect(driver.sent()).toEqual(['P#4']);
    driver.exhaust('P');
    expect(driver.sent()).toEqual(['CheckP#4']);
    driver.answer('CheckP', 'CheckPRefused', {}, 3);
    expect(driver.state().status).toBe('running');
    driver.exhaust('CheckP');
    expect(driver.state().steps.P?.check?.attempt).toBe(6);
    expect(alerts(driver)).toHaveLength(1);
  });

  it.each([
    ['CheckPDone', 'completed'],
    ['CheckPRefused', 'unwinding'],
  ])('decides about the point of no return: %s', (event, status) => {
    const pivot = testFinalStep('P', { pivot: true, check: testCall('CheckP', { readOnly: true }) });
    const driver = run(drive(testSaga([testStep('A'), pivot])), 'A');
    driver.exhaust('P');
    driver.hear('Whatever');
    driver.deadline();
    expect(driver.state().status).toBe('running');
    driver.answer('CheckP', event);
    expect(driver.state().status).toBe(status);
  });

  it('keeps no timer and no open question when the deadline ends the wait for it', () => {
    const driver = asked();
    driver.timeOut('CheckA');
    driver.deadline();
    expect(driver.sent()).toEqual(['CheckA#2', 'UndoA']);
    expect(driver.state()).toMatchObject({ timers: {}, steps: { A: { check: { status: 'skipped' } } } });
  });

  it('is given no second attempt while the saga stops', () => {
    const driver = drive(testSaga([testGroup('g', [checked('A')], [testStep('C')])]));
    driver.exhaust('A');
    driver.refuse('C');
    driver.timeOut('CheckA');
    expect(driver.sent()).toEqual(['UndoA']);
  });

  it('gives each step its own answer where two are asked about by the same command', () => {
    const check = testCall('Check', { success: ['Found'], failure: [], readOnly: true });
    const undo = (name: string) => ({
      undo: testUndo(`Undo${name}`, { input: [{ field: 'of', from: fieldOf('Found', 'id') }] }),
    });
    const steps = [testStep('A', { check, ...undo('A') }), testStep('B', { check, ...undo('B') }), testStep('C')];
    const driver = drive(testSaga(steps));
    for (const name of ['A', 'B']) {
      driver.exhaust(name);
      driver.answer(`Check${name}`, 'Found', { id: name });
    }
    driver.refuse('C');
    expect(inputs(driver)).toEqual([{ of: 'B' }]);
    run(driver, 'UndoB');
    expect([sentFrom(driver), inputs(driver)]).toEqual([['UndoA'], [{ of: 'A' }]]);
  });

  it('can be answered by a person, for the step', () => {
    const driver = asked();
    driver.operate({ action: 'resolve', step: 'A', event: 'ADone' });
    expect(driver.sent()).toEqual(['B']);
    const waiting = asked();
    waiting.timeOut('CheckA');
    waiting.operate({ action: 'skip' });
    expect(waiting.journal.at(-1)).toMatchObject({ type: 'operator-refused' });
    waiting.operate({ action: 'retry' });
    expect(waiting.sent()).toEqual(['CheckA#2']);
  });
});
