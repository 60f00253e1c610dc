import type { CallDefinition } from '../../../runtime/saga/definition.js';
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

Not counted is an end that the answer of the last step, or of the undo that the saga begins with, has told on a channel already.
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

function isToldForward({ setting }: SagaStep): boolean {
  const last = setting.plan.definition.steps.findLast((step) => !('optional' in step && step.optional));
  return last?.kind === 'do' && isTelling(setting, last.call);
}

function isToldBackward({ setting }: SagaStep): boolean {
  return setting.plan.definition.steps.some((step) => step.kind === 'undo' && isTelling(setting, step.undo.call));
}

/** Whether an answer goes to a channel, where others hear it, and not to the saga alone. */
function isTelling({ catalog }: SagaStep['setting'], { success }: CallDefinition): boolean {
  return success.some((event) => catalog.events.get(event)?.channel !== undefined);
}

function withoutAbort(example: string): string {
  return example.replace(/^ {4}abort: .*\n/m, '');
}

function steps(): string {
  return `
      - { do: ReserveStock, undo: ReleaseStock }
      - { do: CapturePayment, pivot: true }`;
}
