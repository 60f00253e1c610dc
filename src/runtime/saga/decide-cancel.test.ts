import { describe, expect, it } from 'vitest';
import { testFinalStep, testSaga, testStep, testUndo } from '../testing/definitions.js';
import { type Driver, drive } from '../testing/drive.js';
import { inputs, run, sentFrom } from '../testing/read-drive.js';
import { testAwait, testGroup, testHandler } from '../testing/step-forms.js';
import type { MappingDefinition } from './definition.js';

const cancelOn = ['OrderWithdrawn'];
const reason: MappingDefinition = {
  field: 'reason',
  from: {
    kind: 'cause',
    cases: [
      { cause: 'OrderWithdrawn', from: { kind: 'const', value: 'withdrawn' } },
      { cause: 'else', from: { kind: 'const', value: 'other' } },
    ],
  },
};
const saga = testSaga(
  [
    testStep('A', { undo: testUndo('UndoA', { input: [reason] }) }),
    testStep('B'),
    testFinalStep('P', { pivot: true }),
    testFinalStep('X'),
  ],
  { cancelOn },
);

function cancelled(driver: Driver): Driver {
  driver.hear('OrderWithdrawn', { by: 'customer' });
  return driver;
}

describe('cancelOn', () => {
  it('unwinds before the point of no return, with the answer that is out, and says so to the undos', () => {
    const driver = cancelled(run(drive(saga), 'A'));
    expect(driver.state()).toMatchObject({ status: 'unwinding', cause: { kind: 'cancel', event: 'OrderWithdrawn' } });
    run(driver, 'B', 'UndoB');
    expect([sentFrom(driver), inputs(driver)]).toEqual([['UndoA'], [{ reason: 'withdrawn' }]]);
  });

  it('is only noted after the point of no return, and while it unwinds', () => {
    const after = cancelled(run(drive(saga), 'A', 'B', 'P'));
    expect(after.journal.at(-1)).toMatchObject({ type: 'event-received', use: 'noted' });
    run(after, 'X');
    expect(after.state()).toMatchObject({ status: 'completed', messages: { OrderWithdrawn: { by: 'customer' } } });
    const unwinding = run(drive(saga), 'A');
    unwinding.refuse('B');
    cancelled(unwinding);
    expect(unwinding.journal.at(-1)).toMatchObject({ use: 'noted' });
    expect(unwinding.state().cause).toMatchObject({ kind: 'failure' });
  });

  it('at the point of no return waits for what becomes of that', () => {
    const happened = cancelled(run(drive(saga), 'A', 'B'));
    expect(happened.journal.at(-1)).toMatchObject({ use: 'noted' });
    run(happened, 'P');
    expect(happened.sent()).toEqual(['X']);
    const onFailure = [testHandler('PRefused', 'retry', [testStep('Fix')], 3)];
    const steps = [testStep('A'), testFinalStep('P', { pivot: true, onFailure })];
    const handled = cancelled(run(drive(testSaga(steps, { cancelOn })), 'A'));
    handled.refuse('P');
    expect(sentFrom(handled)).toEqual(['UndoA']);
    expect(handled.state().cause).toEqual({ kind: 'cancel', event: 'OrderWithdrawn' });
  });

  it('as the deadline does that passes at the point of no return', () => {
    const onFailure = [testHandler('PRefused', 'retry', [testStep('Fix')], 3)];
    const driver = run(drive(testSaga([testStep('A'), testFinalStep('P', { pivot: true, onFailure })])), 'A');
    driver.deadline();
    expect(driver.journal.at(-1)).toMatchObject({ type: 'deadline-passed', consequence: 'alert' });
    driver.refuse('P');
    expect(sentFrom(driver)).toEqual(['UndoA']);
    expect(driver.state().cause).toEqual({ kind: 'deadline' });
  });

  it('unwinds what is parked before the point of no return, and not what is parked behind it', () => {
    const blocked = testStep('B', { when: { cel: 'Never.came' } });
    const before = cancelled(run(drive(testSaga([testStep('A'), blocked], { cancelOn })), 'A'));
    expect(sentFrom(before)).toEqual(['UndoA']);
    expect(before.state()).not.toHaveProperty('parkedFrom');
    const behind = run(drive(saga), 'A', 'B', 'P');
    behind.refuse('X');
    cancelled(behind);
    expect(behind.state().status).toBe('stuck');
    const unwinding = run(drive(saga), 'A');
    unwinding.refuse('B');
    unwinding.exhaust('UndoA');
    cancelled(unwinding);
    expect(unwinding.state().status).toBe('stuck');
  });

  it('ends what waits in other branches, and changes nothing once it has ended', () => {
    const group = testGroup('g', [testAwait('W', ['Yes'])], [testStep('C')]);
    const driver = cancelled(run(drive(testSaga([testStep('A'), group], { cancelOn })), 'A', 'C'));
    expect(sentFrom(driver)).toEqual(['UndoC']);
    run(driver, 'UndoC', 'UndoA');
    cancelled(driver);
    expect(driver.journal.at(-1)).toMatchObject({ use: 'ignored' });
    expect(driver.state().status).toBe('aborted');
  });

  it('may be what a step awaits: cancelling wins', () => {
    const driver = cancelled(drive(testSaga([testAwait('W', ['OrderWithdrawn'])], { cancelOn })));
    expect(driver.state().status).toBe('aborted');
  });
});

describe('hears', () => {
  it('takes note at any time, for guards and mappings, but not after the end', () => {
    const guarded = testStep('B', { when: { cel: 'has(seen.Noted)' } });
    const driver = drive(testSaga([testStep('A'), guarded, testStep('C')], { hears: ['Noted'] }));
    driver.hear('Noted', { n: 1 });
    driver.hear('Noted', { n: 2 });
    run(driver, 'A');
    expect(driver.sent()).toEqual(['B']);
    expect(driver.state().messages.Noted).toEqual({ n: 2 });
    run(driver, 'B', 'C');
    driver.hear('Noted');
    expect(driver.journal.at(-1)).toMatchObject({ use: 'ignored' });
  });

  it('notes and keeps an event that a step awaits as well', () => {
    const driver = drive(testSaga([testStep('A'), testAwait('W', ['Noted'])], { hears: ['Noted'] }));
    driver.hear('Noted');
    expect(driver.journal.slice(-2)).toMatchObject([{ use: 'noted' }, { use: 'kept' }]);
    run(driver, 'A');
    expect(driver.state().status).toBe('completed');
  });

  it('puts on record what nobody wants', () => {
    const driver = drive(saga);
    driver.hear('Strange');
    expect(driver.journal.at(-1)).toMatchObject({ type: 'event-received', event: 'Strange', use: 'ignored' });
    expect(driver.state().messages).not.toHaveProperty('Strange');
  });
});

describe('ids', () => {
  it('are made once from the instance, the same for the same run, and can be sent', () => {
    const call = { input: [{ field: 'id', from: { kind: 'variable' as const, name: 'shipment', path: [] } }] };
    const step = testStep('A');
    const ids = testSaga([{ ...step, call: { ...step.call, ...call } }], { ids: ['shipment', 'invoice'] });
    const { shipment, invoice } = drive(ids).state().ids;
    expect(shipment).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(invoice).not.toBe(shipment);
    expect(inputs(drive(ids))).toEqual([{ id: shipment }]);
    expect(drive(ids, { orderId: 'o2' }).state().ids.shipment).not.toBe(shipment);
  });
});
