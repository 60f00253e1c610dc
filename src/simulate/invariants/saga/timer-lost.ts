import { DEADLINE } from '../../../runtime/saga/change-state.js';
import { nameOfPath } from '../../../runtime/saga/paths.js';
import { definitionAt } from '../../../runtime/saga/sites.js';
import { callsIn, isEnded, type PlacedCall } from '../../../runtime/saga/state.js';
import type { SagaInvariant, SagaStep } from './saga-invariant.js';

/** What has a time has a timer. */
export const timerLost: SagaInvariant = {
  id: 'timer-lost',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'Every time limit, every pause and the deadline have a timer as long as they count.',
  why: `
A limit without a timer never runs out. The saga then waits for what may never come, and only a later limit, if there is one, wakes it:
a customer who should have heard within minutes hears the next day.
`,
  check({ setting, before, after }) {
    const { saga } = after;
    if (saga === before.saga || isEnded(saga)) return [];
    const lost = callsIn(saga, ['do']).filter(
      (placed) => isTimed(setting, placed) && !Object.hasOwn(saga.timers, placed.step),
    );
    const waits = lost.map(({ step }) => {
      const name = nameOfPath(step);
      return { about: name, message: `\`${name}\` waits for a time, and no timer runs for it.` };
    });
    const isOpen = saga.status === 'running' && (saga.deadlineAt ?? 0) > after.now;
    if (!isOpen || Object.hasOwn(saga.timers, DEADLINE)) return waits;
    return [...waits, { about: setting.saga.id, message: 'The deadline is still to come, and no timer runs for it.' }];
  },
};

/** Commands are timed by whoever delivers them. */
function isTimed({ plan }: SagaStep['setting'], { step, call }: PlacedCall): boolean {
  const definition = definitionAt(plan, step);
  if (call.status !== 'waiting') return false;
  return definition?.kind === 'wait' || (definition?.kind === 'await' && definition.timeoutMs !== undefined);
}
