import { describe, expect, it } from 'vitest';
import { testCall, testFinalStep, testSaga, testStep } from '../testing/definitions.js';
import { type Driver, drive } from '../testing/drive.js';
import { published, run } from '../testing/read-drive.js';
import { fieldOf } from '../testing/step-forms.js';
import type { SagaDefinition } from './definition.js';

const parent = { key: 'Order.o1/Ship', attempt: 2, instance: 'Order.o1' };
const saga: SagaDefinition = testSaga([testStep('A'), testFinalStep('P', { pivot: true }), testFinalStep('X')], {
  complete: [
    { event: 'Shipped', input: [{ field: 'orderId', from: fieldOf('OrderPlaced', 'orderId') }] },
    { event: 'Told', input: [] },
  ],
  abort: [{ event: 'NotShipped', input: [] }],
});

function answers(driver: Driver): readonly unknown[] {
  return driver.messages().filter(({ kind }) => kind === 'answer');
}

function nested(definition = saga): Driver {
  return drive(definition, undefined, parent);
}

describe('a saga that a command started', () => {
  it('answers with what it completes with, in its last transaction', () => {
    const driver = run(nested(), 'A', 'P', 'X');
    expect(answers(driver)).toMatchObject([{ to: parent, event: 'Shipped', data: { orderId: 'o1' } }]);
    expect(published(driver.journal)).toEqual(['Shipped', 'Told']);
    expect(driver.state()).toMatchObject({ status: 'completed', answered: true });
  });

  it('answers with what it aborts with', () => {
    const driver = nested();
    driver.refuse('A');
    expect(answers(driver)).toMatchObject([{ to: parent, event: 'NotShipped', data: {} }]);
  });

  it('answers with the event of a step that has published it already', () => {
    const ship = testFinalStep('X', { call: testCall('X', { success: ['Shipped'] }) });
    const driver = run(nested({ ...saga, steps: [testStep('A'), ship] }), 'A');
    driver.answer('X', 'Shipped', { parcel: 7 });
    expect(answers(driver)).toMatchObject([{ event: 'Shipped', data: { parcel: 7 } }]);
    expect(published(driver.journal)).toEqual(['Told']);
  });

  it('does not answer while it is stuck, and once when a person has helped', () => {
    const driver = run(nested(), 'A', 'P');
    driver.refuse('X');
    expect([driver.state().status, answers(driver)]).toEqual(['stuck', []]);
    driver.operate({ action: 'skip' });
    expect(answers(driver)).toHaveLength(1);
  });

  it('answers once, even when it unwinds again after its end', () => {
    const driver = nested();
    driver.timeOut('A');
    driver.retry('A');
    driver.refuse('A');
    expect(answers(driver)).toHaveLength(1);
    driver.answer('A', 'ADone', {}, 1);
    run(driver, 'UndoA');
    expect(driver.state().status).toBe('aborted');
    expect(driver.journal.filter(({ type }) => type === 'start-answered')).toHaveLength(1);
    expect(published(driver.journal)).toEqual(['NotShipped']);
  });

  it('says nothing where nobody waits', () => {
    const driver = drive(saga);
    driver.refuse('A');
    expect(answers(driver)).toEqual([]);
  });
});
