import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StepDefinition } from '../saga/definition.js';
import { checkout, testFinalStep, testSaga, testStep } from '../testing/definitions.js';
import { drive } from '../testing/drive.js';
import { run } from '../testing/read-drive.js';
import { diagramOf } from './diagram.js';
import { createFlowchart } from './flowchart.js';

/** What a diagram says, without its styles. */
function linesOf(diagram: string): readonly string[] {
  return diagram
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !line.startsWith('classDef'));
}

describe('the diagram of an instance', () => {
  it('shows how far each step is, branches too', () => {
    const driver = run(drive(checkout), 'ReserveStock', 'CapturePayment', 'AddLoyaltyPoints');
    driver.refuse('ScheduleShipment');
    driver.succeed('UndoAddLoyaltyPoints');
    driver.refuse('UndoCapturePayment');
    driver.succeed('UndoReserveStock');
    expect(linesOf(diagramOf(checkout, driver.state()))).toEqual([
      'flowchart TD',
      'n1(["OrderPlaced<br/>Checkout.o1"]):::done',
      'n2["ReserveStock<br/>undone"]:::undone',
      'n1 --> n2',
      'n3["CapturePayment<br/>undo failed"]:::failed',
      'n2 --> n3',
      'n4{"parallel-1"}:::open',
      'n3 --> n4',
      'n5["ScheduleShipment<br/>failed"]:::failed',
      'n4 --> n5',
      'n6["AddLoyaltyPoints<br/>undone"]:::undone',
      'n4 --> n6',
      'n7["ConfirmOrder<br/>point of no return<br/>open"]:::open',
      'n5 --> n7',
      'n6 --> n7',
      'n8["SendConfirmation<br/>open"]:::open',
      'n7 --> n8',
      'n9(["completed<br/>OrderConfirmed"]):::open',
      'n8 --> n9',
      'n10(["aborted<br/>OrderCancelled"]):::open',
      'n5 -. "unwinds" .-> n10',
      'n11(["stuck"]):::failed',
      'n3 -. "needs a person" .-> n11',
    ]);
  });

  it('shows handlers and loops, rounds and tries taken together', () => {
    const saga = testSaga([
      testStep('Pay', { onFailure: [{ on: 'PayRefused', steps: [testStep('Ask')], ...RETRY }] }),
      LOOP,
      testFinalStep('Ship', { pivot: true }),
    ]);
    const driver = drive(saga);
    driver.refuse('Pay');
    driver.succeed('UndoPay');
    driver.succeed('Pay.1/Ask');
    driver.succeed('Pay.2');
    driver.succeed('Each.1/Pack');
    expect(linesOf(diagramOf(saga, driver.state()))).toEqual(
      expect.arrayContaining([
        'n2["Pay<br/>done"]:::done',
        'n3["Ask<br/>done"]:::done',
        'n2 -. "PayRefused" .-> n3',
        'n3 -. "retry" .-> n2',
        'n4{"Each<br/>2 rounds"}:::open',
        'n5["Pack<br/>1 done, 1 waiting"]:::waiting',
        'n4 --> n5',
        'n5 -. "next" .-> n4',
        'n6["Ship<br/>point of no return<br/>open"]:::open',
        'n4 --> n6',
      ]),
    );
  });

  it('lets no text be read as Mermaid', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (text) => {
        const chart = createFlowchart();
        chart.connect([{ node: chart.node('box', [text], 'done'), label: text }], 'n1');
        const [, node = '', edge = '', ...styles] = chart.text().split('\n');
        expect(node).toMatch(/^ {2}n1\["([\p{L}\p{N} .,_-]|#\d+;)*"\]:::done$/u);
        expect(edge).toMatch(/^ {2}n1 -\. "([\p{L}\p{N} .,_-]|#\d+;)*" \.-> n1$/u);
        expect(styles.every((line) => line === '' || line.startsWith('  classDef '))).toBe(true);
      }),
    );
  });
});

// biome-ignore lint/suspicious/noThenProperty: the word of the language; a text there makes nothing thenable.
const RETRY = { then: 'retry', rounds: 1 } as const;

const LOOP: StepDefinition = {
  kind: 'forEach',
  name: 'Each',
  items: { kind: 'const', value: ['a', 'b'] },
  parallel: false,
  steps: [testStep('Pack')],
};
