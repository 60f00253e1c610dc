import { nameOfPath } from '../../../runtime/saga/paths.js';
import { triesForEver } from '../../../runtime/saga/retry.js';
import { callSite, definitionAt } from '../../../runtime/saga/sites.js';
import { callsIn, isEnded, type PlacedCall } from '../../../runtime/saga/state.js';
import { isBusy } from '../../../runtime/saga/undelivered.js';
import type { SagaSetting } from '../../saga/setting.js';
import type { World } from '../../saga/world.js';
import { checkoutExample } from './examples.js';
import type { SagaInvariant, SagaStep } from './saga-invariant.js';

/** Every wait has an end. */
export const waitsForEver: SagaInvariant = {
  id: 'waits-for-ever',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'No saga waits for ever for what may never come.',
  why: `
An event of a person or of another system may never come, and a participant may never be there again. A saga that waits for it
without a time limit, and without a deadline that ends the waiting, sits there for ever: no timer wakes it, nobody is alerted, and
what it has reserved stays reserved.

Behind the pivot the deadline only alerts, and it does not bound the unwinding: there each step needs an end of its own.
`,
  examples: {
    bad: checkoutExample(
      `
      - { do: ReserveStock, undo: ReleaseStock }
      - await: OrderApproved
      - { do: CapturePayment, pivot: true }`,
      { deadline: '' },
    ),
    good: checkoutExample(
      `
      - { do: ReserveStock, undo: ReleaseStock }
      - { await: OrderApproved, timeout: 10m }
      - { do: CapturePayment, pivot: true }`,
      { deadline: '' },
    ),
  },
  check(step) {
    const { saga } = step.after;
    if (saga === step.before.saga || isEnded(saga)) return [];
    return [...awaitsForEver(step), ...endlessTries(step)];
  },
};

/** Nothing but an event of the outside can move it on. */
function awaitsForEver({ setting, after: { saga } }: SagaStep): readonly Found[] {
  if (Object.keys(saga.timers).length > 0 || isBusy(saga)) return [];
  return callsIn(saga, ['do']).flatMap(({ step, call }) => {
    const definition = definitionAt(setting.plan, step);
    if (call.status !== 'waiting' || definition?.kind !== 'await') return [];
    const name = nameOfPath(step);
    const message = `\`${definition.events[0] ?? name}\` may never come, and neither a time limit nor the deadline ends the waiting of \`${name}\`.`;
    return [{ about: name, message, help: 'Give the step a `timeout`.' }];
  });
}

function endlessTries({ setting, move, after }: SagaStep): readonly Found[] {
  if (move.kind !== 'lose') return [];
  return callsIn(after.saga, ['do', 'undo', 'check']).flatMap((placed) => triedForEver(setting, after, placed));
}

function triedForEver(setting: SagaSetting, { saga }: World, { step, direction, call }: PlacedCall): readonly Found[] {
  const retry = callSite(setting.plan, step, direction)?.call.retry;
  if (call.status !== 'backing-off' || !retry || !triesForEver(retry)) return [];
  const isBounded = direction !== 'undo' && saga.status === 'running' && Object.hasOwn(saga.timers, 'deadline!');
  if (isBounded) return [];
  const name = nameOfPath(step);
  const what = direction === 'do' ? `\`${name}\`` : `The ${direction} of \`${name}\``;
  const message = `${what} is tried again for ever, and neither a limit nor a deadline ends it or tells anybody.`;
  return [{ about: `${direction} ${name}`, message, help: 'Limit its `retry` by `attempts` or `within`.' }];
}

interface Found {
  readonly about: string;
  readonly message: string;
  readonly help: string;
}
