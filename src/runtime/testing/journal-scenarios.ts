import type { SagaDefinition } from '../saga/definition.js';
import { testCall, testFinalStep, testSaga, testStep, testUndo } from './definitions.js';
import { type Driver, drive } from './drive.js';
import { fieldOf, testAwait, testGroup, testHandler, testLoop, testWait, variable } from './step-forms.js';

/** A saga up to a point at which its journal is recorded, and how it goes on from there. */
export interface JournalScenario {
  readonly name: string;
  readonly definition: SagaDefinition;
  readonly begin: () => Driver;
  readonly goOn: (driver: Driver) => void;
}

const item = testStep('PackItem', {
  call: testCall('PackItem', { input: [{ field: 'sku', from: variable('item', 'sku') }] }),
  undo: testUndo('UnpackItem', { input: [{ field: 'box', from: fieldOf('PackItemDone', 'box') }] }),
});

/** Nearly every construct in one saga. */
const order: SagaDefinition = testSaga(
  [
    { kind: 'undo', name: 'RejectOrder', undo: testUndo('UndoRejectOrder') },
    testStep('Reserve', {
      check: testCall('CheckReserve', { readOnly: true }),
      onFailure: [testHandler('ReserveRefused', 'retry', [testStep('Restock')], 2)],
    }),
    testLoop('Pack', { source: fieldOf('OrderPlaced', 'lines') }, [item], { until: 'Enough' }),
    testWait('Cool', { kind: 'value', from: fieldOf('OrderPlaced', 'pause'), plusMs: 1_000 }, { until: 'Hurry' }),
    testGroup(
      'Both',
      [testStep('Ship'), testStep('Insure', { when: { cel: 'OrderPlaced.total.amount > 100' } })],
      [testAwait('Approval', ['Approved'], { failure: ['Rejected'], onFailure: [testHandler('timeout', 'continue')] })],
    ),
    testStep('Gift', { optional: true, onFailure: [testHandler('timeout', 'skip')] }),
    testFinalStep('Confirm', { pivot: true }),
    testFinalStep('Invoice'),
  ],
  { ids: ['parcel'], hears: ['Noted'], cancelOn: ['Withdrawn'], stuck: { alert: 'team-a', runbook: 'docs/a.md' } },
);

function begin(): Driver {
  const lines = [{ sku: 'a' }, { sku: 'b' }, { sku: 'c' }];
  const start = { orderId: 'o-1', total: { amount: '150.00' }, lines, pause: 'PT5S' };
  return drive(order, start, { key: 'Parent.p1/Order', attempt: 1, instance: 'Parent.p1' });
}

/** With a restocked reserve, two packed items, and a pause ended early. */
function packed(): Driver {
  const driver = begin();
  driver.hear('Approved', { by: 'ana' });
  driver.hear('Noted');
  driver.refuse('Reserve');
  driver.succeed('Reserve.1/Restock');
  driver.exhaust('Reserve.2');
  driver.answer('CheckReserve.2', 'CheckReserveDone', { shelf: 4 });
  driver.answer('Pack.1/PackItem', 'PackItemDone', { box: 1 });
  driver.hear('Enough');
  driver.answer('Pack.2/PackItem', 'PackItemDone', { box: 2 });
  driver.hear('Hurry');
  return driver;
}

function shipped(): Driver {
  const driver = packed();
  driver.succeed('Ship');
  driver.timeOut('Insure');
  return driver;
}

/** A failure that is passed on, and a guard that an order without an amount keeps from being worked out. */
const repair: SagaDefinition = testSaga(
  [
    testStep('Inspect', { when: { cel: 'OrderPlaced.total.amount > 100' } }),
    testStep('Mend', { onFailure: [testHandler('MendRefused', 'unwind', [testStep('Apologise')])] }),
    testFinalStep('Return', { pivot: true }),
  ],
  { saga: 'Repair' },
);

