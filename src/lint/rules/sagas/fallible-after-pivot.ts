import { stepsAfterPivot } from '../../../model/after-pivot.js';
import { anyOf } from '../../../model/facts/name-list.js';
import { namesOf, pivotOf } from '../../../model/graph.js';
import type { AwaitStep, Catalog, DoStep, NameRef, SagaDef, Step } from '../../../model/index.js';
import { nameSpanOf } from '../../../model/step-parts.js';
import { hasOnePivot } from '../../facts/pivots.js';
import type { Finding, Rule } from '../../rule.js';

/** A step that may be refused where the saga can no longer turn back. */
export const fallibleAfterPivot: Rule = {
  id: 'fallible-after-pivot',
  group: 'sagas',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow steps behind the pivot that a business answer can refuse.',
  why: `Behind the point of no return a saga can only go on. A step there that is refused is neither tried again nor taken back: each refusal parks an instance, and a person has to chase the money for a car that has already left.

Not findings: failures that \`onFailure\` handles, \`optional\` steps, failures with \`retryable: true\`, and silence, which is retried.`,
  bad: `services:
  rental: { owner: team-cars }
  payment: { owner: team-money, inbox: true }
events:
  CarRequested: { version: 1.0.0, producer: rental, payload: { rentalId: uuid } }
  CarHandedOver: { version: 1.0.0, producer: rental, payload: { rentalId: uuid } }
  CarNotHandedOver: { version: 1.0.0, producer: rental, payload: { rentalId: uuid } }
  DepositTaken: { version: 1.0.0, producer: payment, payload: { rentalId: uuid } }
  DepositDeclined: { version: 1.0.0, producer: payment, payload: { rentalId: uuid } }
  DepositReturned: { version: 1.0.0, producer: payment, payload: { rentalId: uuid } }
commands:
  HandOverCar: { version: 1.0.0, handler: rental, payload: { rentalId: uuid }, success: CarHandedOver, failure: [CarNotHandedOver] }
  TakeDeposit: { version: 1.0.0, handler: payment, payload: { rentalId: uuid }, success: DepositTaken, failure: [DepositDeclined] }
  ReturnDeposit: { version: 1.0.0, handler: payment, payload: { rentalId: uuid }, success: DepositReturned, cannotFail: It lifts the hold. }
sagas:
  RentCar:
    service: rental
    start: CarRequested
    correlation: rentalId
    steps:
      - { do: HandOverCar, pivot: true }
      - do: TakeDeposit
`,
  good: `services:
  rental: { owner: team-cars }
  payment: { owner: team-money, inbox: true }
events:
  CarRequested: { version: 1.0.0, producer: rental, payload: { rentalId: uuid } }
  CarHandedOver: { version: 1.0.0, producer: rental, payload: { rentalId: uuid } }
  CarNotHandedOver: { version: 1.0.0, producer: rental, payload: { rentalId: uuid } }
  DepositTaken: { version: 1.0.0, producer: payment, payload: { rentalId: uuid } }
  DepositDeclined: { version: 1.0.0, producer: payment, payload: { rentalId: uuid } }
  DepositReturned: { version: 1.0.0, producer: payment, payload: { rentalId: uuid } }
commands:
  HandOverCar: { version: 1.0.0, handler: rental, payload: { rentalId: uuid }, success: CarHandedOver, failure: [CarNotHandedOver] }
  TakeDeposit: { version: 1.0.0, handler: payment, payload: { rentalId: uuid }, success: DepositTaken, failure: [DepositDeclined] }
  ReturnDeposit: { version: 1.0.0, handler: payment, payload: { rentalId: uuid }, success: DepositReturned, cannotFail: It lifts the hold. }
sagas:
  RentCar:
    service: rental
    start: CarRequested
    correlation: rentalId
    steps:
      - { do: TakeDeposit, undo: ReturnDeposit }
      - { do: HandOverCar, pivot: true }
`,
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      const pivot = pivotOf(saga)?.step;
      if (pivot === undefined || !hasOnePivot(saga)) continue;
      for (const { step } of stepsAfterPivot(saga)) {
        if ((step.kind !== 'do' && step.kind !== 'await') || step.optional) continue;
        const refusals = refusalsOf(catalog, step);
        if (refusals.length > 0) report(mayBeRefused(saga, step, refusals, pivot));
      }
    }
  },
};

/** Failure events that nothing handles; one that is worth another attempt is retried. */
function refusalsOf(catalog: Catalog, step: DoStep | AwaitStep): readonly NameRef[] {
  const failures = step.kind === 'await' ? step.failure : (catalog.commands.get(step.command.name)?.failure ?? []);
  const handled = new Set(step.onFailure.filter((one) => one.then !== 'unwind').map(({ on }) => on.name));
  return failures.filter(({ name }) => {
    const isRetried = step.kind === 'do' && catalog.events.get(name)?.retryable === true;
    return !handled.has(name) && !isRetried;
  });
}

function mayBeRefused(saga: SagaDef, step: DoStep | AwaitStep, refusals: readonly NameRef[], pivot: Step): Finding {
  const names = anyOf(namesOf(refusals));
  const verb = step.kind === 'await' ? 'may end with' : 'may answer';
  return {
    span: nameSpanOf(step),
    message: `\`${step.name}\` ${verb} ${names} behind the pivot \`${pivot.name}\`, and then \`${saga.id}\` is stuck.`,
    labels: [{ span: pivot.span, text: 'from here on nothing is taken back' }],
    element: saga,
    help: `Move \`${step.name}\` before the pivot, handle the failure with \`onFailure\`, or make the step \`optional\`.`,
  };
}
