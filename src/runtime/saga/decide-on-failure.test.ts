import { describe, expect, it } from 'vitest';
import { testCall, testFinalStep, testSaga, testStep, testUndo } from '../testing/definitions.js';
import { type Driver, drive } from '../testing/drive.js';
import { alerts, inputs, run, sentFrom } from '../testing/read-drive.js';
import { fieldOf, testAwait, testGroup, testHandler, testLoop } from '../testing/step-forms.js';
import type { FailureHandlerDefinition, SagaDefinition } from './definition.js';

/** Z, then A with its handlers, then B. */
function handling(...onFailure: FailureHandlerDefinition[]): SagaDefinition {
  return testSaga([testStep('Z'), testStep('A', { onFailure }), testStep('B')]);
}

function begun(saga: SagaDefinition): Driver {
  return run(drive(saga), 'Z');
}

describe('a failure that is retried', () => {
  const retry = testHandler('ARefused', 'retry', [testStep('Fix')], 2);

  it('runs the handler and tries again with another key, so many rounds, then unwinds all', () => {
    const driver = begun(handling(retry));
    driver.refuse('A');
    expect(sentFrom(driver)).toEqual(['A.1/Fix']);
    run(driver, 'A.1/Fix');
    expect(driver.messages()).toMatchObject([{ key: 'Checkout.o1/A.2', attempt: 1 }]);
    driver.refuse('A.2');
    run(driver, 'A.2/Fix');
    driver.refuse('A.3');
    expect(sentFrom(driver)).toEqual(['UndoA.2/Fix']);
    run(driver, 'UndoA.2/Fix', 'UndoA.1/Fix', 'UndoZ');
    expect(driver.state().status).toBe('aborted');
  });

  it('tries once more where it does not say how often', () => {
    const driver = begun(handling(testHandler('ARefused', 'retry')));
    driver.refuse('A');
    expect(sentFrom(driver)).toEqual(['A.2']);
    driver.refuse('A.2');
    expect(sentFrom(driver)).toEqual(['UndoZ']);
  });

  it('goes on when a later try succeeds, and undoes that one', () => {
    const driver = begun(handling(retry));
    driver.refuse('A');
    run(driver, 'A.1/Fix', 'A.2');
    expect(driver.sent()).toEqual(['B']);
    driver.refuse('B');
    expect(sentFrom(driver)).toEqual(['UndoA.2']);
  });

  it('undoes the doubtful try before the handler and the next try', () => {
    const driver = begun(handling(testHandler('timeout', 'retry', [testStep('Fix')])));
    driver.exhaust('A');
    expect(sentFrom(driver)).toEqual(['UndoA']);
    run(driver, 'UndoA');
    expect(sentFrom(driver)).toEqual(['A.1/Fix']);
    run(driver, 'A.1/Fix');
    expect(sentFrom(driver)).toEqual(['A.2']);
  });

  it('parks when the doubtful try cannot be undone, and goes on when a person has seen to it', () => {
    const driver = begun(handling(testHandler('timeout', 'retry')));
    driver.exhaust('A');
    driver.exhaust('UndoA');
    expect(alerts(driver)).toEqual(['`UndoA`, the undo of `A`, has failed for good: no answer in time.']);
    driver.operate({ action: 'resolve', step: 'A' });
    expect(sentFrom(driver)).toEqual(['A.2']);
  });

  it('keeps the answer of the later try when the first one answers late', () => {
    const undo = testUndo('UndoA', { input: [{ field: 'of', from: fieldOf('ADone', 'id') }] });
    const input = [{ field: 'of', from: fieldOf('ADone', 'id') }];
    const onFailure = [testHandler('timeout', 'retry')];
    const reader = testStep('B', { call: testCall('B', { input }) });
    const driver = drive(testSaga([testStep('A', { onFailure, undo }), testStep('M'), reader]));
    driver.exhaust('A');
    run(driver, 'UndoA');
    driver.answer('A.2', 'ADone', { id: 'second' });
    driver.answer('A', 'ADone', { id: 'first' });
    expect(driver.journal.at(-1)).toMatchObject({ type: 'late-success', abandoned: true, reopens: false });
    run(driver, 'M');
    expect(inputs(driver)).toEqual([{ of: 'second' }]);
    driver.refuse('B');
    run(driver, 'UndoM');
    expect([sentFrom(driver), inputs(driver)]).toEqual([['UndoA.2'], [{ of: 'second' }]]);
  });

  it('undoes a try that answers only after the saga has completed, and stays completed', () => {
    const undo = { ...testUndo('UndoA'), when: { cel: 'has(seen.ADone)' } };
    const driver = drive(
      testSaga([testStep('A', { undo, onFailure: [testHandler('timeout', 'skip')] }), testStep('B')]),
    );
    driver.exhaust('A');
    run(driver, 'B');
    expect(driver.state().status).toBe('completed');
    driver.answer('A', 'ADone');
    expect(driver.sent()).toEqual(['UndoA']);
    driver.deadline();
    run(driver, 'UndoA');
    expect(driver.state().status).toBe('completed');
    expect(driver.journal.filter(({ type }) => type === 'event-published')).toHaveLength(1);
  });

  it('lets the later try end before it parks for the undo of an earlier one', () => {
    const onFailure = [testHandler('ARefused', 'retry')];
    const driver = drive(testSaga([testStep('A', { pivot: true, onFailure }), testStep('B')]));
    driver.timeOut('A');
    driver.retry('A');
    driver.answer('A', 'ARefused');
    driver.answer('A', 'ADone', {}, 1);
    expect([sentFrom(driver), driver.state().pivotPassed]).toEqual([['UndoA'], false]);
    driver.exhaust('UndoA');
    expect(driver.state().status).toBe('running');
    run(driver, 'A.2');
    expect(driver.state().status).toBe('stuck');
    driver.operate({ action: 'skip' });
    expect(driver.sent()).toEqual(['B']);
  });

  it('in a loop belongs to its round', () => {
    const onFailure = [testHandler('ARefused', 'retry', [testStep('Fix')])];
    const driver = drive(testSaga([testLoop('L', [1, 2], [testStep('A', { onFailure })])]));
    driver.refuse('L.1/A');
    run(driver, 'L.1/A.1/Fix', 'L.1/A.2');
    expect(sentFrom(driver)).toEqual(['L.2/A']);
    driver.refuse('L.2/A');
    run(driver, 'L.2/A.1/Fix');
    driver.refuse('L.2/A.2');
    expect(sentFrom(driver)).toEqual(['UndoL.2/A.1/Fix']);
    run(driver, 'UndoL.2/A.1/Fix');
    expect(sentFrom(driver)).toEqual(['UndoL.1/A.2']);
  });
});

