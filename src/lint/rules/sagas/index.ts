import type { Rule } from '../../rule.js';
import { correlationNotARun } from './correlation-not-a-run.js';
import { deadlineTooShort } from './deadline-too-short.js';
import { earlyEventDropped } from './early-event-dropped.js';
import { externalCallWithoutIdempotencyKey } from './external-call-without-idempotency-key.js';
import { fallibleAfterPivot } from './fallible-after-pivot.js';
import { godSaga } from './god-saga.js';
import { handlerIsNotProducer } from './handler-is-not-producer.js';
import { incompleteStates } from './incomplete-states.js';
import { irreversibleBeforePivot } from './irreversible-before-pivot.js';
import { mappingTypeMismatch } from './mapping-type-mismatch.js';
import { missingCompensation } from './missing-compensation.js';
import { missingDeadline } from './missing-deadline.js';
import { missingStuckOwner } from './missing-stuck-owner.js';
import { nestedAbortUnheard } from './nested-abort-unheard.js';
import { noPivot } from './no-pivot.js';
import { outcomeNotDeclared } from './outcome-not-declared.js';
import { parallelConflict } from './parallel-conflict.js';
import { pivotMayStayUnknown } from './pivot-may-stay-unknown.js';
import { retryBusinessFailure } from './retry-business-failure.js';
import { retryWithoutIdempotency } from './retry-without-idempotency.js';
import { sagaCallsSagaCycle } from './saga-calls-saga-cycle.js';
import { severalPivots } from './several-pivots.js';
import { sharedUndo } from './shared-undo.js';
import { unboundedRetry } from './unbounded-retry.js';
import { uncorrelatedMessage } from './uncorrelated-message.js';
import { undoComesTooLate } from './undo-comes-too-late.js';
import { undoNeedsUnavailableField } from './undo-needs-unavailable-field.js';
import { unmappedInput } from './unmapped-input.js';
import { unreachableCompensation } from './unreachable-compensation.js';
import { unreachableStep } from './unreachable-step.js';
import { unsentCommand } from './unsent-command.js';
import { unusedEnumValue } from './unused-enum-value.js';
import { unusedFailureEvent } from './unused-failure-event.js';
import { waitWithoutTimeout } from './wait-without-timeout.js';

/** The rules of the group `sagas`, sorted by id. */
export const sagas: readonly Rule[] = [
  correlationNotARun,
  deadlineTooShort,
  earlyEventDropped,
  externalCallWithoutIdempotencyKey,
  fallibleAfterPivot,
  godSaga,
  handlerIsNotProducer,
  incompleteStates,
  irreversibleBeforePivot,
  mappingTypeMismatch,
  missingCompensation,
  missingDeadline,
  missingStuckOwner,
  nestedAbortUnheard,
  noPivot,
  outcomeNotDeclared,
  parallelConflict,
  pivotMayStayUnknown,
  retryBusinessFailure,
  retryWithoutIdempotency,
  sagaCallsSagaCycle,
  severalPivots,
  sharedUndo,
  unboundedRetry,
  uncorrelatedMessage,
  undoComesTooLate,
  undoNeedsUnavailableField,
  unmappedInput,
  unreachableCompensation,
  unreachableStep,
  unsentCommand,
  unusedEnumValue,
  unusedFailureEvent,
  waitWithoutTimeout,
];
