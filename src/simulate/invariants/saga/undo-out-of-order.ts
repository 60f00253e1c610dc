import type { JournalEntry } from '../../../runtime/saga/journal.js';
import { nameOfPath } from '../../../runtime/saga/paths.js';
import { callSite } from '../../../runtime/saga/sites.js';
import { callOf, isPending } from '../../../runtime/saga/state.js';
import { pathsBehind } from '../../saga/step-order.js';
import { factOf } from '../../saga/world.js';
import { type SagaInvariant, type SagaStep, written } from './saga-invariant.js';

/** The last step is undone first. */
export const undoOutOfOrder: SagaInvariant = {
  id: 'undo-out-of-order',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'Steps are undone in reverse order; those of parallel branches in any.',
  why: `
A later step builds on an earlier one. Whoever releases the stock before the shipment is cancelled has sold it twice for a while.
`,
  on: ['command-sent'],
  check(step) {
    const { setting, after } = step;
    if (after.saga.status === 'running') return [];
    return written(step, 'command-sent').flatMap((entry) => {
      const { direction, attempt, step: path } = entry;
      if (direction !== 'undo' || attempt > 1) return [];
      const late = pathsBehind(setting.plan, after.saga, path).find((other) => {
        const { effects, undone } = factOf(after, other);
        return effects > undone && isToBeUndone(step, other) && !isHeardOfAfter(step, entry, other);
      });
      if (late === undefined) return [];
      const message = `\`${nameOfPath(path)}\` is undone while the undo of \`${nameOfPath(late)}\`, which came later, is not through.`;
      return [{ about: nameOfPath(path), message }];
    });
  },
};

/** Its undo is out, or has not been thought of although the step is known to have happened. */
function isToBeUndone({ setting, after: { saga } }: SagaStep, path: string): boolean {
  const undo = callOf(saga, path, 'undo');
  if (undo !== undefined) return isPending(undo);
  const call = callOf(saga, path, 'do');
  const isKnown = call?.status === 'succeeded' || (call?.status === 'failed' && call.mayHaveHappened);
  return isKnown && callSite(setting.plan, path, 'undo') !== undefined;
}

/** Its success came only when the undo was on its way. */
function isHeardOfAfter({ after: { last } }: SagaStep, undo: JournalEntry, path: string): boolean {
  const later = last.entries.slice(last.entries.indexOf(undo));
  return later.some((entry) => entry.type === 'late-success' && entry.direction === 'do' && entry.step === path);
}
