import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { noCorrectionEvent as rule } from './no-correction-event.js';

const yamlOf = (names: readonly string[]) => `events:\n${names.map((name) => `  ${name}: {}\n`).join('')}`;
const found = (...names: string[]) => findingsOf(rule, yamlOf(names));

/** A saga whose undo answers with `undone`; the event of its step has `fields`. */
const sagaYaml = (undone: string, fields = 'seatId: uuid') => `
events:
  TripAsked: { payload: { seatId: uuid } }
  SeatMoved: { payload: { ${fields} } }
  SeatMovedBack: {}
commands:
  MoveSeat: { payload: { seatId: uuid }, success: SeatMoved }
  MoveSeatBack: { payload: { seatId: uuid }, success: ${undone} }
sagas:
  Trip: { start: TripAsked, steps: [{ do: MoveSeat, undo: MoveSeatBack }] }
`;

describe('no-correction-event', () => {
  it('finds an event behind whose name stands a correction', async () => {
    expect(await found('OrderPlaced', 'OrderPlacedCorrection')).toEqual([
      'OrderPlacedCorrection: The event `OrderPlacedCorrection` corrects `OrderPlaced` instead of saying what happened.',
    ]);
    expect(await found('InvoiceSentFix')).toEqual([
      'InvoiceSentFix: The event `InvoiceSentFix` corrects another event instead of saying what happened.',
    ]);
    expect((await found('OrderPlaced', 'OrderPlacedCorrected')).length).toBe(1);
  });

  it('leaves corrections alone that are facts of the business', async () => {
    expect(await found('InvoiceCorrected', 'InvoiceIssued', 'PriceCorrectionApplied', 'CorrectionPosted')).toEqual([]);
    expect(await found('DefectReportedFixed', 'BugFix', 'GradeCorrection', 'OrderResent', 'OrderPlaced')).toEqual([]);
  });

  it('takes a corrected document for one unless its payload is the same', async () => {
    const yaml = (fields: string) => `events:
  InvoiceIssued: { payload: { invoiceId: uuid, total: int } }
  CorrectedInvoiceIssued: { payload: { ${fields} } }
`;
    expect(await findingsOf(rule, yaml('invoiceId: uuid, total: int, replaces: uuid'))).toEqual([]);
    expect((await findingsOf(rule, yaml('total: int, invoiceId: uuid'))).length).toBe(1);
    expect(await found('CorrectedInvoiceIssued')).toEqual([]);
  });

  it('finds an undo that answers with the event of what it undoes', async () => {
    expect(await findingsOf(rule, sagaYaml('SeatMoved'))).toEqual([
      'MoveSeatBack: `MoveSeatBack` takes back what `MoveSeat` did, and answers with the same event: `SeatMoved`.',
    ]);
    expect(await findingsOf(rule, sagaYaml('[SeatMovedBack, SeatMoved]'))).toHaveLength(1);
    expect(await findingsOf(rule, sagaYaml('SeatMovedBack'))).toEqual([]);
  });

  it('points at what may be negative, and proposes a name', async () => {
    const { findings } = await runRule(rule, rule.bad);
    expect(findings[0]?.help).toBe('Give the undo an event of its own, such as `FareRefunded`.');
    expect(findings[0]?.labels?.map((label) => label.text)).toEqual([
      'said of both',
      'may be negative, which is how it is taken back',
    ]);
  });

  it('accepts one event for both where a field tells them apart', async () => {
    expect(await findingsOf(rule, sagaYaml('SeatMoved', 'seatId: uuid, taken: boolean'))).toEqual([]);
    expect(await findingsOf(rule, sagaYaml('SeatMoved', 'direction: enum(there|back)'))).toEqual([]);
    expect(await findingsOf(rule, sagaYaml('SeatMoved', 'currency: enum(eur|usd), taken: boolean?'))).toHaveLength(1);
  });

  it('finds a command that is its own undo', async () => {
    const yaml = sagaYaml('SeatMovedBack').replace('undo: MoveSeatBack', 'undo: MoveSeat');
    expect(await findingsOf(rule, yaml)).toEqual([
      'MoveSeat: `MoveSeat` takes back what `MoveSeat` did, and answers with the same event: `SeatMoved`.',
    ]);
  });

  it('finds a reaction to a failure that takes an event back with a negative amount', async () => {
    const yaml = (amount: string, emitted = 'FareCharged') => `
services: { fares: {} }
events:
  RideEnded: {}
  CarBroke: { failureOf: RideEnded }
  FareCharged: { payload: { rideId: uuid, amount: ${amount} } }
  FareRefunded: { payload: { rideId: uuid, amount: ${amount} } }
flows:
  Fares:
    reactions:
      - { on: RideEnded, by: fares, emits: FareCharged }
      - { on: CarBroke, by: fares, emits: ${emitted} }
`;
    expect(await findingsOf(rule, yaml('{ type: decimal(9.2), min: -100 }'))).toEqual([
      'FareCharged: `Fares` takes `FareCharged` back by publishing it again with a negative amount.',
    ]);
    expect(await findingsOf(rule, yaml('{ type: decimal(9.2), min: 0 }'))).toEqual([]);
    expect(await findingsOf(rule, yaml('decimal(9.2)'))).toEqual([]);
    expect(await findingsOf(rule, yaml('{ type: decimal(9.2), min: -100 }', 'FareRefunded'))).toEqual([]);
  });
});
