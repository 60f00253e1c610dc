import { describe, expect, it } from 'vitest';
import { checkout, testCall, testFinalStep, testSaga, testStep, testUndo } from '../testing/definitions.js';
import { type Driver, drive } from '../testing/drive.js';
import { alerts, published, run } from '../testing/read-drive.js';

describe('rule 4: unwinding', () => {
  it('waits for an answer that is still out, and gives up what waits for a retry', () => {
    const branches = [[testStep('A')], [testStep('B')], [testStep('C')]];
    const driver = drive(testSaga([testStep('First'), { kind: 'parallel', name: 'g', branches }]));
    run(driver, 'First');
    driver.timeOut('C');
    driver.refuse('A');
    expect(driver.sent()).toEqual(['UndoC']);
    run(driver, 'UndoC', 'B');
    expect(driver.sent()).toEqual(['UndoB']);
    run(driver, 'UndoB');
    expect(driver.sent()).toEqual(['UndoFirst']);
  });

  it('gives a step without an answer no second attempt while unwinding', () => {
    const branches = [[testStep('A')], [testStep('B')]];
    const driver = drive(testSaga([{ kind: 'parallel', name: 'g', branches }]));
    driver.refuse('A');
    driver.timeOut('B');
    expect(driver.sent()).toEqual(['UndoB']);
  });

  it('unwinds branches of several steps from their ends', () => {
    const branches = [
      [testStep('A'), testStep('B')],
      [testStep('C'), testStep('D')],
    ];
    const driver = drive(testSaga([{ kind: 'parallel', name: 'g', branches }, testStep('Z')]));
    run(driver, 'A', 'B', 'C', 'D');
    driver.refuse('Z');
    expect(driver.sent()).toEqual(['UndoB', 'UndoD']);
    run(driver, 'UndoD');
    expect(driver.sent()).toEqual(['UndoC']);
  });

  it('goes on with the other undos when one fails for good, then parks', () => {
    const driver = run(drive(testSaga([testStep('A'), testStep('B'), testStep('C')])), 'A', 'B');
    driver.refuse('C');
    driver.exhaust('UndoB');
    expect(driver.sent()).toEqual(['UndoA']);
    run(driver, 'UndoA');
    expect(driver.state().status).toBe('stuck');
    expect(alerts(driver)).toEqual(['`UndoB`, the undo of `B`, has failed for good: no answer in time.']);
    expect(published(driver.journal)).toEqual([]);
  });

  it('tells whom the saga names, with its runbook', () => {
    const stuck = { alert: 'team-a', runbook: 'docs/a.md' };
    const driver = run(drive({ ...testSaga([testStep('A'), testStep('B')]), stuck }), 'A');
    driver.refuse('B');
    driver.exhaust('UndoA');
    const sent = driver.messages();
    expect(sent).toMatchObject([{ kind: 'alert', reason: 'stuck', ...stuck }]);
  });

  it('parks nothing when the undo succeeds late', () => {
    const driver = run(drive(testSaga([testStep('A'), testStep('B'), testStep('C')])), 'A', 'B');
    driver.refuse('C');
    driver.exhaust('UndoB');
    driver.answer('UndoB', 'UndoBDone');
    run(driver, 'UndoA');
    expect(driver.state().status).toBe('aborted');
  });

  it('skips an undo whose condition does not hold', () => {
    const undo = { ...testUndo('UndoA'), when: { cel: 'has(seen.OrderShipped)' } };
    const driver = run(drive(testSaga([testStep('A', { undo }), testStep('B')])), 'A');
    driver.refuse('B');
    expect(driver.state().status).toBe('aborted');
  });

  it('undoes what the start event did', () => {
    const driver = drive(
      testSaga([{ kind: 'undo', name: 'RejectOrder', undo: testUndo('RejectOrder') }, testStep('A')]),
    );
    driver.refuse('A');
    expect(driver.sent()).toEqual(['RejectOrder']);
  });

  it('is not bounded by the deadline, which only ends the wait for answers', () => {
    const driver = run(drive(testSaga([testStep('A'), testStep('B')])), 'A');
    driver.deadline();
    expect(driver.sent()).toEqual(['UndoB']);
    const before = driver.journal.length;
    driver.deadline();
    expect(driver.journal).toHaveLength(before);
    run(driver, 'UndoB', 'UndoA');
    expect(driver.state()).toMatchObject({ status: 'aborted', cause: { kind: 'deadline' } });
  });

  it.each([
    ['failure', (driver: Driver) => driver.refuse('B'), 'refused'],
    ['timeout of the command', (driver: Driver) => driver.exhaust('B'), 'slow'],
    ['deadline', (driver: Driver) => driver.deadline(), 'other'],
  ])('picks the fields of an undo by the cause: %s', (_name, fail, reason) => {
    const constant = (value: string) => ({ kind: 'const' as const, value });
    const cases = [
      { cause: 'BRefused', from: constant('refused') },
      { cause: 'B.timeout', from: constant('slow') },
      { cause: 'timeout', from: constant('any timeout') },
      { cause: 'else', from: constant('other') },
    ];
    const input = [{ field: 'reason', from: { kind: 'cause' as const, cases } }];
    const driver = run(drive(testSaga([testStep('A', { undo: testUndo('UndoA', { input }) }), testStep('B')])), 'A');
    fail(driver);
    if (driver.state().steps.B?.undo !== undefined) run(driver, 'UndoB');
    expect(driver.state().steps.A?.undo?.input).toEqual({ reason });
  });
});

