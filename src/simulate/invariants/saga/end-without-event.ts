import { checkoutExample } from './examples.js';
import { hasBecome, type SagaInvariant, type SagaStep } from './saga-invariant.js';

/** Every end has a name that others hear. */
export const endWithoutEvent: SagaInvariant = {
  id: 'end-without-event',
  about: 'sagas',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A saga that completes or aborts has an event for it.',
  why: `
Other services and the customer learn of an end by its event. A saga that aborts in silence leaves them waiting: for them the order
is still on its way.

Not counted is an end that a step of the saga's own service has told already: the last step of all, or the undo that it begins with.
`,
  examples: {
    bad: withoutAbort(checkoutExample(steps())),
    good: checkoutExample(steps()),
  },
  check(step) {
    const { saga } = step.setting;
    const hasCompleted = hasBecome(step, 'completed') && saga.complete.length === 0 && !isToldForward(step);
    const hasAborted = hasBecome(step, 'aborted') && saga.abort.length === 0 && !isToldBackward(step);
    if (!hasCompleted && !hasAborted) return [];
    const [end, key] = hasCompleted ? ['completed', 'complete'] : ['aborted', 'abort'];
    const message = `\`${saga.id}\` is ${end}, and no event says so.`;
    return [{ about: saga.id, message, help: `Name the event by \`${key}\`.` }];
  },
};

function isToldForward({ setting: { plan } }: SagaStep): boolean {
  const { steps, service } = plan.definition;
  const last = steps.findLast((step) => !('optional' in step && step.optional));
  return last?.kind === 'do' && last.call.service === service;
}

function isToldBackward({ setting: { plan } }: SagaStep): boolean {
  return plan.definition.steps.some(
    (step) => step.kind === 'undo' && step.undo.call.service === plan.definition.service,
  );
}

function withoutAbort(example: string): string {
  return example.replace(/^ {4}abort: .*\n/m, '');
}

function steps(): string {
  return `
      - { do: ReserveStock, undo: ReleaseStock }
      - { do: CapturePayment, pivot: true }`;
}
