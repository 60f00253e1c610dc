import { idempotencyKey } from '../../saga/names.js';
import { nameOfPath } from '../../saga/paths.js';
import { type SagaPlan, undoOf } from '../../saga/plan.js';
import { stepOf } from '../../saga/state.js';
import type { InstanceRow, Violation } from '../evidence.js';
import type { Case } from './check-evidence.js';

/** Aborted: whatever happened is undone. Completed: nothing is, but tries that were given up on the way. */
export function checkUndone({ instances, plans, ledger }: Case): readonly Violation[] {
  const order = new Map(
    ledger.flatMap((line, index) => (line.kind === 'answer' && line.effect ? [[line.key, index]] : [])),
  );
  return instances.flatMap((row) => {
    const plan = plans.get(row.state.definition);
    if (plan === undefined) return [];
    const paths = Object.keys(row.state.steps);
    const wrong = paths.flatMap((path) => wrongAt(plan, row, path, order) ?? []);
    return wrong.map((text) => ({ rule: 'undone', instance: row.id, text }));
  });
}

function wrongAt(
  plan: SagaPlan,
  { id, state }: InstanceRow,
  path: string,
  order: ReadonlyMap<string, number>,
): string | undefined {
  const step = plan.steps.get(nameOfPath(path));
  const happened = order.get(idempotencyKey(id, path, 'do'));
  const undone = order.get(idempotencyKey(id, path, 'undo'));
  const then = stepOf(state, path)?.handled?.then;
  const isGivenUp = then === 'retry' || then === 'skip';
  if (state.status === 'completed' && undone !== undefined && !isGivenUp) return `${path} was undone, and it completed`;
  if (happened === undefined || step === undefined) return undefined;
  if (undone !== undefined && undone < happened) return `${path} happened after it was undone`;
  const mustBeUndone = state.status === 'aborted' || (state.status === 'completed' && isGivenUp);
  if (!mustBeUndone || undone !== undefined) return undefined;
  if (undoOf(step) !== undefined) return `${path} happened and was not undone`;
  const isFinal = step.name === plan.pivot || plan.afterPivot.has(step.name);
  return isFinal && state.status === 'aborted'
    ? `${path} happened behind the point of no return, and it aborted`
    : undefined;
}
