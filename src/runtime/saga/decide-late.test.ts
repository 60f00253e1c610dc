import { describe, expect, it } from 'vitest';
import { testFinalStep, testSaga, testStep, testUndo } from '../testing/definitions.js';
import { drive } from '../testing/drive.js';
import { alerts, published, run } from '../testing/read-drive.js';

describe('a success that comes after giving up', () => {
  const undo = { ...testUndo('UndoA'), when: { cel: 'has(seen.ADone)' } };

  it('is undone although the undo was skipped as long as nobody knew of it', () => {
    const driver = drive(testSaga([testStep('A', { undo })]));
    driver.exhaust('A');
    expect(driver.state().status).toBe('aborted');
    driver.answer('A', 'ADone');
    expect(driver.sent()).toEqual(['UndoA']);
    run(driver, 'UndoA');
    expect(driver.state().status).toBe('aborted');
    expect(published(driver.journal)).toEqual(['OrderCancelled']);
  });

  it('is undone while other steps are still being undone', () => {
    const driver = run(drive(testSaga([testStep('Z'), testStep('A', { undo })])), 'Z');
    driver.exhaust('A');
    expect(driver.sent()).toEqual(['UndoZ']);
    driver.answer('A', 'ADone');
    expect(driver.sent()).toEqual(['UndoA']);
    run(driver, 'UndoZ');
    expect(driver.state().status).toBe('unwinding');
    run(driver, 'UndoA');
    expect(driver.state().status).toBe('aborted');
  });

  it('gives an undo a second chance whose input could not be worked out', () => {
    const guard = { ...testUndo('UndoA'), when: { cel: 'ADone.amount > 1' } };
    const driver = run(drive(testSaga([testStep('Z'), testStep('A', { undo: guard })])), 'Z');
    driver.exhaust('A');
    driver.answer('A', 'ADone', { amount: 5 });
    run(driver, 'UndoA', 'UndoZ');
    expect(driver.state().status).toBe('aborted');
  });

  it('wakes nothing when its undo has run, at the point of no return neither', () => {
    const driver = drive(testSaga([testStep('P', { pivot: true }), testFinalStep('Z')]));
    driver.exhaust('P');
    run(driver, 'UndoP');
    const ends = () => driver.journal.filter((entry) => entry.type === 'saga-aborted').length;
    expect(ends()).toBe(1);
    driver.answer('P', 'PDone');
    expect(driver.journal.at(-1)).toMatchObject({ type: 'late-success', reopens: false });
    expect(ends()).toBe(1);
  });

  it('of an undo is no reason to decide anything anew', () => {
    const driver = run(drive(testSaga([testStep('A'), testStep('B')])), 'A');
    driver.refuse('B');
    driver.exhaust('UndoA');
    expect(driver.state().status).toBe('stuck');
    driver.answer('UndoA', 'UndoADone');
    expect(driver.state()).toMatchObject({ status: 'aborted', steps: { A: { undo: { status: 'succeeded' } } } });
  });

  it('of a step is undone even when the saga is parked, and a person hears of what is left', () => {
    const driver = run(drive(testSaga([testStep('A'), testStep('B')])), 'A');
    driver.timeOut('B');
    driver.retry('B');
    driver.refuse('B');
    driver.exhaust('UndoA');
    expect(driver.state().status).toBe('stuck');
    driver.answer('B', 'BDone', {}, 1);
    expect(driver.sent()).toEqual(['UndoB']);
    run(driver, 'UndoB');
    expect(driver.state()).toMatchObject({ status: 'stuck', steps: { B: { undo: { status: 'succeeded' } } } });
    expect(alerts(driver)).toHaveLength(1);
  });
});
