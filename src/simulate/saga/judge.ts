import type { Breach } from '../explore/model.js';
import { sagaInvariants } from '../invariants/saga/index.js';
import type { SagaWhole } from '../invariants/saga/saga-invariant.js';
import { judgeOwnStatements } from './own-statements.js';
import type { SagaJudge } from './saga-model.js';
import type { SagaSetting } from './setting.js';

/** Asks every invariant, and what the saga says of itself, about every transition. */
export function judgeSaga(setting: SagaSetting): SagaJudge {
  const checks = sagaInvariants.flatMap(({ id, on, check }) => (check ? [{ id, on, check }] : []));
  const askOwn = judgeOwnStatements(setting);
  return (before, move, after) => {
    const step = { setting, before, move, after };
    const breaches: Breach[] = [...askOwn(after)];
    for (const { id, on, check } of checks) {
      if (on && !after.last.entries.some(({ type }) => on.includes(type))) continue;
      for (const found of check(step)) breaches.push({ invariant: id, ...found });
    }
    return breaches;
  };
}

/** Asks the invariants about what no run does. */
export function judgeWhole(whole: SagaWhole): readonly Breach[] {
  return sagaInvariants.flatMap(({ id, checkWhole }) =>
    (checkWhole?.(whole) ?? []).map((found) => ({ invariant: id, ...found })),
  );
}
