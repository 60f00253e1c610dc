import type { Rule } from '../../rule.js';
import { duplicateUnhandled } from './duplicate-unhandled.js';
import { failureReasonOpen } from './failure-reason-open.js';
import { failureWithoutReason } from './failure-without-reason.js';
import { missingCompensationFailure } from './missing-compensation-failure.js';
import { missingFailureEvent } from './missing-failure-event.js';
import { missingTimeoutPath } from './missing-timeout-path.js';
import { outOfOrderUnhandled } from './out-of-order-unhandled.js';
import { unhandledFailureEvent } from './unhandled-failure-event.js';

/** The rules of the group `failures`, sorted by id. */
export const failures: readonly Rule[] = [
  duplicateUnhandled,
  failureReasonOpen,
  failureWithoutReason,
  missingCompensationFailure,
  missingFailureEvent,
  missingTimeoutPath,
  outOfOrderUnhandled,
  unhandledFailureEvent,
];
