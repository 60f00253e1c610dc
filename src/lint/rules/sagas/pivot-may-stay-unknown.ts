import { pivotOf } from '../../../model/graph.js';
import type { Catalog, DoStep, SagaDef } from '../../../model/index.js';
import { isEndless } from '../../../model/saga-duration.js';
import { sagasStartedBy } from '../../../model/saga-starts.js';
import type { Finding, Rule } from '../../rule.js';

const definitions = (check: string) => `services:
  payroll: { owner: team-payroll, store: postgres, outbox: true, inbox: { window: 8d } }
  treasury: { owner: team-treasury, store: postgres, outbox: true, inbox: { window: 8d } }
  bank: { external: true }
events:
  PayrollApproved: { version: 1.0.0, producer: payroll, payload: { payrollId: uuid } }
  SalariesPaid: { version: 1.0.0, producer: treasury, payload: { payrollId: uuid } }
  SalariesRefused: { version: 1.0.0, producer: treasury, payload: { payrollId: uuid } }
  PaymentFound: { version: 1.0.0, producer: treasury, payload: { payrollId: uuid } }
  PaymentNotFound: { version: 1.0.0, producer: treasury, payload: { payrollId: uuid } }
commands:
  PaySalaries:
    version: 1.0.0
    handler: treasury
    payload: { payrollId: uuid }
    success: SalariesPaid
    failure: [SalariesRefused]
    calls: [{ service: bank, idempotentBy: payrollId }]
  FindPayment:
    version: 1.0.0
    handler: treasury
    effect: none
    payload: { payrollId: uuid }
    success: PaymentFound
    failure: [PaymentNotFound]
sagas:
  RunPayroll:
    service: payroll
    start: PayrollApproved
    correlation: payrollId
    steps:
      - { do: PaySalaries, pivot: true${check} }
`;

/** A point of no return of which nobody can find out whether it was passed. */
export const pivotMayStayUnknown: Rule = {
  id: 'pivot-may-stay-unknown',
  group: 'sagas',
  severity: 'warning',
  preset: 'strict',
  since: '0.1.0',
  summary: 'Require a `check` or an `undo` for a pivot whose outcome may stay unknown.',
  why: `A pivot without undo that never answers is neither undone nor taken for done: the instance is parked until a person finds out what happened. That is the worst moment to have no command to ask with, for it is the step that moves the money or sends the goods.

A service with an inbox that does the work in its own store answers the same again when it is asked again, so there trying again finds out; so it does in the saga's own service. Meant are handlers that are outside, that call another service for it, or that have no inbox.`,
  bad: definitions(''),
  good: definitions(', check: FindPayment'),
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      const step = pivotOf(saga)?.step;
      if (step?.kind !== 'do' || step.undo || step.check) continue;
      const why = whyUnknown(catalog, saga, step);
      if (why !== undefined) report(finding(saga, step, why));
    }
  },
};

/** Why trying again may not tell; undefined where it does, or where the step is tried without end. */
function whyUnknown(catalog: Catalog, saga: SagaDef, step: DoStep): string | undefined {
  const command = catalog.commands.get(step.command.name);
  const service = command?.handler && catalog.services.get(command.handler.name);
  if (command === undefined || service === undefined || service.id === saga.service?.name) return undefined;
  if (command.effect === 'none' || isEndless(command.retry) || sagasStartedBy(catalog, command.id).length > 0) {
    return undefined;
  }
  if (service.external) return `\`${service.id}\` is outside`;
  const [call] = command.calls;
  if (call) return `\`${service.id}\` calls \`${call.service.name}\` for it`;
  return service.inbox ? undefined : `\`${service.id}\` has no inbox and may not remember`;
}

function finding(saga: SagaDef, step: DoStep, why: string): Finding {
  return {
    span: step.command.span,
    message: `Whether the pivot \`${step.name}\` of \`${saga.id}\` has happened may stay unknown: ${why}.`,
    help: 'Name an `effect: none` command that finds out as its `check`, or an `undo`.',
    element: saga,
  };
}