describe('a failure that the saga goes on behind', () => {
  it('`continue` lets stand what may have happened, and undoes it only when the saga unwinds', () => {
    const driver = begun(handling(testHandler('timeout', 'continue', [testStep('Note')])));
    driver.exhaust('A');
    expect(sentFrom(driver)).toEqual(['A.1/Note']);
    run(driver, 'A.1/Note');
    expect(driver.sent()).toEqual(['B']);
    driver.refuse('B');
    run(driver, 'UndoA.1/Note');
    expect(sentFrom(driver)).toEqual(['UndoA']);
  });

  it('`skip` undoes what may have happened first', () => {
    const driver = begun(handling(testHandler('timeout', 'skip')));
    driver.exhaust('A');
    expect(sentFrom(driver)).toEqual(['UndoA']);
    run(driver, 'UndoA');
    expect(driver.sent()).toEqual(['B']);
    driver.refuse('B');
    expect(sentFrom(driver)).toEqual(['UndoZ']);
  });

  it('handles a failure that may have left something behind alike', () => {
    const failure = [{ event: 'ARefused', retryable: false, effectUnknown: true }];
    const call = testCall('A', { failure });
    const driver = drive(
      testSaga([testStep('A', { call, onFailure: [testHandler('ARefused', 'skip')] }), testStep('B')]),
    );
    driver.refuse('A');
    expect(sentFrom(driver)).toEqual(['UndoA']);
  });

  it('handles only what it names', () => {
    const driver = begun(handling(testHandler('timeout', 'skip')));
    driver.refuse('A');
    expect(sentFrom(driver)).toEqual(['UndoZ']);
  });

  it('handles a failure of the point of no return, and what comes behind it', () => {
    const onFailure = [testHandler('PRefused', 'continue', [testFinalStep('Q')])];
    const last = testFinalStep('R', { onFailure: [testHandler('RRefused', 'skip')] });
    const driver = drive(testSaga([testFinalStep('P', { pivot: true, onFailure }), last]));
    driver.refuse('P');
    run(driver, 'P.1/Q');
    driver.refuse('R');
    expect(driver.state().status).toBe('completed');
  });
});

describe('a failure that unwinds all the same', () => {
  it('runs the handler first, and undoes what that did', () => {
    const driver = begun(handling(testHandler('ARefused', 'unwind', [testStep('Note')])));
    driver.refuse('A');
    run(driver, 'A.1/Note');
    expect(driver.journal.at(-2)).toMatchObject({ type: 'unwinding-started', cause: { event: 'ARefused', step: 'A' } });
    run(driver, 'UndoA.1/Note', 'UndoZ');
    expect(driver.state().status).toBe('aborted');
  });

  it('parks behind the point of no return; a success that comes late goes on', () => {
    const later = testFinalStep('X', { onFailure: [testHandler('timeout', 'unwind', [testFinalStep('Note')])] });
    const driver = run(drive(testSaga([testFinalStep('P', { pivot: true }), later, testFinalStep('Y')])), 'P');
    driver.exhaust('X');
    run(driver, 'X.1/Note');
    expect(alerts(driver)).toEqual(['`X` has failed for good after the point of no return: no answer in time.']);
    driver.answer('X', 'XDone');
    expect(driver.sent()).toEqual(['Y']);
  });
});

describe('a handler', () => {
  it('whose own step fails unwinds', () => {
    const driver = begun(handling(testHandler('ARefused', 'skip', [testStep('F'), testStep('G')])));
    driver.refuse('A');
    run(driver, 'A.1/F');
    driver.refuse('A.1/G');
    expect(sentFrom(driver)).toEqual(['UndoA.1/F']);
  });

  it('may wait, and is left alone by a failure beside it', () => {
    const onFailure = [testHandler('ARefused', 'retry', [testAwait('Help', ['Helped'])])];
    const driver = drive(testSaga([testGroup('g', [testStep('A', { onFailure })], [testStep('C')])]));
    driver.refuse('A');
    driver.refuse('C');
    expect(driver.state()).toMatchObject({ status: 'aborted', timers: {} });
  });

  it('has no say once the saga stops', () => {
    const onFailure = [testHandler('ARefused', 'retry'), testHandler('timeout', 'retry')];
    const driver = drive(testSaga([testGroup('g', [testStep('A', { onFailure })], [testStep('C')])]));
    driver.refuse('C');
    driver.timeOut('A');
    expect(sentFrom(driver)).toEqual(['UndoA']);
  });
});
