import { describe, expect, it } from 'vitest';
import { checkout } from './testing/definitions.js';
import { drive } from './testing/drive.js';
import { timelineOf } from './timeline.js';

describe('the timeline', () => {
  it('tells a journey line by line', () => {
    const driver = drive(checkout);
    driver.timeOut('ReserveStock');
    driver.retry('ReserveStock');
    driver.succeed('ReserveStock');
    driver.refuse('CapturePayment');
    driver.succeed('UndoReserveStock');
    driver.succeed('UndoReserveStock');
    expect(timelineOf(driver.journal).map(({ sinceStartMs, tone, text }) => `${sinceStartMs} ${tone} ${text}`)).toEqual(
      [
        '0 start Checkout 1.0.0 started by OrderPlaced (Checkout.o1)',
        '0 progress ReserveStock sent to participant',
        '10 trouble ReserveStock: attempt 1: no answer in time',
        '10 note ReserveStock: will be tried again in 1 s',
        '20 progress ReserveStock sent to participant (attempt 2)',
        '30 success ReserveStock: answered ReserveStockDone',
        '30 progress CapturePayment sent to participant',
        '40 trouble CapturePayment: attempt 1: answered CapturePaymentRefused',
        '40 failure CapturePayment: did not happen',
        '40 failure unwinding because CapturePayment answered CapturePaymentRefused',
        '40 undo undo ReserveStock: UndoReserveStock sent to participant',
        '50 success undo ReserveStock: answered UndoReserveStockDone',
        '50 progress OrderCancelled published',
        '50 failure aborted: everything is undone',
        '60 note undo ReserveStock: answered UndoReserveStockDone again: ignored',
      ],
    );
  });

  it('of nothing is empty', () => {
    expect(timelineOf([])).toEqual([]);
  });
});
