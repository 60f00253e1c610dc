import type { SagaDefinition, StepDefinition } from '../saga/definition.js';
import { checkout, testFinalStep, testSaga, testStep, testUndo } from '../testing/definitions.js';
import { fixtureSagas, shipping } from '../testing/fixture-sagas.js';
import { fieldOf, testAwait, testGroup, testHandler, testLoop, testWait } from '../testing/step-forms.js';

/** Events that the outside sends to a saga; `NoteAdded` and its like come at any time. */
export interface Outside {
  /** Of these one comes, or none. */
  readonly oneOf: readonly string[];
  readonly notes: readonly string[];
}

const NOBODY: Outside = { oneOf: [], notes: [] };

/** What undoes the start event, rounds that an event ends, a failure that is dealt with inside of a round. */
const tour = testSaga(
  [
    { kind: 'undo', name: 'Book', undo: testUndo('CancelBooking') },
    testWait('Pack', { kind: 'value', from: { kind: 'const', value: 'PT0.1S' }, plusMs: 20 }),
    testLoop('Stops', { source: fieldOf('OrderPlaced', 'lines') }, stopSteps(), { until: 'TourEnded' }),
    testGroup(
      'arrival',
      [testLoop('Bags', 2, [testStep('Unload')], { parallel: true }), testStep('Wash')],
      [testAwait('greeting', ['Greeted'], { optional: true, timeoutMs: 5_000 })],
    ),
    testStep('Thank', { pivot: true }),
    testFinalStep('Bill'),
  ],
  { saga: 'Tour', cancelOn: ['TourCancelled'], messages: {} },
);

/** Waits for a person for as long as it takes. */
const { deadlineMs: _deadline, ...patience } = testSaga(
  [testStep('Draw'), forEver(testAwait('signature', ['Signed'], { failure: ['Torn'] })), testFinalStep('File')],
  { saga: 'Patience', messages: {} },
);

/** The fixtures' own checkout does not know the type of its amounts. */
const others = fixtureSagas.filter(({ saga }) => saga !== checkout.saga);

/** Sagas of every construct, with times that are over within seconds. */
export const proofSagas: readonly SagaDefinition[] = [checkout, ...others, shipping, tour, patience].map(hurry);

/** What the outside sends, by saga. */
export const outside: Readonly<Record<string, Outside>> = {
  Checkout: NOBODY,
  Assembly: NOBODY,
  Approval: { oneOf: ['Approved', 'Approved', 'Waived', 'Rejected', 'OrderWithdrawn'], notes: ['NoteAdded'] },
  Rental: { oneOf: ['Returned'], notes: [] },
  Payment: NOBODY,
  Nesting: NOBODY,
  Delivery: NOBODY,
  Tour: { oneOf: ['TourEnded', 'TourCancelled'], notes: ['Greeted'] },
  Patience: { oneOf: ['Signed', 'Signed', 'Torn'], notes: [] },
};

function stopSteps(): readonly StepDefinition[] {
  return [
    testStep('Drive2', { onFailure: [testHandler('Drive2Refused', 'retry', [testStep('Repair')], 2)] }),
    testStep('Visit'),
  ];
}

function forEver(step: ReturnType<typeof testAwait>): StepDefinition {
  const { timeoutMs: _timeout, ...rest } = step;
  return rest;
}

/** Minutes become seconds, and seconds become parts of one. */
function hurry(definition: SagaDefinition): SagaDefinition {
  const hurried: SagaDefinition = JSON.parse(JSON.stringify(definition), (key, value) => {
    if (key === 'retry')
      return { ...value, attempts: value.attempts === 1 ? 1 : 4, delayMs: 20, maxDelayMs: 200, jitter: 'full' };
    if (key === 'timeoutMs') return value > 5_000 ? 2_500 : 400;
    return key === 'ms' ? 150 : value;
  });
  return hurried.deadlineMs === undefined ? hurried : { ...hurried, deadlineMs: 12_000 };
}
