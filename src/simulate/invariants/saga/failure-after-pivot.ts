import type { FailurePassedOn } from '../../../runtime/saga/journal.js';
import { nameOfPath } from '../../../runtime/saga/paths.js';
import { isPivotUndoable } from '../../../runtime/saga/pivot.js';
import { callSite } from '../../../runtime/saga/sites.js';
import { callOf } from '../../../runtime/saga/state.js';
import { checkoutExample } from './examples.js';
import { hasBecome, type SagaInvariant, type SagaStep, written } from './saga-invariant.js';

/** Behind the point of no return everything must succeed in the end. */
export const failureAfterPivot: SagaInvariant = {
  id: 'failure-after-pivot',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'After the pivot no business failure leaves the saga stuck.',
  why: `
Behind the point of no return a saga can only go on. A step there that may be refused by a business answer has no way out: it is not
tried again, it cannot be undone, and every such refusal ends on somebody's desk at night.

Put such a step before the pivot, handle its failure with \`onFailure\`, or make it \`optional\`. Silence and failures that are
\`retryable\` are another matter: they are retried, and an instance that is stuck after all attempts is one that only a person can help.
`,
  examples: {
    bad: checkoutExample(`
      - { do: ReserveStock, undo: ReleaseStock, pivot: true }
      - do: CapturePayment`),
    good: checkoutExample(`
      - { do: ReserveStock, undo: ReleaseStock }
      - { do: CapturePayment, pivot: true }`),
  },
  check(step) {
    if (!hasBecome(step, 'stuck') || step.before.saga.status !== 'running') return [];
    const { plan } = step.setting;
    return refusals(step).flatMap(({ cause, step: path }) => {
      const name = nameOfPath(path);
      if (cause.kind !== 'failure') return [];
      const call = callOf(step.after.saga, path, 'do');
      const isInDoubt = name === plan.pivot && call?.mayHaveHappened === true && !isPivotUndoable(plan);
      if (!isInDoubt && !plan.afterPivot.has(name)) return [];
      if (isWorthAnotherAttempt(step, path, cause.event)) return [];
      if (isInDoubt) return [inDoubt(name, cause.event)];
      const message = `\`${name}\` may answer \`${cause.event}\` behind the pivot, and then the saga is stuck.`;
      return [
        {
          about: name,
          message,
          help: 'Move it before the pivot, handle the failure with `onFailure`, or make it `optional`.',
        },
      ];
    });
  },
};

/** Failures for good, also those that were dealt with and passed on. */
function refusals(step: SagaStep): readonly Pick<FailurePassedOn, 'step' | 'cause'>[] {
  const failed = written(step, 'step-failed').filter(({ direction, optional }) => direction === 'do' && !optional);
  return [...failed, ...written(step, 'failure-passed-on')];
}

/** A refusal that may have left something is no better than silence, and comes far more often. */
function inDoubt(
  name: string,
  event: string,
): { readonly about: string; readonly message: string; readonly help: string } {
  const message = `\`${name}\`, the pivot, may answer \`${event}\` and have happened all the same, and then the saga is stuck.`;
  return {
    about: name,
    message,
    help: 'Give the pivot an `undo`, or make sure that the failure leaves nothing behind.',
  };
}

function isWorthAnotherAttempt({ setting }: SagaStep, path: string, event: string): boolean {
  const failures = callSite(setting.plan, path, 'do')?.call.failure ?? [];
  return failures.some((failure) => failure.event === event && failure.retryable);
}