/** What is recorded once for every released version. */
export const journalScenarios: readonly JournalScenario[] = [
  {
    name: 'completed',
    definition: order,
    begin: () => {
      const driver = shipped();
      driver.retry('Insure');
      driver.succeed('Insure');
      driver.exhaust('Gift');
      driver.succeed('UndoGift');
      driver.succeed('Confirm');
      driver.succeed('Invoice');
      return driver;
    },
    goOn: (driver) => {
      driver.answer('Gift', 'GiftDone', {}, 1);
      driver.succeed('Invoice');
      driver.operate({ action: 'cancel' });
    },
  },
  {
    name: 'aborted',
    definition: order,
    begin: () => {
      const driver = begin();
      driver.hear('Withdrawn', { why: 'bored' });
      driver.exhaust('Reserve');
      driver.exhaust('CheckReserve');
      driver.succeed('UndoReserve');
      driver.succeed('UndoRejectOrder');
      return driver;
    },
    goOn: (driver) => {
      driver.answer('Reserve', 'ReserveDone', {}, 1);
      driver.hear('Approved');
    },
  },
  {
    name: 'stuck',
    definition: order,
    begin: () => {
      const driver = shipped();
      driver.retry('Insure');
      driver.succeed('Insure');
      driver.succeed('Gift');
      driver.exhaust('Confirm');
      driver.deadline();
      return driver;
    },
    goOn: (driver) => {
      driver.operate({ action: 'retry', step: 'Confirm' });
      driver.succeed('Confirm');
      driver.refuse('Invoice');
      driver.operate({ action: 'resolve', step: 'Invoice', event: 'InvoiceDone', data: { number: 7 } });
    },
  },
  {
    name: 'awaiting',
    definition: order,
    begin: () => {
      const driver = begin();
      driver.succeed('Reserve');
      for (const round of [1, 2, 3]) driver.answer(`Pack.${round}/PackItem`, 'PackItemDone', { box: round });
      driver.tick();
      driver.input({ type: 'dispatched', now: 0, key: 'Checkout.o-1/Ship', attempt: 1, timeoutMs: 2_000 });
      return driver;
    },
    goOn: (driver) => {
      driver.pass(2_000);
      driver.retry('Ship');
      driver.succeed('Ship');
      driver.hear('Rejected', { by: 'ben' });
      driver.succeed('Insure');
      driver.succeed('UndoInsure');
    },
  },
  {
    name: 'unwinding',
    definition: order,
    begin: () => {
      const driver = shipped();
      driver.retry('Insure');
      driver.refuse('Insure');
      driver.exhaust('UndoShip');
      return driver;
    },
    goOn: (driver) => {
      driver.answer('Insure', 'InsureDone', {}, 1);
      driver.succeed('UndoInsure');
      driver.operate({ action: 'retry', step: 'Ship' });
      driver.answer('UndoPack.2/PackItem', 'UnpackItemDone');
      driver.answer('UndoPack.1/PackItem', 'UnpackItemDone');
      driver.succeed('UndoReserve.2');
      driver.succeed('UndoReserve.1/Restock');
      driver.succeed('UndoRejectOrder');
      driver.operate({ action: 'skip' });
    },
  },
  {
    name: 'passed-on',
    definition: repair,
    begin: () => {
      const driver = drive(repair, { orderId: 'o-2', total: { amount: '50.00' } });
      driver.refuse('Mend');
      driver.succeed('Mend.1/Apologise');
      return driver;
    },
    goOn: (driver) => driver.succeed('UndoMend.1/Apologise'),
  },
  {
    name: 'overdue',
    definition: repair,
    begin: () => {
      const driver = drive(repair, { orderId: 'o-3', total: { amount: '150.00' } });
      driver.succeed('Inspect');
      driver.deadline();
      return driver;
    },
    goOn: (driver) => {
      driver.succeed('Mend');
      driver.succeed('UndoMend');
      driver.succeed('UndoInspect');
    },
  },
  {
    name: 'blocked',
    definition: repair,
    begin: () => drive(repair, { orderId: 'o-4', total: {} }),
    goOn: (driver) => {
      driver.operate({ action: 'retry' });
      driver.operate({ action: 'skip', step: 'Inspect' });
      driver.succeed('Mend');
      driver.succeed('Return');
    },
  },
];
