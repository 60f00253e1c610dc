import type { Change } from '../../../change.js';
import type { Direction, Encoding, JudgeContext, Ruling } from '../../../check.js';
import { judged } from './payload-changes.js';

/** The rulings of all changes for one encoding and direction, with the changes they are about. */
export function rulingsFor(
  changes: readonly Change[],
  context: JudgeContext,
  encoding: Encoding,
  direction: Direction,
): readonly { readonly change: Change; readonly ruling: Ruling }[] {
  return changes.flatMap((change) => {
    const ruling = judged(change, context)[encoding]?.[direction];
    return ruling ? [{ change, ruling }] : [];
  });
}

/** The worst of them. */
export function worstFor(
  changes: readonly Change[],
  context: JudgeContext,
  encoding: Encoding,
  direction: Direction,
): 'break' | 'risk' | 'fine' {
  const levels = rulingsFor(changes, context, encoding, direction).map(({ ruling }) => ruling.level);
  return levels.includes('break') ? 'break' : levels.includes('risk') ? 'risk' : 'fine';
}
