import { planSaga, type SagaPlan } from '../../saga/plan.js';
import type { Evidence, Violation } from '../evidence.js';
import { checkEffects } from './check-effects.js';
import { checkEnds } from './check-ends.js';
import { checkEntries } from './check-entries.js';
import { checkJournals } from './check-journals.js';
import { checkMail } from './check-mail.js';
import { checkNested } from './check-nested.js';
import { checkNotices } from './check-notices.js';
import { checkRest } from './check-rest.js';
import { checkUndone } from './check-undone.js';

/** Evidence with its definitions worked out. */
export interface Case extends Evidence {
  readonly plans: ReadonlyMap<string, SagaPlan>;
}

/** One thing that must hold, whatever was killed when. */
export type Check = (evidence: Case) => readonly Violation[];

const CHECKS: readonly Check[] = [
  checkJournals,
  checkEntries,
  checkEnds,
  checkEffects,
  checkUndone,
  checkNested,
  checkNotices,
  checkMail,
  checkRest,
];

/** Everything that must not be, in what is left of a proof; empty where all is well. */
export function checkEvidence(evidence: Evidence): readonly Violation[] {
  const plans = new Map([...evidence.definitions].map(([hash, definition]) => [hash, planSaga(definition)]));
  return CHECKS.flatMap((check) => check({ ...evidence, plans }));
}
