import { answerForgotten } from './answer-forgotten.js';
import { commandNotSent } from './command-not-sent.js';
import { completedButUndone } from './completed-but-undone.js';
import { deadlineCannotHold } from './deadline-cannot-hold.js';
import { effectWithoutUndo } from './effect-without-undo.js';
import { endWithoutEvent } from './end-without-event.js';
import { endWithoutReason } from './end-without-reason.js';
import { endedUntold } from './ended-untold.js';
import { eventIgnored } from './event-ignored.js';
import { failureAfterPivot } from './failure-after-pivot.js';
import { givesUpTooEarly } from './gives-up-too-early.js';
import { guardIgnored } from './guard-ignored.js';
import { nothingWakesIt } from './nothing-wakes-it.js';
import { optionalUnwinds } from './optional-unwinds.js';
import type { SagaInvariant } from './saga-invariant.js';
import { secondEffect } from './second-effect.js';
import { stepBlocked } from './step-blocked.js';
import { stepNeverRuns } from './step-never-runs.js';
import { stopIgnored } from './stop-ignored.js';
import { stuckUnalerted } from './stuck-unalerted.js';
import { stuckWithoutOwner } from './stuck-without-owner.js';
import { successNotTold } from './success-not-told.js';
import { timerLost } from './timer-lost.js';
import { triedTooOften } from './tried-too-often.js';
import { undoNeverRuns } from './undo-never-runs.js';
import { undoNotTried } from './undo-not-tried.js';
import { undoOfAnother } from './undo-of-another.js';
import { undoOutOfOrder } from './undo-out-of-order.js';
import { undoWithoutEffect } from './undo-without-effect.js';
import { undoneAfterPivot } from './undone-after-pivot.js';
import { waitsForEver } from './waits-for-ever.js';

/** Every invariant of sagas, sorted by id. */
export const sagaInvariants: readonly SagaInvariant[] = [
  answerForgotten,
  commandNotSent,
  completedButUndone,
  deadlineCannotHold,
  effectWithoutUndo,
  endWithoutEvent,
  endWithoutReason,
  endedUntold,
  eventIgnored,
  failureAfterPivot,
  givesUpTooEarly,
  guardIgnored,
  nothingWakesIt,
  optionalUnwinds,
  secondEffect,
  stepBlocked,
  stepNeverRuns,
  stopIgnored,
  stuckUnalerted,
  stuckWithoutOwner,
  successNotTold,
  timerLost,
  triedTooOften,
  undoNeverRuns,
  undoNotTried,
  undoOfAnother,
  undoOutOfOrder,
  undoWithoutEffect,
  undoneAfterPivot,
  waitsForEver,
];
