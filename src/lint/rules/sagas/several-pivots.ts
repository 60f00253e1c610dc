import { keySpan } from '../../../language/node.js';
import type { SagaDef, Step } from '../../../model/index.js';
import { pivotsOf } from '../../facts/pivots.js';
import type { Finding, Rule } from '../../rule.js';

/** A second point of no return, which the saga can never honour. */
export const severalPivots: Rule = {
  id: 'several-pivots',
  group: 'sagas',
  severity: 'error',
  preset: 'minimal',
  since: '0.1.0',
  summary: 'Disallow more than one pivot in a saga.',
  why: `A saga has one point of no return: before it everything can be taken back, behind it nothing is. Of several, the first that is written counts, and the steps up to the second are never undone, although whoever marked it relies on that.

This holds for steps under opposite conditions and in branches side by side, too: give the alternatives one step behind them that decides.`,
  bad: `services:
  visa-office: { owner: team-visa }
  treasury: { owner: team-fees, inbox: true }
events:
  VisaAppliedFor: { version: 1.0.0, producer: visa-office, payload: { visaId: uuid } }
  FeeTaken: { version: 1.0.0, producer: treasury, payload: { visaId: uuid } }
  FeeRefused: { version: 1.0.0, producer: treasury, payload: { visaId: uuid } }
  FeeReturned: { version: 1.0.0, producer: treasury, payload: { visaId: uuid } }
  VisaIssued: { version: 1.0.0, producer: visa-office, payload: { visaId: uuid } }
  VisaNotIssued: { version: 1.0.0, producer: visa-office, payload: { visaId: uuid } }
commands:
  TakeFee: { version: 1.0.0, handler: treasury, payload: { visaId: uuid }, success: FeeTaken, failure: [FeeRefused] }
  ReturnFee: { version: 1.0.0, handler: treasury, payload: { visaId: uuid }, success: FeeReturned, cannotFail: It credits the applicant. }
  IssueVisa: { version: 1.0.0, handler: visa-office, payload: { visaId: uuid }, success: VisaIssued, failure: [VisaNotIssued] }
sagas:
  GrantVisa:
    service: visa-office
    start: VisaAppliedFor
    correlation: visaId
    steps:
      - { do: TakeFee, undo: ReturnFee, pivot: true }
      - { do: IssueVisa, pivot: true }
`,
  good: `services:
  visa-office: { owner: team-visa }
  treasury: { owner: team-fees, inbox: true }
events:
  VisaAppliedFor: { version: 1.0.0, producer: visa-office, payload: { visaId: uuid } }
  FeeTaken: { version: 1.0.0, producer: treasury, payload: { visaId: uuid } }
  FeeRefused: { version: 1.0.0, producer: treasury, payload: { visaId: uuid } }
  FeeReturned: { version: 1.0.0, producer: treasury, payload: { visaId: uuid } }
  VisaIssued: { version: 1.0.0, producer: visa-office, payload: { visaId: uuid } }
  VisaNotIssued: { version: 1.0.0, producer: visa-office, payload: { visaId: uuid } }
commands:
  TakeFee: { version: 1.0.0, handler: treasury, payload: { visaId: uuid }, success: FeeTaken, failure: [FeeRefused] }
  ReturnFee: { version: 1.0.0, handler: treasury, payload: { visaId: uuid }, success: FeeReturned, cannotFail: It credits the applicant. }
  IssueVisa: { version: 1.0.0, handler: visa-office, payload: { visaId: uuid }, success: VisaIssued, failure: [VisaNotIssued] }
sagas:
  GrantVisa:
    service: visa-office
    start: VisaAppliedFor
    correlation: visaId
    steps:
      - { do: TakeFee, undo: ReturnFee }
      - { do: IssueVisa, pivot: true }
`,
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      const [first, ...others] = pivotsOf(saga);
      if (first) for (const { step } of others) report(secondPivot(saga, first.step, step));
    }
  },
};

function secondPivot(saga: SagaDef, first: Step, second: Step): Finding {
  return {
    span: pivotSpan(second),
    message: `\`${saga.id}\` has a second point of no return in \`${second.name}\`: the first one, \`${first.name}\`, is the one that counts.`,
    labels: [{ span: pivotSpan(first), text: 'behind this nothing is taken back' }],
    element: saga,
    help: `Remove \`pivot\` from \`${first.name}\` or from \`${second.name}\`, whichever can still be taken back.`,
  };
}

function pivotSpan(step: Step) {
  return keySpan(step.node, 'pivot') ?? step.span;
}
