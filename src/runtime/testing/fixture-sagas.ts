import type { SagaDefinition, StepDefinition } from '../saga/definition.js';
import { checkout, testCall, testFinalStep, testRetry, testSaga, testStep, testUndo } from './definitions.js';
import { fieldOf, testAwait, testGroup, testHandler, testLoop, testWait } from './step-forms.js';

/** The start message of every fixture saga. */
export const FIXTURE_ORDER = { orderId: 'o1', total: { amount: '150.00' }, lines: ['a', 'b'] };

/** The service that fixtures reach over the broker. */
export const REMOTE_SERVICE = 'carrier';

const LINES = { source: fieldOf('OrderPlaced', 'lines') };
const MINUTE = 60_000;
const UNASKED = { messages: {} };

/** Branches of several steps, a check, and a step that only reads. */
export const assembly: SagaDefinition = testSaga(
  [
    testFinalStep('LookUp', { call: testCall('LookUp', { readOnly: true }) }),
    testGroup('parts', [testStep('Cut'), testStep('Weld')], [testStep('Mould'), testStep('Paint')]),
    testFinalStep('Deliver', {
      pivot: true,
      call: testCall('Deliver', { retry: { ...testRetry, attempts: 1 } }),
      check: testCall('AskDelivered', { readOnly: true }),
    }),
  ],
  { saga: 'Assembly', ...UNASKED },
);

/** Waits for people: the first event of several, an answer that is a failure, ids, and events that cancel. */
export const approval: SagaDefinition = testSaga(
  [
    testStep('Ask'),
    testAwait('decision', ['Approved', 'Waived'], { failure: ['Rejected'], timeoutMs: 10 * MINUTE }),
    testFinalStep('Book', { when: { cel: '!has(seen.Waived)' } }),
  ],
  { saga: 'Approval', ids: ['approvalId'], hears: ['NoteAdded'], cancelOn: ['OrderWithdrawn'], ...UNASKED },
);

/** Pauses, one of which an event ends, and rounds in order and side by side. */
export const rental: SagaDefinition = testSaga(
  [
    testWait('cool-off', 2 * MINUTE),
    testLoop('months', LINES, [testStep('Charge'), testWait('month', MINUTE, { until: 'Returned' })]),
    testLoop('keys', LINES, [testStep('Lock')], { parallel: true }),
    testFinalStep('Close'),
  ],
  { saga: 'Rental', ...UNASKED },
);

/** Failures that are dealt with: tried again, passed over, left out, and steps that may fail. */
export const payment: SagaDefinition = testSaga(
  [
    testStep('Reserve'),
    testStep('Debit', {
      onFailure: [testHandler('DebitRefused', 'retry', [testStep('AskForCard')], 1)],
    }),
    testStep('Insure', { onFailure: [testHandler('InsureRefused', 'continue')] }),
    testStep('Gift', { onFailure: [testHandler('timeout', 'skip', [testFinalStep('Excuse')])] }),
    testFinalStep('Confirm'),
  ],
  { saga: 'Payment', ...UNASKED },
);

/** Its step `Ship` is a saga of its own, of the same worker. */
export const nesting: SagaDefinition = testSaga(
  [testStep('Pack'), testStep('Ship', { call: testCall('Ship', { timeoutMs: 10 * MINUTE }) }), testFinalStep('Notify')],
  { saga: 'Nesting', ...UNASKED },
);

/** The saga that a `Ship` command starts. */
export const shipping: SagaDefinition = testSaga([ofShip(testStep('Label')), ofShip(testFinalStep('HandOver'))], {
  saga: 'Shipping',
  start: { message: 'Ship', kind: 'command' },
  complete: [{ event: 'ShipDone', input: [] }],
  abort: [{ event: 'ShipRefused', input: [] }],
  ...UNASKED,
});

/** Steps of a service that is reached over a broker, between two of this process. */
export const delivery: SagaDefinition = testSaga(
  [testStep('Pick'), elsewhere('Route'), elsewhere('Drive'), testFinalStep('Sign')],
  { saga: 'Delivery', ...UNASKED },
);

/** Every saga of the fixtures that is not started by another one. */
export const fixtureSagas: readonly SagaDefinition[] = [
  checkout,
  assembly,
  approval,
  rental,
  payment,
  nesting,
  delivery,
];

function elsewhere(name: string): StepDefinition {
  const change = { service: REMOTE_SERVICE, timeoutMs: 10 * MINUTE };
  return testStep(name, { call: testCall(name, change), undo: testUndo(`Undo${name}`, change) });
}

/** The same step, filled from the command that starts the saga. */
function ofShip<Step extends StepDefinition>(step: Step): Step {
  return JSON.parse(JSON.stringify(step).replaceAll('"OrderPlaced"', '"Ship"')) as Step;
}
