import { anyOf } from '../../../model/facts/name-list.js';
import { flattenSteps, isBeforePivot, namesOf } from '../../../model/graph.js';
import type { AwaitStep, SagaDef } from '../../../model/index.js';
import { nameSpanOf } from '../../../model/step-parts.js';
import type { Finding, Rule } from '../../rule.js';

const definitions = (wait: string) => `services:
  clinic: { owner: team-care }
  patients: { owner: team-portal }
events:
  SlotOffered: { version: 1.0.0, producer: clinic, payload: { referralId: uuid } }
  SlotAccepted: { version: 1.0.0, producer: patients, cannotFail: The patient's own act., payload: { referralId: uuid } }
  AppointmentEntered: { version: 1.0.0, producer: clinic, payload: { referralId: uuid } }
  AppointmentMade: { version: 1.0.0, producer: clinic, payload: { referralId: uuid } }
commands:
  EnterAppointment: { version: 1.0.0, handler: clinic, payload: { referralId: uuid }, success: AppointmentEntered }
sagas:
  MakeAppointment:
    service: clinic
    start: SlotOffered
    correlation: referralId
    steps:
      - ${wait}
      - { do: EnterAppointment, pivot: true }
    complete: AppointmentMade
`;

/** An `await` that nothing ends if its event does not come. */
export const waitWithoutTimeout: Rule = {
  id: 'wait-without-timeout',
  group: 'sagas',
  severity: 'error',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require a timeout on every `await`.',
  why: `What a saga awaits depends on a person or on somebody else's system, so one day it will not come. Without a \`timeout\` the instance then waits for ever, and so does everything it has reserved; nothing fails, so nobody is told. The deadline is no answer: behind the pivot it only alerts, and before it the saga is over where a reminder would have done.

Pauses (\`wait\`, also with \`until\`) end by themselves, and the time limits of commands are \`missing-timeout-path\`'s to judge.`,
  bad: definitions('await: SlotAccepted'),
  good: definitions('{ await: SlotAccepted, timeout: 7d }'),
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      for (const { step } of flattenSteps(saga.steps)) {
        if (step.kind === 'await' && step.timeout === undefined) report(finding(saga, step));
      }
    }
  },
};

function finding(saga: SagaDef, step: AwaitStep): Finding {
  const events = anyOf(namesOf(step.events)) || `\`${step.name}\``;
  return {
    span: nameSpanOf(step),
    message: `\`${saga.id}\` waits for ${events} ${howLong(saga, step)}.`,
    help: 'Say with `timeout` how long to wait at most; `onFailure: { timeout: ... }` says what to do then instead of unwinding.',
    element: saga,
  };
}

/** Up to the pivot the deadline ends every wait; behind it, it only alerts. */
function howLong(saga: SagaDef, step: AwaitStep): string {
  if (saga.deadline === undefined) return 'without a time limit';
  return step.pivot || isBeforePivot(saga, step)
    ? `with no other limit than the deadline of the whole, ${saga.deadline.text}`
    : `without a time limit, for its deadline of ${saga.deadline.text} ends nothing behind the pivot`;
}
