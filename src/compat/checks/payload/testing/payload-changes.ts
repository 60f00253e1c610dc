import type { Catalog } from '../../../../model/index.js';
import type { Change } from '../../../change.js';
import type { CompatCheck, JudgeContext, Rulings } from '../../../check.js';
import { diffOfPayloads, found } from '../../../diff/testing/changes-between.js';
import { payloadChecks } from '../index.js';

/** All changes of payloads and of the types in them. */
export function payloadChanges(old: Catalog, next: Catalog): readonly Change[] {
  return found(diffOfPayloads(old, next));
}

const CHECKS = new Map(payloadChecks.map((check) => [check.id, check]));

/** The rulings on a change. */
export function judged(change: Change, context: JudgeContext): Rulings {
  const check = CHECKS.get(change.kind) as CompatCheck | undefined;
  if (!check) throw new Error(`No check judges ${change.kind}.`);
  return check.judge(change, context);
}
