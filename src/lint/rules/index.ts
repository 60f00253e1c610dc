import type { Rule } from '../rule.js';
import { eventPastTense } from './event-past-tense.js';
import { failureWithoutReason } from './failure-without-reason.js';
import { invalidExample } from './invalid-example.js';
import { missingCompensation } from './missing-compensation.js';
import { missingCompensationFailure } from './missing-compensation-failure.js';
import { missingDeadline } from './missing-deadline.js';
import { missingFailureEvent } from './missing-failure-event.js';
import { missingTimeoutPath } from './missing-timeout-path.js';
import { noSecrets } from './no-secrets.js';
import { orphanEvent } from './orphan-event.js';
import { thinEvent } from './thin-event.js';
import { unhandledFailureEvent } from './unhandled-failure-event.js';
import { unknownReference } from './unknown-reference.js';
import { unmappedInput } from './unmapped-input.js';

/** Every lint rule, sorted by id. */
export const rules: readonly Rule[] = [
  eventPastTense,
  failureWithoutReason,
  invalidExample,
  missingCompensation,
  missingCompensationFailure,
  missingDeadline,
  missingFailureEvent,
  missingTimeoutPath,
  noSecrets,
  orphanEvent,
  thinEvent,
  unhandledFailureEvent,
  unknownReference,
  unmappedInput,
];