describe('an undo picked by cause', () => {
  const constant = (value: string) => ({ kind: 'const' as const, value });

  it('prefers the step to its command where two steps send the same', () => {
    const cases = ['timeout', 'Pay.timeout', 'rest.timeout'].map((cause) => ({ cause, from: constant(cause) }));
    const input = [{ field: 'reason', from: { kind: 'cause' as const, cases } }];
    const rest = testFinalStep('rest', { call: testCall('Pay', { readOnly: true }) });
    const driver = run(drive(testSaga([testStep('A', { undo: testUndo('UndoA', { input }) }), rest])), 'A');
    driver.exhaust('rest');
    expect(driver.state().steps.A?.undo?.input).toEqual({ reason: 'rest.timeout' });
  });
});

describe('rule 5: the events at the end', () => {
  it('are not published twice when a step or an undo has answered with them', () => {
    const done = drive(testSaga([testFinalStep('A', { call: testCall('A', { success: ['OrderConfirmed'] }) })]));
    done.answer('A', 'OrderConfirmed');
    expect(published(done.journal)).toEqual([]);
    const undo = testUndo('RejectOrder', { success: ['OrderCancelled'] });
    const undone = drive(testSaga([{ kind: 'undo', name: 'Reject', undo }, testStep('A')]));
    undone.refuse('A');
    undone.answer('UndoReject', 'OrderCancelled');
    expect(undone.state().status).toBe('aborted');
    expect(published(undone.journal)).toEqual([]);
  });
});

describe('rule 6: no wedged instance', () => {
  it('parks when a guard or an input cannot be worked out, and never undoes because of it', () => {
    const driver = run(drive(testSaga([testStep('A'), testStep('B', { when: { cel: 'Nothing.here > 1' } })])), 'A');
    expect(driver.state().status).toBe('stuck');
    expect(alerts(driver)[0]).toContain('The guard or input of `B` cannot be worked out');
  });

  it('goes on unwinding past an undo that cannot be worked out, then parks', () => {
    const undo = { ...testUndo('UndoB'), when: { cel: '1 + 1' } };
    const driver = run(drive(testSaga([testStep('A'), testStep('B', { undo }), testStep('C')])), 'A', 'B');
    driver.refuse('C');
    expect(driver.sent()).toEqual(['UndoA']);
    run(driver, 'UndoA');
    expect(driver.state().status).toBe('stuck');
  });

  it('drops timers and losses that no longer fit', () => {
    const driver = run(drive(checkout), 'ReserveStock');
    const before = driver.journal.length;
    driver.retry('ReserveStock');
    const key = 'Checkout.o1/ReserveStock';
    driver.input({ type: 'attempt-lost', now: 0, key, attempt: 1, reason: { kind: 'timeout' } });
    driver.input({
      type: 'reply',
      now: 0,
      key: 'Other.o1/ReserveStock',
      attempt: 1,
      event: 'ReserveStockDone',
      data: {},
    });
    expect(driver.journal).toHaveLength(before);
  });

  it('records duplicates without acting on them', () => {
    const driver = run(drive(checkout), 'ReserveStock', 'ReserveStock');
    expect(driver.journal.at(-1)).toMatchObject({ type: 'reply-ignored', reason: 'duplicate' });
    expect(driver.sent()).toEqual([]);
  });
});
